using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Credits;

/// <summary>Deletes a credit note: the invoices it settled are owed again. Whoever asks types its number.</summary>
public sealed class DeleteCreditNote(AppDb db, PlanFollowUps planFollowUps)
{
    public async Task<Result<Done>> Run(CreditId id, string typedNumber, CancellationToken ct)
    {
        if (await db.Credits.OfType<CreditNote>().SingleOrDefaultAsync(n => n.Id == id, ct) is not { } note)
            return new NotFound("credit note");
        if (!string.Equals(typedNumber.Trim(), note.Number, StringComparison.Ordinal))
            return new Invalid("confirm", "credit-note.typed-number", "Type the number exactly as it is written above.");
        foreach (var invoice in await db.Invoices.Where(i => i.Allocations.Any(a => a.CreditId == id)).ToListAsync(ct))
            invoice.Release(note);
        db.Credits.Remove(note);
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([note.AccountId], ct);
        return new Done();
    }
}
