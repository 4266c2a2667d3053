using Microsoft.EntityFrameworkCore;

namespace Amiable.LatePayment;

/// <summary>A rate that a member entered goes; what came with the program stands again.</summary>
public sealed class RemoveRate(AppDb db)
{
    public async Task<Result<Done>> Run(OwnRateId id, CancellationToken ct)
    {
        if (await db.OwnRates.SingleOrDefaultAsync(r => r.Id == id, ct) is not { } rate)
            return new NotFound("rate");
        db.OwnRates.Remove(rate);
        return await db.Save(ct);
    }
}
