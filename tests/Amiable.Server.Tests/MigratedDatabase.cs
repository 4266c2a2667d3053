using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tests;

/// <summary>An empty database as the migrations leave it, built once for the whole suite: a server of a test starts on a copy.</summary>
internal static class MigratedDatabase
{
    private static readonly Lazy<byte[]> Bytes = new(Build);

    /// <summary>Unless there is one already: a server may be started again on what it had.</summary>
    public static void CopyTo(string folder)
    {
        var file = Path.Combine(folder, "amiable.db");
        if (!File.Exists(file))
            File.WriteAllBytes(file, Bytes.Value);
    }

    private static byte[] Build()
    {
        var folder = Directory.CreateTempSubdirectory("amiable-test");
        try
        {
            var options = new DbContextOptionsBuilder<AppDb>();
            Database.In(new DataFolder(folder.FullName)).Configure(options);
            using (var db = new AppDb(options.Options, new CurrentOrganization()))
            {
                db.Database.Migrate();
                // What is still in the log goes into the file.
                db.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");
            }
            SqliteConnection.ClearAllPools();
            return File.ReadAllBytes(Path.Combine(folder.FullName, "amiable.db"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
