using Amiable.Platform.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Organizations;

/// <summary>Shows another of one's organizations in this browser from now on.</summary>
public sealed class LookAtOrganization(AppDb db, CurrentPerson current)
{
    public async Task<Result<Done>> Run(OrganizationId id, CancellationToken ct)
    {
        if (!current.IsKnown || current.Memberships.All(m => m.Organization.Id != id))
            return new NotFound("organization");
        await db.Sessions.Where(s => s.Id == current.Session).ExecuteUpdateAsync(set => set.SetProperty(s => s.OrganizationId, id), ct);
        return new Done();
    }
}
