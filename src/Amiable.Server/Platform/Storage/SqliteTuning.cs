using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Amiable.Platform.Storage;

/// <summary>
/// Write-ahead logging, so that readers do not wait for the writer. Synchronous FULL: with NORMAL a power cut could take back the claim of a message
/// that has left already, and it would leave again. The file is mapped into memory: a page that is only read is not copied first, which nearly halves
/// questions that read much. The system takes that memory back whenever somebody needs it.
/// </summary>
internal sealed class SqliteTuning : DbConnectionInterceptor
{
    private const string Pragmas =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000; PRAGMA mmap_size=8589934592;";

    // A connection is taken from the pool for each question, and remembers what it was told.
    private static readonly ConditionalWeakTable<sqlite3, SqliteTuning> Tuned = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Tune(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        // SQLite has nothing to wait for.
        Tune(connection);
        return Task.CompletedTask;
    }

    private void Tune(DbConnection connection)
    {
        if (connection is not SqliteConnection { Handle: { } handle } || !Tuned.TryAdd(handle, this))
            return;
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }
}
