using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Credits;

/// <summary>Deletes a payment or a credit note: the invoices it settled are owed again. For a credit note, a person who asks types its number.</summary>
public sealed class DeleteCredit(AppDb db, PlanFollowUps planFollowUps)
{
    public async Task<Result<Done>> Run(CreditId id, CreditKind kind, string typedNumber, CancellationToken ct)
    {
        if (await db.Credits.OfKind(kind).SingleOrDefaultAsync(c => c.Id == id, ct) is not { } credit)
            return new NotFound("credit");
        if (credit is CreditNote note && !string.Equals(typedNumber.Trim(), note.Number, StringComparison.Ordinal))
            return new Invalid("confirm", "credit-note.typed-number", "Type the number exactly as it is written above.");
        return await Delete(credit, ct);
    }

    /// <summary>A program says by its id which it means.</summary>
    public async Task<Result<Done>> Run(CreditId id, CreditKind kind, CancellationToken ct) =>
        await db.Credits.OfKind(kind).SingleOrDefaultAsync(c => c.Id == id, ct) is { } credit
            ? await Delete(credit, ct)
            : new NotFound("credit note");

    private async Task<Result<Done>> Delete(Credit credit, CancellationToken ct)
    {
        var id = credit.Id;
        foreach (var invoice in await db.Invoices.Where(i => i.Allocations.Any(a => a.CreditId == id)).ToListAsync(ct))
            invoice.Release(credit);
        db.Credits.Remove(credit);
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([credit.AccountId], ct);
        return new Done();
    }
}
