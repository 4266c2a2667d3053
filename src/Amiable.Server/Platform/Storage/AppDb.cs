using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Storage;

public sealed class AppDb(DbContextOptions<AppDb> options, CurrentOrganization organization) : DbContext(options)
{
    public const string OwnerOnly = nameof(OwnerOnly);

    public CurrentOrganization Organization => organization;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.StoreIdsAsGuids();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AppDb).Assembly);

        foreach (
            var entity in modelBuilder
                .Model.GetEntityTypes()
                .Where(e => e.BaseType is null && e.ClrType.IsAssignableTo(typeof(Owned)))
                .ToList()
        )
            typeof(AppDb)
                .GetMethod(nameof(HideFromOthers), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
                .MakeGenericMethod(entity.ClrType)
                .Invoke(this, [modelBuilder]);
    }

    private void HideFromOthers<T>(ModelBuilder model)
        where T : Owned
    {
        model.Entity<T>().HasQueryFilter(OwnerOnly, e => e.OrganizationId == organization.Id);
        model.Entity<T>().HasIndex(e => e.OrganizationId);
        model.Entity<T>().Property(e => e.Version).IsConcurrencyToken();
    }
}
