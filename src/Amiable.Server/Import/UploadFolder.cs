namespace Amiable.Import;

/// <summary>
/// Files that were uploaded and wait to be looked at: in a folder of their organization, for a day. The identity of an upload becomes that of
/// its import.
/// </summary>
internal sealed class UploadFolder(DataFolder data, OrganizationId organization)
{
    private const string Uploads = "uploads";

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

    /// <summary>Deletes what came before.</summary>
    public void Sweep(DateTimeOffset before)
    {
        foreach (var file in new DirectoryInfo(data.Folder(_folder)).EnumerateFiles().Where(f => f.LastWriteTimeUtc < before.UtcDateTime))
            file.Delete();
    }

    private string FileOf(ImportId id) => Path.Combine(data.Path, _folder, $"{id.Value:N}.csv");

    private string NameOf(ImportId id) => Path.Combine(data.Path, _folder, $"{id.Value:N}.name");
}
