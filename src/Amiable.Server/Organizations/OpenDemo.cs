using Amiable.Organizations.Demo;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Organizations;

/// <summary>Lets a visitor into the demo organization; on an empty installation it is made first.</summary>
public sealed class OpenDemo(AllOrganizations organizations, Today today)
{
    /// <param name="alsoBesideOthers">Whether it may be made on an installation that is in use: an operator may ask for that, a visitor not.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Member>> Run(bool alsoBesideOthers, CancellationToken ct)
    {
        var all = await organizations.List(ct);
        if (!alsoBesideOthers && all.Count > 0 && !all.Any(o => o.IsDemo))
            return new NotFound("demo organization");
        var id = all.FirstOrDefault(o => o.IsDemo)?.Id ?? await MakeDemo.In(organizations, today.NewId<OrganizationId>(), ct);
        return await organizations.For(
            id,
            services => services.GetRequiredService<AppDb>().Members.AsNoTracking().OrderBy(m => m.Id).FirstAsync(ct)
        );
    }
}
