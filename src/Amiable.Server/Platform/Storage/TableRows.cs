using System.Data.Common;
using Amiable.Platform.Storage.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Npgsql;

namespace Amiable.Platform.Storage;

/// <summary>How things of one type become rows of its table; worked out from the model once.</summary>
internal sealed class TableRows
{
    private readonly Written[] _columns;

    public TableRows(IEntityType type)
    {
        var table = type.GetTableMappings().Single().Table;
        Table = table.Name;
        var columns =
            from property in type.GetFlattenedProperties()
            // What the database works out for its own indexes, nobody here asks for.
            where !(property.IsShadowProperty() && property.GetBeforeSaveBehavior() == PropertySaveBehavior.Ignore)
            from mapping in property.GetTableColumnMappings()
            where mapping.TableMapping.Table == table
            select new Written(property, mapping.Column, mapping.TypeMapping);
        // Kinds that share a table share columns, too.
        _columns = [.. columns.DistinctBy(c => c.Property)];
        MayBeGenerated = [.. _columns.Select(c => c.Property).Where(p => p.ValueGenerated.HasFlag(ValueGenerated.OnAdd))];
        // A row is found by its key and, where somebody may have been faster, by the version that was read.
        Finds = [.. _columns.Where(c => c.Property.IsPrimaryKey() || c.Property.IsConcurrencyToken)];
        Ordered = [.. _columns.Select(c => c.Property).Where(p => p.IsForeignKey() || p.GetContainingIndexes().Any(i => i.IsUnique))];
        IsTold = _columns.Any(c => c.Property.ValueGenerated.HasFlag(ValueGenerated.OnUpdate));
    }

    public string Table { get; }

    /// <summary>What the database gives a row that does not say it.</summary>
    public IReadOnlyList<IProperty> MayBeGenerated { get; }

    /// <summary>Whether the database says something new of a row that is changed.</summary>
    public bool IsTold { get; }

    private Written[] Finds { get; }
    private IProperty[] Ordered { get; }

    /// <summary>Whether other rows may have to be written before or after the change of this one.</summary>
    public bool NeedsOrder(IUpdateEntry row) => Array.Exists(Ordered, row.IsModified);

    /// <summary>The columns that a change writes: rows with the same ones can be changed together.</summary>
    public string Changed(IUpdateEntry row) => string.Concat(_columns.Select(c => row.IsModified(c.Property) ? '1' : '0'));

    public Task Insert(IReadOnlyList<IUpdateEntry> rows, IRelationalConnection connection, CancellationToken ct) =>
        connection.DbConnection is NpgsqlConnection postgres ? Stream(rows, postgres, ct) : Execute(rows, connection, ct);

    private async Task Stream(IReadOnlyList<IUpdateEntry> rows, NpgsqlConnection postgres, CancellationToken ct)
    {
        await using var stream = await postgres.BeginBinaryImportAsync(
            $"COPY \"{Table}\" ({Names(_columns)}) FROM STDIN (FORMAT BINARY)",
            ct
        );
        foreach (var row in rows)
        {
            await stream.StartRowAsync(ct);
            foreach (var column in _columns)
                if (row.GetCurrentProviderValue(column.Property) is { } value)
                    await stream.WriteAsync(value is string text ? PostgresTexts.Of(text) : value, column.Type.StoreTypeNameBase, ct);
                else
                    await stream.WriteNullAsync(ct);
        }
        await stream.CompleteAsync(ct);
    }

    // Put in by one statement, from where they were gathered: the index of texts goes to the file at the end of each statement, and doubles the time of an
    // import when every row is one.
    private async Task Execute(IReadOnlyList<IUpdateEntry> rows, IRelationalConnection connection, CancellationToken ct)
    {
        await using var gathered = await GatheredRows.Begin(connection, Table, _columns.Length, ct);
        foreach (var row in rows)
            await gathered.Add(_columns.Select(c => (c.Type, row.GetCurrentProviderValue(c.Property))), ct);
        await gathered.Put($"INSERT INTO main.\"{Table}\" ({Names(_columns)}) SELECT * FROM {gathered.Name} ORDER BY rowid", ct);
    }

    /// <summary>Changes rows of SQLite that write the same columns, by one statement for the same reason.</summary>
    /// <returns>How many were still there as they were read.</returns>
    public async Task<int> Change(IReadOnlyList<IUpdateEntry> rows, IRelationalConnection connection, CancellationToken ct)
    {
        Written[] changed = [.. _columns.Where(c => rows[0].IsModified(c.Property))];
        await using var gathered = await GatheredRows.Begin(connection, Table, Finds.Length + changed.Length, ct);
        foreach (var row in rows)
            await gathered.Add(
                Finds
                    .Select(c => (c.Type, row.GetOriginalProviderValue(c.Property)))
                    .Concat(changed.Select(c => (c.Type, row.GetCurrentProviderValue(c.Property)))),
                ct
            );
        var writes = changed.Select((c, i) => $"\"{c.Column.Name}\" = g.c{Finds.Length + i}");
        // With a sign before it, what was gathered is read first and the table searched for it: without, the whole table would be read.
        var finds = Finds.Select((c, i) => $"t.\"{c.Column.Name}\" IS +g.c{i}");
        return await gathered.Put(
            $"UPDATE main.\"{Table}\" AS t SET {string.Join(", ", writes)} FROM {gathered.Name} g WHERE {string.Join(" AND ", finds)}",
            ct
        );
    }

    private static string Names(IEnumerable<Written> columns) => string.Join(", ", columns.Select(c => $"\"{c.Column.Name}\""));

    private sealed record Written(IProperty Property, IColumnBase Column, RelationalTypeMapping Type);
}
