namespace Amiable.Platform;

/// <summary>Where this installation keeps its files: the database, the outbox, the keys of its cookies.</summary>
public sealed record DataFolder(string Path)
{
    public static DataFolder From(IConfiguration configuration) => new(System.IO.Path.GetFullPath(configuration["Data"] ?? "data"));

    public string File(string name)
    {
        Directory.CreateDirectory(Path);
        return System.IO.Path.Combine(Path, name);
    }

    /// <summary>Where files of that organization lie: by kind ("outbox", "uploads"), then by organization. What lies elsewhere is nobody's.</summary>
    public IReadOnlyList<DirectoryInfo> FoldersOf(OrganizationId organization) =>
        [
            .. new DirectoryInfo(Folder(""))
                .EnumerateDirectories()
                .Select(kind => new DirectoryInfo(System.IO.Path.Combine(kind.FullName, organization.Value.ToString("N"))))
                .Where(own => own.Exists),
        ];

    public string Folder(string name)
    {
        var folder = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(folder);
        return folder;
    }
}
