namespace Amiable.Integrations.Outbox;

/// <summary>Removes the files of messages from the outbox folder, when nobody may read them any more.</summary>
public sealed class RemoveFromOutbox(DataFolder data, CurrentOrganization organization)
{
    public void Run(IReadOnlyCollection<CommunicationId> messages)
    {
        var names = messages.Select(m => $"-{m.Value:N}.eml").ToHashSet(StringComparer.Ordinal);
        var folder = new DirectoryInfo(OutboxFolder.Of(data, organization.Id));
        // The name ends with the identity, behind the last hyphen.
        foreach (var file in folder.EnumerateFiles().Where(f => names.Contains(f.Name[Math.Max(0, f.Name.LastIndexOf('-'))..])))
            file.Delete();
    }
}
