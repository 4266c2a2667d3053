using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace Amiable.Platform.Storage;

/// <summary>
/// Where a save adds many rows, they go in table by table: by one statement on SQLite, as a stream on PostgreSQL. EF Core makes a command of
/// each row, orders the commands among each other, and writes a text of them that the database reads anew each time: of an import of 100,000 invoices that was
/// a third of the work. On SQLite some rows that are changed alike are written by one statement, too. Everything before it (audit log, owner, events) sees the
/// save as any other.
/// </summary>
public sealed class ManyRows(DatabaseDependencies dependencies, RelationalDatabaseDependencies relational)
    : RelationalDatabase(dependencies, relational)
{
    // Fewer are not worth a second way.
    private const int ManyAdded = 50;
    private const int ManyChanged = 3;

    public override async Task<int> SaveChangesAsync(IList<IUpdateEntry> entries, CancellationToken cancellationToken = default)
    {
        var connection = RelationalDependencies.Connection;
        // What is taken out may make room for what comes in, or hold on to it: such an order is EF Core's business.
        if (connection.CurrentTransaction is null || entries.Any(e => e.EntityState == EntityState.Deleted))
            return await base.SaveChangesAsync(entries, cancellationToken);
        var added = Added(entries);
        var changed = ChangedAlike(entries, connection);
        HashSet<IUpdateEntry> own = [.. added.Values.Concat(changed).SelectMany(rows => rows)];

        // First, as EF Core does it: what is changed may make room for what comes in.
        foreach (var rows in changed)
            await Change(rows, connection, cancellationToken);
        foreach (var type in OwnersFirst(added.Keys))
            await Insert(RowsOf(type), InOrder(type, added[type]), connection, cancellationToken);
        List<IUpdateEntry> others = own.Count == 0 ? [.. entries] : [.. entries.Where(e => !own.Contains(e))];
        if (others.Count > 0)
            await base.SaveChangesAsync(others, cancellationToken);
        return entries.Count;
    }

    private static Dictionary<IEntityType, List<IUpdateEntry>> Added(IList<IUpdateEntry> entries)
    {
        if (entries.Count(e => e.EntityState == EntityState.Added) < ManyAdded)
            return [];
        var added = entries
            .Where(e => e.EntityState == EntityState.Added)
            .GroupBy(e => e.EntityType)
            .ToDictionary(g => g.Key, g => g.ToList());
        return added.All(g => IsPlain(g.Key, g.Value)) ? added : [];
    }

    // Only in a transaction after whose failure nobody goes on: half of them may have been changed by then. And only what needs no place in an order: no row that
    // refers to another one than before, or takes a value of which there is one only.
    private static List<List<IUpdateEntry>> ChangedAlike(IList<IUpdateEntry> entries, IRelationalConnection connection)
    {
        if (connection.DbConnection is not SqliteConnection || connection.Context.Database.AutoSavepointsEnabled)
            return [];
        return
        [
            .. entries
                .Where(e => e.EntityState == EntityState.Modified)
                .GroupBy(e => e.EntityType)
                .Where(g => g.Skip(ManyChanged - 1).Any() && IsOneRow(g.Key) && !RowsOf(g.Key).IsTold)
                .SelectMany(g => g.Where(e => e.SharedIdentityEntry is null && !RowsOf(g.Key).NeedsOrder(e)).GroupBy(RowsOf(g.Key).Changed))
                .Select(g => g.ToList())
                .Where(g => g.Count >= ManyChanged),
        ];
    }

    private static async Task Change(List<IUpdateEntry> rows, IRelationalConnection connection, CancellationToken ct)
    {
        var table = RowsOf(rows[0].EntityType);
        int found;
        try
        {
            found = await table.Change(rows, connection, ct);
        }
        catch (DbException failure)
        {
            throw new DbUpdateException($"Rows of {table.Table} could not be changed.", failure, rows);
        }
        if (found != rows.Count)
            throw new DbUpdateConcurrencyException(
                $"Of {rows.Count} rows of {table.Table} somebody changed {rows.Count - found} meanwhile.",
                rows
            );
    }

    private static TableRows RowsOf(IEntityType type) =>
        type.GetOrAddRuntimeAnnotationValue("Storage:TableRows", static t => new TableRows(t!), type);

    private static async Task Insert(TableRows rows, List<IUpdateEntry> entries, IRelationalConnection connection, CancellationToken ct)
    {
        try
        {
            await rows.Insert(entries, connection, ct);
        }
        catch (DbException failure)
        {
            throw new DbUpdateException($"Rows could not be added to {rows.Table}.", failure, entries);
        }
    }

    // One row of one table each, of which the database has to tell nothing back and that refers to none of its own kind.
    private static bool IsPlain(IEntityType type, List<IUpdateEntry> entries) =>
        IsOneRow(type)
        && type.GetForeignKeys().All(k => !k.PrincipalEntityType.IsAssignableFrom(type))
        && entries.TrueForAll(e => e.SharedIdentityEntry is null && !RowsOf(type).MayBeGenerated.Any(e.IsStoreGenerated));

    private static bool IsOneRow(IEntityType type) => type.GetTableMappings().Take(2).Count() == 1;

    // By their keys, as EF Core does it: the audit log takes its entries in no other order than that of their numbers.
    private static List<IUpdateEntry> InOrder(IEntityType type, List<IUpdateEntry> entries)
    {
        var byKey = type.FindPrimaryKey()!.Properties.Select(p => p.GetCurrentValueComparer()).ToArray();
        return [.. byKey.Skip(1).Aggregate(entries.Order(byKey[0]), (ordered, next) => ordered.ThenBy(e => e, next))];
    }

    /// <summary>A row comes after those it refers to.</summary>
    private static List<IEntityType> OwnersFirst(IEnumerable<IEntityType> types)
    {
        List<IEntityType> ordered = [];
        var left = types.ToList();
        while (left.Count > 0)
        {
            var next =
                left.Find(t => t.GetForeignKeys().All(k => !left.Exists(o => k.PrincipalEntityType.IsAssignableFrom(o))))
                ?? throw new InvalidOperationException("Rows that refer to each other in a circle cannot be added together.");
            left.Remove(next);
            ordered.Add(next);
        }
        return ordered;
    }
}
