using System.Linq.Expressions;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Tenancy;

/// <summary>The one place that looks across organizations: to list them, and to work for one after the other, each in a scope of its own.</summary>
public sealed class AllOrganizations(IServiceScopeFactory scopes)
{
    public async Task<IReadOnlyList<Organization>> List(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentOrganization>().Choose(default);
#pragma warning disable RS0030 // This class is what the ban points to.
        return await scope
            .ServiceProvider.GetRequiredService<AppDb>()
            .Organizations.IgnoreQueryFilters()
            .AsNoTracking()
            .OrderBy(o => o.Id)
            .ToListAsync(ct);
#pragma warning restore RS0030
    }

    /// <summary>What a person is a member of, sorted by name. The answer is theirs to see, and nobody else's.</summary>
    public async Task<IReadOnlyList<Membership>> Of(PersonId person, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentOrganization>().Choose(default);
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
#pragma warning disable RS0030 // As above.
        var memberships = await db
            .Members.IgnoreQueryFilters()
            .AsNoTracking()
            .Where(m => m.PersonId == person)
            .Join(db.Organizations.IgnoreQueryFilters().AsNoTracking(), m => m.OrganizationId, o => o.Id, (m, o) => new Membership(m, o))
            .ToListAsync(ct);
#pragma warning restore RS0030
        return [.. memberships.OrderBy(m => m.Organization.Name, StringComparer.CurrentCulture)];
    }

    /// <summary>How many there are over the whole installation, for its operator: a number, and nothing of what they say.</summary>
    public async Task<int> Count<T>(Expression<Func<T, bool>> which, CancellationToken ct)
        where T : Owned
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentOrganization>().Choose(default);
#pragma warning disable RS0030 // As above.
        return await scope.ServiceProvider.GetRequiredService<AppDb>().Set<T>().IgnoreQueryFilters().CountAsync(which, ct);
#pragma warning restore RS0030
    }

    /// <summary>Those that have at least one of these.</summary>
    public async Task<IReadOnlyList<OrganizationId>> WithAny<T>(Expression<Func<T, bool>> which, CancellationToken ct)
        where T : Owned
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentOrganization>().Choose(default);
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
#pragma warning disable RS0030 // As above.
        var these = db.Set<T>().IgnoreQueryFilters().Where(which);
        // Asked organization by organization within the database: each is a look into an index, however many others there are.
        return await db
            .Organizations.IgnoreQueryFilters()
            .Where(o => these.Any(t => t.OrganizationId == o.Id))
            .OrderBy(o => o.Id)
            .Select(o => o.Id)
            .ToListAsync(ct);
#pragma warning restore RS0030
    }

    public async Task<T> For<T>(OrganizationId organization, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentOrganization>().Choose(organization);
        return await work(scope.ServiceProvider);
    }
}
