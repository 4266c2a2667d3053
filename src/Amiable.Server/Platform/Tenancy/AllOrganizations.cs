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

    public async Task<T> For<T>(OrganizationId organization, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentOrganization>().Choose(organization);
        return await work(scope.ServiceProvider);
    }
}
