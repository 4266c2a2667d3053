using System.Data.Common;
using Amiable.Platform.Storage.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Npgsql;

namespace Amiable.Platform.Storage;

/// <summary>How things of one type become rows of its table; worked out from the model once.</summary>
internal sealed class InsertedRows
{
    private readonly (IProperty Property, IColumn Column, RelationalTypeMapping Type)[] _columns;

    public InsertedRows(IEntityType type)
    {
        var table = type.GetTableMappings().Single().Table;
        Table = table.Name;
        var columns =
            from property in type.GetFlattenedProperties()
            // What the database works out for its own indexes, nobody here asks for.
            where !(property.IsShadowProperty() && property.GetBeforeSaveBehavior() == PropertySaveBehavior.Ignore)
            from mapping in property.GetTableColumnMappings()
            where mapping.TableMapping.Table == table
            select (Property: property, (IColumn)mapping.Column, mapping.TypeMapping);
        // Kinds that share a table share columns, too.
        _columns = [.. columns.DistinctBy(c => c.Property)];
        MayBeGenerated = [.. _columns.Select(c => c.Property).Where(p => p.ValueGenerated.HasFlag(ValueGenerated.OnAdd))];
    }

    public string Table { get; }

    /// <summary>What the database gives a row that does not say it.</summary>
    public IReadOnlyList<IProperty> MayBeGenerated { get; }

    public Task Insert(IReadOnlyList<IUpdateEntry> rows, IRelationalConnection connection, CancellationToken ct) =>
        connection.DbConnection is NpgsqlConnection postgres ? Stream(rows, postgres, ct) : Execute(rows, connection, ct);

    private async Task Stream(IReadOnlyList<IUpdateEntry> rows, NpgsqlConnection postgres, CancellationToken ct)
    {
        await using var stream = await postgres.BeginBinaryImportAsync($"COPY \"{Table}\" ({Names}) FROM STDIN (FORMAT BINARY)", ct);
        foreach (var row in rows)
        {
            await stream.StartRowAsync(ct);
            foreach (var (property, _, type) in _columns)
                if (row.GetCurrentProviderValue(property) is { } value)
                    await stream.WriteAsync(value is string text ? PostgresTexts.Of(text) : value, type.StoreTypeNameBase, ct);
                else
                    await stream.WriteNullAsync(ct);
        }
        await stream.CompleteAsync(ct);
    }

    // Put in by one statement, from where they were gathered: the index of texts goes to the file at the end of each statement, and takes three times as long as
    // all the rest when every row is one.
    private async Task Execute(IReadOnlyList<IUpdateEntry> rows, IRelationalConnection connection, CancellationToken ct)
    {
        await using var command = connection.DbConnection.CreateCommand();
        command.Transaction = connection.CurrentTransaction!.GetDbTransaction();
        await Run($"CREATE TEMP TABLE \"{Gathered}\" ({Names})");
        command.CommandText = $"INSERT INTO temp.\"{Gathered}\" VALUES ({string.Join(", ", _columns.Select((_, i) => $"@p{i}"))})";
        for (var i = 0; i < _columns.Length; i++)
            command.Parameters.Add(_columns[i].Type.CreateParameter(command, $"@p{i}", null, nullable: true));
        foreach (var row in rows)
        {
            for (var i = 0; i < _columns.Length; i++)
                command.Parameters[i].Value = row.GetCurrentProviderValue(_columns[i].Property) ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(ct);
        }
        command.Parameters.Clear();
        await Run($"INSERT INTO main.\"{Table}\" ({Names}) SELECT {Names} FROM temp.\"{Gathered}\" ORDER BY rowid");
        await Run($"DROP TABLE temp.\"{Gathered}\"");

        Task Run(string sql)
        {
            command.CommandText = sql;
            return command.ExecuteNonQueryAsync(ct);
        }
    }

    private string Gathered => $"{Table}_gathered";

    private string Names => string.Join(", ", _columns.Select(c => $"\"{c.Column.Name}\""));
}
