using Microsoft.EntityFrameworkCore;

namespace Amiable.Organizations;

/// <summary>Shows a picture as the logo, in place of the one before.</summary>
public sealed class SetLogo(AppDb db, Today today)
{
    public async Task<Result<Done>> Run(byte[] picture, CancellationToken ct)
    {
        var logo = await db.Logos.SingleOrDefaultAsync(ct);
        var isFirst = logo is null;
        logo ??= new Logo(today.NewId<LogoId>());
        if (logo.Show(picture) is { } problem)
            return problem;
        if (isFirst)
            db.Logos.Add(logo);
        (await db.Organizations.SingleAsync(ct)).Wear(logo);
        try
        {
            return await db.Save(ct);
        }
        catch (DbUpdateException)
        {
            return new ChangedMeanwhile(); // Two gave the first logo in the same moment, and there is one at most.
        }
    }
}
