using Microsoft.EntityFrameworkCore;

namespace Amiable.Errands;

/// <summary>One errand; a summary that was read needs not be mentioned any more.</summary>
public sealed class ShowErrand(AppDb db)
{
    public async Task<Result<Errand>> Run(ErrandId id, CancellationToken ct)
    {
        if (await db.Errands.SingleOrDefaultAsync(e => e.Id == id, ct) is not { } errand)
            return new NotFound("errand");
        if (errand is { IsOver: true, IsSeen: false })
        {
            errand.WasSeen();
            await db.Save(ct);
        }
        return errand;
    }
}
