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

    public async Task<T> For<T>(OrganizationId organization, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentOrganization>().Choose(organization);
        return await work(scope.ServiceProvider);
    }
}
