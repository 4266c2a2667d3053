namespace Amiable.Import;

/// <summary>Deletes the files that were uploaded to be imported and left: an organization that never uploads again must not keep its last one for ever.</summary>
public sealed class ForgetUploads(DataFolder data, CurrentOrganization organization, Today today)
{
    /// <summary>So long a file waits to be looked at.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    public void Run() => new UploadFolder(data, organization.Id).Sweep(today.Now - Kept);
}
