using Microsoft.EntityFrameworkCore;

namespace Amiable.Organizations;

/// <summary>Takes the logo away.</summary>
public sealed class RemoveLogo(AppDb db)
{
    public async Task<Result<Done>> Run(CancellationToken ct)
    {
        if (await db.Logos.SingleOrDefaultAsync(ct) is { } logo)
            db.Logos.Remove(logo);
        (await db.Organizations.SingleAsync(ct)).Wear(null);
        return await db.Save(ct);
    }
}
