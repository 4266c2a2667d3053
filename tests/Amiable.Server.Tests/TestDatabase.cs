using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Amiable.Tests;

/// <summary>
/// The database of each server that a test starts: SQLite in its data folder, or one on the PostgreSQL server that AMIABLE_TEST_POSTGRES names. An empty one is
/// migrated once for the whole suite, and each server starts on a copy.
/// </summary>
internal static class TestDatabase
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("AMIABLE_TEST_POSTGRES") is { Length: > 0 } server
        ? server
        : null;
    private static readonly string Run = Guid.NewGuid().ToString("N")[..12];
    private static readonly Lazy<byte[]> EmptyFile = new(BuildFile);
    private static readonly Lazy<string> Template = new(BuildTemplate);
    private static readonly ConcurrentDictionary<string, bool> Made = [];

    public static bool IsPostgres => Server is not null;

    /// <summary>For tests of what is so of files only.</summary>
    public static void MustBeFile() => Assert.SkipWhen(IsPostgres, "About the file of SQLite.");

    /// <summary>A migrated one, unless there is one already: a server may be started again on what it had. Gives the setting that leads to it.</summary>
    public static string? Provide(string folder)
    {
        if (IsPostgres)
        {
            if (Made.TryAdd(Name(folder), true))
                Administer($"CREATE DATABASE {Name(folder)} TEMPLATE {Template.Value} STRATEGY file_copy");
            return Connection(folder);
        }
        if (!System.IO.File.Exists(File(folder)))
            System.IO.File.WriteAllBytes(File(folder), EmptyFile.Value);
        return null;
    }

    /// <summary>One with nothing in it at all.</summary>
    public static string? ProvideEmpty(string folder)
    {
        if (IsPostgres && Made.TryAdd(Name(folder), true))
            Administer($"CREATE DATABASE {Name(folder)}");
        return Connection(folder);
    }

    public static Database Of(string folder) =>
        Connection(folder) is { } postgres ? Database.At(postgres) : Database.In(new DataFolder(folder));

    /// <summary>Past the program.</summary>
    public static async Task<DbConnection> Open(string folder)
    {
        DbConnection connection = Connection(folder) is { } postgres
            ? new NpgsqlConnection(postgres)
            : new SqliteConnection($"Data Source={File(folder)}");
        await connection.OpenAsync();
        return connection;
    }

    public static void Drop(string folder)
    {
        SqliteConnection.ClearAllPools();
        if (!IsPostgres || !Made.TryRemove(Name(folder), out _))
            return;
        using (var connection = new NpgsqlConnection(Connection(folder)))
            NpgsqlConnection.ClearPool(connection);
        Administer($"DROP DATABASE {Name(folder)} WITH (FORCE)");
    }

    /// <summary>As if its server were stopped: who is connected is thrown out, and nobody gets in. PostgreSQL only.</summary>
    public static void Stop(string folder)
    {
        Administer($"ALTER DATABASE {Name(folder)} ALLOW_CONNECTIONS false");
        Administer($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Name(folder)}'");
    }

    /// <summary>As if it were started again.</summary>
    public static void Return(string folder) => Administer($"ALTER DATABASE {Name(folder)} ALLOW_CONNECTIONS true");

    private static string File(string folder) => Path.Combine(folder, "amiable.db");

    private static string Name(string folder) => $"t_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..24]}";

    private static string? Connection(string folder) => Server is null ? null : Connection(Server, Name(folder));

    // Small pools that empty themselves: several servers live at a time, and a process that a test starts has a pool, too.
    private static string Connection(string server, string database) =>
        new NpgsqlConnectionStringBuilder(server)
        {
            Database = database,
            MaxPoolSize = 30,
            ConnectionIdleLifetime = 10,
            ConnectionPruningInterval = 5,
        }.ToString();

    private static void Administer(string statement)
    {
        using var connection = new NpgsqlConnection(Server);
        connection.Open();
#pragma warning disable CA2100 // Names of our own.
        using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 120 };
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static string BuildTemplate()
    {
        var name = $"template_{Run}";
        Administer($"CREATE DATABASE {name}");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Administer($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        var connection = Connection(Server!, name);
        using (var db = Context(Database.At(connection)))
            db.Database.Migrate();
        using (var pooled = new NpgsqlConnection(connection))
            NpgsqlConnection.ClearPool(pooled);
        // What has said goodbye may still be on its way out, and nobody may be in there while it is copied.
        Administer(
            $"DO $$ BEGIN WHILE EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = '{name}') LOOP PERFORM pg_sleep(0.01); PERFORM pg_stat_clear_snapshot(); END LOOP; END $$"
        );
        return name;
    }

    private static byte[] BuildFile()
    {
        var folder = Directory.CreateTempSubdirectory("amiable-test");
        try
        {
            using (var db = Context(Database.In(new DataFolder(folder.FullName))))
            {
                db.Database.Migrate();
                // What is still in the log goes into the file.
                db.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");
            }
            SqliteConnection.ClearAllPools();
            return System.IO.File.ReadAllBytes(File(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static AppDb Context(Database database)
    {
        var options = new DbContextOptionsBuilder<AppDb>();
        database.Configure(options);
        return new AppDb(options.Options, new CurrentOrganization());
    }
}
