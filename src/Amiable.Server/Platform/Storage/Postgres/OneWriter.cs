using System.Buffers.Binary;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Amiable.Platform.Storage.Postgres;

/// <summary>
/// Whoever begins a transaction for an organization waits until no other one of it is under way. SQLite does that for the whole installation, and everything
/// that reads, decides and then writes rests on it: the chain of the audit log, the claim of a message, the sums that triggers keep. Other organizations are
/// not waited for, and who only reads waits for nobody. The lock ends with the transaction, also when its process is killed.
/// </summary>
internal sealed class OneWriter : DbTransactionInterceptor
{
    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result)
    {
        using var turn = Turn(connection, eventData, result);
        turn?.ExecuteNonQuery();
        return result;
    }

    public override async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection,
        TransactionEndEventData eventData,
        DbTransaction result,
        CancellationToken cancellationToken = default
    )
    {
        await using var turn = Turn(connection, eventData, result);
        if (turn is null)
            return result;
        try
        {
            await turn.ExecuteNonQueryAsync(cancellationToken);
            return result;
        }
        catch
        {
            // Nobody else knows of it yet.
            await result.DisposeAsync();
            throw;
        }
    }

    private static NpgsqlCommand? Turn(DbConnection connection, TransactionEndEventData eventData, DbTransaction transaction) =>
        eventData.Context is AppDb { Organization.Chosen: { } organization }
            ? new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", (NpgsqlConnection)connection, (NpgsqlTransaction)transaction)
            {
                Parameters = { new() { Value = Key(organization) } },
            }
            : null;

    // The end of an id is chance. Should two have the same, they wait for each other without need.
    private static long Key(OrganizationId organization) =>
        BinaryPrimitives.ReadInt64BigEndian(organization.Value.ToByteArray(bigEndian: true).AsSpan(8));
}
