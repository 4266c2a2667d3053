using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Backups;

/// <summary>
/// The file of SQLite as it is at one moment. The library copies page by page within one read: whoever writes meanwhile writes into the log beside it, and waits for nobody.
/// </summary>
internal static class SqliteCopy
{
    public static async Task<Result<CopiedDatabase>> Take(AppDb db, CopyFolder folder, CancellationToken ct)
    {
        var file = folder.File(Database.FileName);
        await db.Database.OpenConnectionAsync(ct);
        await using (var copy = Open(file))
        {
            ((SqliteConnection)db.Database.GetDbConnection()).BackupDatabase(copy);
            if (await RowCounts.Ask(copy, "PRAGMA quick_check(1)", null, ct) is not "ok")
                return new Refused(
                    "backup.unsound",
                    "The database is damaged (PRAGMA quick_check): restore the last backup. No backup was taken."
                );
            return new CopiedDatabase(
                BackupManifest.Sqlite,
                BackupManifest.SqliteEntry,
                file,
                await RowCounts.Migrations(copy, null, ct),
                await RowCounts.Count(copy, db.Model, null, ct)
            );
        }
    }

    /// <summary>Whether the file has what the manifest says.</summary>
    public static async Task<bool> IsWhole(string file, BackupManifest manifest, CancellationToken ct)
    {
        await using var copy = Open(file);
        if (await RowCounts.Ask(copy, "PRAGMA quick_check(1)", null, ct) is not "ok")
            return false;
        foreach (var (table, rows) in manifest.Rows)
            if (
                table.Contains('"', StringComparison.Ordinal)
                || await RowCounts.Ask(copy, $"SELECT count(*) FROM \"{table}\"", null, ct) is not long count
                || count != rows
            )
                return false;
        return (await RowCounts.Migrations(copy, null, ct)).SequenceEqual(manifest.Migrations);
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
