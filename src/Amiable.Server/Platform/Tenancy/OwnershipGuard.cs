using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Amiable.Platform.Tenancy;

/// <summary>On every save: stamps new rows with their owner, refuses to touch somebody else's, counts the version up and says when.</summary>
public sealed class OwnershipGuard : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        var db = (AppDb)eventData.Context!;
        DateTimeOffset? now = null;
        foreach (var entry in db.ChangeTracker.Entries<Owned>())
        {
            var owner = entry.Property(e => e.OrganizationId);
            if (entry.State == EntityState.Added)
                owner.CurrentValue = db.Organization.Id;
            else if (entry.State is EntityState.Modified or EntityState.Deleted && owner.OriginalValue != db.Organization.Id)
                throw new CrossTenantWrite(entry.Metadata.ClrType);

            if (entry.State is not (EntityState.Added or EntityState.Modified))
                continue;
            entry.Property(e => e.Version).CurrentValue++;
            if (entry.Entity is IDated)
                entry.Property(nameof(IDated.UpdatedAt)).CurrentValue = now ??= db.GetService<TimeProvider>().GetUtcNow();
        }
        foreach (var entry in db.ChangeTracker.Entries<Organization>())
        {
            if (entry.State is EntityState.Modified or EntityState.Deleted && entry.Entity.Id != db.Organization.Id)
                throw new CrossTenantWrite(typeof(Organization));
            if (entry.State is EntityState.Added or EntityState.Modified)
                entry.Property(e => e.Version).CurrentValue++;
        }
        return base.SavingChangesAsync(eventData, result, cancellationToken);
    }

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        throw new NotSupportedException("Save asynchronously.");
}

public sealed class CrossTenantWrite(Type type)
    : InvalidOperationException($"A {type.Name} of another organization was about to be written.");
