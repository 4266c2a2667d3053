using System.Collections.Concurrent;
using System.Data.Common;
using Amiable.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Platform.Live;

/// <summary>After every save that stands, says which kinds of things it touched; what is rolled back is not told.</summary>
public sealed class TellWhatChanged(LiveSignal signal) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private static readonly ConcurrentDictionary<Type, string> Kinds = new();

    /// <summary>As the audit log calls it, too.</summary>
    public static string KindOf(Type type) => Kinds.GetOrAdd(type, static t => Words.Kebab(t.Name));

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        var db = (AppDb)eventData.Context!;
        foreach (var entry in db.ChangeTracker.Entries<Owned>())
            if (entry.State is not (EntityState.Unchanged or EntityState.Detached) && entry.Metadata.IsTold())
                db.Touched.Add(KindOf(entry.Metadata.ClrType));
        return base.SavingChangesAsync(eventData, result, cancellationToken);
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is AppDb { Database.CurrentTransaction: null } db)
            Tell(db);
        return base.SavedChangesAsync(eventData, result, cancellationToken);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken)
    {
        if (eventData.Context is AppDb db)
            Tell(db);
        return Task.CompletedTask;
    }

    public Task TransactionRolledBackAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken
    )
    {
        (eventData.Context as AppDb)?.Touched.Clear();
        return Task.CompletedTask;
    }

    private void Tell(AppDb db)
    {
        if (db.Touched.Count == 0)
            return;
        string[] kinds = [.. db.Touched];
        db.Touched.Clear();
        signal.Tell(db.Organization.Id, kinds);
    }
}

/// <summary>Tables that no page shows while they change.</summary>
public static class ToldTables
{
    private const string Untold = "Live:Untold";

    public static void IsNotTold<T>(this EntityTypeBuilder<T> entity)
        where T : class => entity.HasAnnotation(Untold, true);

    internal static bool IsTold(this IReadOnlyEntityType type) => type.FindAnnotation(Untold) is null;
}
