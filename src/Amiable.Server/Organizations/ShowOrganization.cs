using Microsoft.EntityFrameworkCore;

namespace Amiable.Organizations;

/// <summary>The organization one works in, as a program sees it.</summary>
public sealed class ShowOrganization(AppDb db)
{
    public Task<Organization> Run(CancellationToken ct) => db.Organizations.AsNoTracking().SingleAsync(ct);
}
