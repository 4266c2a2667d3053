using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Invoices;
using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Amiable.FollowUp;

/// <summary>
/// Stands in every save of the program and marks whose plan may have changed by it, in the same transaction: so a new use case is planned at the next beat without
/// having been thought of, and one that was killed before it planned, too.
/// </summary>
public sealed class PlanTrail(Today today) : IWrittenAlong
{
    /// <summary>Whose messages the planner writes in this save as it planned them a moment ago: there is no reason to look at them again.</summary>
    internal HashSet<AccountId> Planned { get; } = [];

    public Func<CancellationToken, Task<IReadOnlyList<Owned>>>? With(AppDb db)
    {
        HashSet<AccountId> accounts = [];
        List<InvoiceId> invoices = [];
        var everybody = false;
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted))
                continue;
            var type = entry.Metadata.GetRootType().ClrType;
            if (WhatPlansFollow.OfEverybody.Contains(type))
                everybody = true;
            else if (!WhatPlansFollow.OfItsAccount.Contains(type) || WasPlanned(entry) || IsOnlyRead(entry))
                continue;
            else if (entry.Entity is InvoiceDocument document)
                invoices.Add(document.InvoiceId);
            else
                Add(entry, accounts);
        }
        return everybody || accounts.Count + invoices.Count > 0 ? ct => Marks(db, everybody, accounts, invoices, ct) : null;
    }

    private async Task<IReadOnlyList<Owned>> Marks(
        AppDb db,
        bool everybody,
        HashSet<AccountId> accounts,
        List<InvoiceId> invoices,
        CancellationToken ct
    )
    {
        if (invoices.Count > 0)
            accounts.UnionWith(
                await db
                    .Invoices.IgnoreAutoIncludes()
                    .Where(i => EF.Parameter(invoices).Contains(i.Id))
                    .Select(i => i.AccountId)
                    .ToListAsync(ct)
            );
        List<Owned> marks = [.. accounts.Select(a => PlanMark.Of(today.NewId<PlanMarkId>(), a))];
        if (everybody)
            marks.Add(PlanMark.OfEverybody(today.NewId<PlanMarkId>()));
        return marks;
    }

    // What moves to another account changes both.
    private static void Add(EntityEntry entry, HashSet<AccountId> accounts)
    {
        if (entry.Entity is Account account)
        {
            accounts.Add(account.Id);
            return;
        }
        var property = entry.Property(nameof(PlanMark.AccountId));
        if (property.CurrentValue is AccountId now)
            accounts.Add(now);
        if (entry.State == EntityState.Modified && property.OriginalValue is AccountId before)
            accounts.Add(before);
    }

    private bool WasPlanned(EntityEntry entry) =>
        Planned.Count > 0 && entry.Entity is Communication message && Planned.Contains(message.AccountId);

    // An import reads every account of a file, and most of them say what they said before. The gate asks when; no plan does.
    private static bool IsOnlyRead(EntityEntry entry) =>
        entry is { State: EntityState.Modified, Entity: Account }
        && entry.Properties.All(p => !p.IsModified || p.Metadata.Name == nameof(Account.LedgerReadAt));
}

/// <summary>What it takes to know whose plan may have changed.</summary>
public static class PlanTrailParts
{
    public static void AddPlanTrail(this IServiceCollection services)
    {
        services.AddScoped<PlanTrail>();
        services.AddScoped<IWrittenAlong>(scope => scope.GetRequiredService<PlanTrail>());
        services.AddScoped<PlanMarks>();
        services.AddScoped<PlanningDays>();
    }
}
