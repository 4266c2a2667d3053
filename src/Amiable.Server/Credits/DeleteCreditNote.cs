using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Credits;

/// <summary>Deletes a credit note: the invoices it settled are owed again.</summary>
public sealed class DeleteCreditNote(AppDb db, PlanFollowUps planFollowUps)
{
    public async Task<Result<Done>> Run(CreditId id, CancellationToken ct)
    {
        if (await db.Credits.OfType<CreditNote>().SingleOrDefaultAsync(n => n.Id == id, ct) is not { } note)
            return new NotFound("credit note");
        foreach (var invoice in await db.Invoices.Where(i => i.Allocations.Any(a => a.CreditId == id)).ToListAsync(ct))
            invoice.Release(note);
        db.Credits.Remove(note);
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([note.AccountId], ct);
        return new Done();
    }
}
