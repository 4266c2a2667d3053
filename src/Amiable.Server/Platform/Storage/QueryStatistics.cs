using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Storage;

/// <summary>
/// A database chooses an index by how many rows it expects behind it. SQLite without being told expects ten of each organization: it then reads all
/// of them where a handful was asked for by id. This tells it, where a table has grown much since it was last told; else it does nothing. PostgreSQL tells itself,
/// but minutes after an import, and not at all where that is switched off.
/// </summary>
public static class QueryStatistics
{
    // 0x10002: look at every table, whether or not this connection has used it. All rows of a table that grew tenfold: some seconds for a million, a few times
    // in the life of a database. Of a sample it could not tell a whole organization from the rows of one account.
    private const string OfSqlite = "PRAGMA analysis_limit=0; PRAGMA optimize=0x10002;";

    // Tables that doubled since. A sample is enough here, since it counts the different values of each column; of words in texts it does well to know more.
    private const string OfPostgres = """
        DO $$
        DECLARE grown text;
        BEGIN
            FOR grown IN SELECT format('%I.%I', s.schemaname, s.relname) FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid
                WHERE s.schemaname = current_schema() AND s.n_mod_since_analyze > 1000 AND s.n_mod_since_analyze > c.reltuples
            LOOP EXECUTE 'ANALYZE ' || grown; END LOOP;
        END $$
        """;

    public static async Task RefreshStatistics(this IServiceProvider services, CancellationToken ct = default)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AppDb>().RefreshStatistics(ct);
    }

    /// <summary>For who knows that tables just grew, and asks about them next.</summary>
    public static async Task RefreshStatistics(this AppDb db, CancellationToken ct)
    {
        var database = db.Database;
        if (database.GetDbConnection() is not SqliteConnection connection)
        {
            // What this connection has just changed is counted at the end of a transaction at most once a second, unless it is asked for.
            await database.ExecuteSqlRawAsync("SELECT pg_stat_force_next_flush()", ct);
            await database.ExecuteSqlRawAsync(OfPostgres, ct);
            return;
        }
        await database.ExecuteSqlRawAsync(OfSqlite, ct);
        // Connections read the statistics when they open.
        SqliteConnection.ClearPool(connection);
    }
}
