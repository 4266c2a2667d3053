namespace Amiable.Webhooks;

/// <summary>Tells every webhook of the organization what waits for it, one after the other; <see cref="WebhooksUnderWay"/> does it side by side.</summary>
public sealed class TellWebhooks(AllOrganizations organizations, CurrentOrganization organization)
{
    public async Task<int> Run(CancellationToken ct)
    {
        var due = await organizations.For(organization.Id, s => s.GetRequiredService<RouteEvents>().Run(ct));
        foreach (var id in due)
            while (await organizations.For(organization.Id, s => s.GetRequiredService<TellWebhook>().Run(id, ct))) { }
        return due.Count;
    }
}
