using Microsoft.EntityFrameworkCore;

namespace Amiable.Organizations;

/// <summary>The picture itself.</summary>
public sealed class ShowLogo(AppDb db)
{
    public async Task<Result<Logo>> Run(CancellationToken ct) =>
        await db.Logos.AsNoTracking().SingleOrDefaultAsync(ct) is { } logo ? logo : new NotFound("logo");
}
