using Amiable.Organizations.Demo;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Organizations;

/// <summary>Lets a visitor into the demo organization; on an empty installation it is made first.</summary>
public sealed class OpenDemo(AllOrganizations organizations, Today today)
{
    public async Task<Result<Member>> Run(CancellationToken ct)
    {
        var all = await organizations.List(ct);
        if (all.Count > 0 && !all.Any(o => o.IsDemo))
            return new NotFound("demo organization");
        var id = all.FirstOrDefault(o => o.IsDemo)?.Id ?? await MakeDemo.In(organizations, today.NewId<OrganizationId>(), ct);
        return await organizations.For(
            id,
            services => services.GetRequiredService<AppDb>().Members.AsNoTracking().OrderBy(m => m.Id).FirstAsync(ct)
        );
    }
}
