namespace Amiable.Platform.Backups;

/// <summary>A folder for what is being made, on the disk where it will lie; gone afterwards.</summary>
internal sealed class CopyFolder : IDisposable
{
    /// <summary>How its name begins: what a process that died left behind is no part of an installation.</summary>
    public const string Prefix = "unfinished-";

    public CopyFolder(string beside) =>
        Path = Directory.CreateDirectory(System.IO.Path.Combine(beside, Prefix + System.IO.Path.GetRandomFileName())).FullName;

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>A database as it was at one moment, in a file.</summary>
/// <param name="Kind">Which kind of database.</param>
/// <param name="Entry">What the file is called in the archive.</param>
/// <param name="Rows">How many rows each table has.</param>
internal sealed record CopiedDatabase(
    string Kind,
    string Entry,
    string File,
    IReadOnlyList<string> Migrations,
    IReadOnlyDictionary<string, long> Rows
);
