using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Storage;

/// <summary>
/// SQLite chooses an index by how many rows it expects behind it, and without being told it expects ten of each organization: it then reads all
/// of them where a handful was asked for by id. This tells it, where a table has grown much since it was last told; else it does nothing.
/// </summary>
public static class QueryStatistics
{
    // 0x10002: look at every table, whether or not this connection has used it. 10,000 rows of each index are enough to tell,
    // and take seconds at most; with fewer it cannot tell a whole organization from the rows of one account.
    private const string Refresh = "PRAGMA analysis_limit=10000; PRAGMA optimize=0x10002;";

    public static async Task RefreshStatistics(this IServiceProvider services, CancellationToken ct = default)
    {
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<AppDb>().Database;
        if (database.GetDbConnection() is not SqliteConnection connection)
            return;
        await database.ExecuteSqlRawAsync(Refresh, ct);
        // Connections read the statistics when they open.
        SqliteConnection.ClearPool(connection);
    }
}
