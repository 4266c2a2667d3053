using System.Text.Json;

namespace Amiable.Platform.Backups;

/// <summary>One file of a backup.</summary>
/// <param name="Path">Its name in the archive.</param>
/// <param name="Sha256">In hexadecimal.</param>
public sealed record BackupFile(string Path, long Bytes, string Sha256);

/// <summary>What a backup holds, and by what it is checked before anything of it is believed.</summary>
/// <param name="Format">Of the archive; this program writes and reads 1.</param>
/// <param name="Program">The version of the program that took it.</param>
/// <param name="TakenAt">As of when.</param>
/// <param name="Database">"sqlite" or "postgres".</param>
/// <param name="Migrations">All that the database had, in their order.</param>
/// <param name="Rows">How many rows each table had.</param>
/// <param name="Files">Every other file of the archive.</param>
public sealed record BackupManifest(
    int Format,
    string Program,
    DateTimeOffset TakenAt,
    string Database,
    IReadOnlyList<string> Migrations,
    IReadOnlyDictionary<string, long> Rows,
    IReadOnlyList<BackupFile> Files
)
{
    public const int CurrentFormat = 1;
    public const string Name = "manifest.json";
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    /// <summary>The database, by its kind.</summary>
    public const string SqliteEntry = "database/" + Storage.Database.FileName;
    public const string PostgresEntry = "database/amiable.dump";

    /// <summary>Before the path of each file of the data folder.</summary>
    public const string Folder = "data/";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    public static BackupManifest? Read(Stream json)
    {
        try
        {
            return
                JsonSerializer.Deserialize<BackupManifest>(json, Json) is { Files: not null, Rows: not null, Migrations: not null } manifest
                ? manifest
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
