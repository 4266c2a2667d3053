using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace Amiable.Platform.Storage;

/// <summary>
/// Where a save adds many rows, they go in table by table: by one statement on SQLite, as a stream on PostgreSQL. EF Core makes a command of
/// each row, orders the commands among each other, and writes a text of them that the database reads anew each time: of an import of 100,000 invoices that was
/// a third of the work. Everything before it (audit log, owner, events) sees the save as any other.
/// </summary>
public sealed class ManyInserts(DatabaseDependencies dependencies, RelationalDatabaseDependencies relational)
    : RelationalDatabase(dependencies, relational)
{
    // Fewer are not worth a second way.
    private const int Many = 50;

    public override async Task<int> SaveChangesAsync(IList<IUpdateEntry> entries, CancellationToken cancellationToken = default)
    {
        var connection = RelationalDependencies.Connection;
        if (connection.CurrentTransaction is null || entries.Count(e => e.EntityState == EntityState.Added) < Many)
            return await base.SaveChangesAsync(entries, cancellationToken);
        var added = entries
            .Where(e => e.EntityState == EntityState.Added)
            .GroupBy(e => e.EntityType)
            .ToDictionary(g => g.Key, g => g.ToList());
        // What is taken out may make room for what comes in, or hold on to it: such an order is EF Core's business.
        if (entries.Any(e => e.EntityState == EntityState.Deleted) || !added.All(g => IsPlain(g.Key, g.Value)))
            return await base.SaveChangesAsync(entries, cancellationToken);

        foreach (var type in OwnersFirst(added.Keys))
            await Insert(RowsOf(type), InOrder(type, added[type]), connection, cancellationToken);
        List<IUpdateEntry> changed = [.. entries.Where(e => e.EntityState != EntityState.Added)];
        if (changed.Count > 0)
            await base.SaveChangesAsync(changed, cancellationToken);
        return entries.Count;
    }

    private static InsertedRows RowsOf(IEntityType type) =>
        type.GetOrAddRuntimeAnnotationValue("Storage:InsertedRows", static t => new InsertedRows(t!), type);

    private static async Task Insert(InsertedRows rows, List<IUpdateEntry> entries, IRelationalConnection connection, CancellationToken ct)
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
        type.GetTableMappings().Take(2).Count() == 1
        && type.GetForeignKeys().All(k => !k.PrincipalEntityType.IsAssignableFrom(type))
        && entries.TrueForAll(e => e.SharedIdentityEntry is null && !RowsOf(type).MayBeGenerated.Any(e.IsStoreGenerated));

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
