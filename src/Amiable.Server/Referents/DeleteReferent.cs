using Microsoft.EntityFrameworkCore;

namespace Amiable.Referents;

/// <summary>A colleague is no longer in charge of an account.</summary>
public sealed class DeleteReferent(AppDb db)
{
    public async Task<Result<Done>> Run(AccountId account, ReferentId id, CancellationToken ct)
    {
        if (await db.Referents.SingleOrDefaultAsync(r => r.Id == id && r.AccountId == account, ct) is not { } referent)
            return new NotFound("referent");
        db.Referents.Remove(referent);
        return await db.Save(ct);
    }
}
