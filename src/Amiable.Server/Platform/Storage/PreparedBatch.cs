using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace Amiable.Platform.Storage;

/// <summary>Rows for one table, or whatever the provider does with everything else.</summary>
internal sealed class PreparedBatch(ISqlGenerationHelper names, ModificationCommandBatch others) : ModificationCommandBatch
{
    private readonly List<IReadOnlyModificationCommand> _inserts = [];
    private bool _expectsMore;

    private bool IsOfInserts => _inserts.Count > 0;

    public override IReadOnlyList<IReadOnlyModificationCommand> ModificationCommands =>
        IsOfInserts ? _inserts : others.ModificationCommands;

    public override bool RequiresTransaction => IsOfInserts ? _inserts.Count > 1 : others.RequiresTransaction;

    public override bool AreMoreBatchesExpected => _expectsMore;

    public override bool TryAddCommand(IReadOnlyModificationCommand modificationCommand)
    {
        if (!IsPlainInsert(modificationCommand))
            return !IsOfInserts && others.TryAddCommand(modificationCommand);
        if (others.ModificationCommands.Count > 0 || (IsOfInserts && !IsLike(_inserts[0], modificationCommand)))
            return false;
        _inserts.Add(modificationCommand);
        return true;
    }

    public override void Complete(bool moreBatchesExpected)
    {
        _expectsMore = moreBatchesExpected;
        if (!IsOfInserts)
            others.Complete(moreBatchesExpected);
    }

    public override void Execute(IRelationalConnection connection) =>
        throw new NotSupportedException("Everything is saved asynchronously.");

    public override async Task ExecuteAsync(IRelationalConnection connection, CancellationToken cancellationToken = default)
    {
        if (!IsOfInserts)
        {
            await others.ExecuteAsync(connection, cancellationToken);
            return;
        }
        await using var command = connection.DbConnection.CreateCommand();
        command.Transaction = connection.CurrentTransaction?.GetDbTransaction();
        command.CommandText = Text(_inserts[0]);
        foreach (var insert in _inserts)
            await Insert(insert, command, cancellationToken);
    }

    private static async Task Insert(IReadOnlyModificationCommand insert, DbCommand command, CancellationToken ct)
    {
        command.Parameters.Clear();
        for (var i = 0; i < insert.ColumnModifications.Count; i++)
        {
            var column = insert.ColumnModifications[i];
            command.Parameters.Add(column.TypeMapping!.CreateParameter(command, $"@p{i}", column.Value, column.IsNullable));
        }
        try
        {
            await command.ExecuteNonQueryAsync(ct);
        }
        catch (DbException failure)
        {
            throw new DbUpdateException($"A row could not be added to {insert.TableName}.", failure, insert.Entries);
        }
    }

    private string Text(IReadOnlyModificationCommand insert) =>
        $"INSERT INTO {names.DelimitIdentifier(insert.TableName, insert.Schema)} ("
        + string.Join(", ", insert.ColumnModifications.Select(c => names.DelimitIdentifier(c.ColumnName)))
        + $") VALUES ({string.Join(", ", insert.ColumnModifications.Select((_, i) => $"@p{i}"))})";

    // Whatever the database would have to tell back is not plain.
    private static bool IsPlainInsert(IReadOnlyModificationCommand command) =>
        command.EntityState == EntityState.Added
        && command.ColumnModifications.Count > 0
        && command.ColumnModifications.All(c => c is { IsWrite: true, IsRead: false, JsonPath: null, TypeMapping: not null });

    private static bool IsLike(IReadOnlyModificationCommand one, IReadOnlyModificationCommand other) =>
        one.TableName == other.TableName
        && one.ColumnModifications.Count == other.ColumnModifications.Count
        && one.ColumnModifications.Zip(other.ColumnModifications, (a, b) => a.ColumnName == b.ColumnName).All(same => same);
}
