namespace Amiable.Import;

/// <summary>
/// Files that were uploaded and wait to be looked at: in a folder of their organization, for a day. The identity of an upload becomes that of
/// its import.
/// </summary>
internal sealed class UploadFolder(DataFolder data, OrganizationId organization)
{
    private const string Uploads = "uploads";
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly string _folder = Path.Combine(Uploads, organization.Value.ToString("N"));

    public async Task Keep(ImportId id, string fileName, Stream file, DateTimeOffset now, CancellationToken ct)
    {
        data.Folder(_folder);
        await using (var copy = File.Create(FileOf(id)))
            await file.CopyToAsync(copy, ct);
        await File.WriteAllTextAsync(NameOf(id), fileName, ct);
        // By our clock, for Sweep.
        foreach (var path in new[] { FileOf(id), NameOf(id) })
            File.SetLastWriteTimeUtc(path, now.UtcDateTime);
    }

    /// <summary>Null when there is none: it never was, was imported, or is over.</summary>
    public async Task<(string FileName, byte[] Bytes)?> Open(ImportId id, CancellationToken ct)
    {
        try
        {
            return (await File.ReadAllTextAsync(NameOf(id), ct), await File.ReadAllBytesAsync(FileOf(id), ct));
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public void Drop(ImportId id)
    {
        File.Delete(FileOf(id));
        File.Delete(NameOf(id));
    }

    /// <summary>Deletes what is older than a day, of every organization: one that never uploads again must not keep its last file for ever.</summary>
    public static void Sweep(DataFolder data, DateTimeOffset now)
    {
        var all = new DirectoryInfo(data.Folder(Uploads)).EnumerateFiles("*", SearchOption.AllDirectories);
        foreach (var file in all.Where(f => f.LastWriteTimeUtc < (now - Kept).UtcDateTime))
            file.Delete();
    }

    private string FileOf(ImportId id) => Path.Combine(data.Path, _folder, $"{id.Value:N}.csv");

    private string NameOf(ImportId id) => Path.Combine(data.Path, _folder, $"{id.Value:N}.name");
}
