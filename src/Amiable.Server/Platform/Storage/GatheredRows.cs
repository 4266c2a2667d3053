using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;

namespace Amiable.Platform.Storage;

/// <summary>Rows in a table of the connection's own (SQLite), from which one statement takes them all.</summary>
internal sealed class GatheredRows : IAsyncDisposable
{
    private readonly DbCommand _add;

    private GatheredRows(DbCommand add, string table) => (_add, Name) = (add, $"temp.\"{table}_gathered\"");

    /// <summary>What it is called in a statement; its columns are c0, c1…</summary>
    public string Name { get; }

    public static async Task<GatheredRows> Begin(IRelationalConnection connection, string table, int columns, CancellationToken ct)
    {
        var command = connection.DbConnection.CreateCommand();
        command.Transaction = connection.CurrentTransaction!.GetDbTransaction();
        var gathered = new GatheredRows(command, table);
        await gathered.Run(
            $"CREATE TEMP TABLE \"{table}_gathered\" ({string.Join(", ", Enumerable.Range(0, columns).Select(i => $"c{i}"))})",
            ct
        );
        command.CommandText =
            $"INSERT INTO {gathered.Name} VALUES ({string.Join(", ", Enumerable.Range(0, columns).Select(i => $"@p{i}"))})";
        return gathered;
    }

    public Task Add(IEnumerable<(RelationalTypeMapping Type, object? Value)> values, CancellationToken ct)
    {
        foreach (var (i, (type, value)) in values.Index())
        {
            // Its type is the column's; the value is what the column holds already.
            if (_add.Parameters.Count == i)
                _add.Parameters.Add(type.CreateParameter(_add, $"@p{i}", null, nullable: true));
            _add.Parameters[i].Value = value ?? DBNull.Value;
        }
        return _add.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Runs the statement that takes them.</summary>
    /// <returns>How many rows it wrote.</returns>
    public async Task<int> Put(string statement, CancellationToken ct)
    {
        _add.Parameters.Clear();
        var wrote = await Run(statement, ct);
        await Run($"DROP TABLE {Name}", ct);
        return wrote;
    }

    private Task<int> Run(string statement, CancellationToken ct)
    {
        _add.CommandText = statement;
        return _add.ExecuteNonQueryAsync(ct);
    }

    // Where something failed, the table is taken back with the transaction.
    public ValueTask DisposeAsync() => _add.DisposeAsync();
}
