using Amiable.FollowUp;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Credits;

/// <summary>Sets what is left of a credit note against the account's open invoices, due longest first.</summary>
public sealed class AllocateOldestFirst(AppDb db, PlanFollowUps planFollowUps, Today today)
{
    /// <returns>Against how many invoices.</returns>
    public async Task<Result<int>> Run(CreditId id, CancellationToken ct)
    {
        if (await db.Credits.OfType<CreditNote>().SingleOrDefaultAsync(n => n.Id == id, ct) is not { } note)
            return new NotFound("credit note");
        var open = await db
            .Invoices.Counted()
            .Where(i => i.AccountId == note.AccountId && i.Total.Currency == note.Amount.Currency)
            .ToListAsync(ct);
        var made = Allocating.OldestFirst([note], open, today.For(await db.Organizations.SingleAsync(ct)));
        if (made == 0)
            return new Refused(
                "allocation.none-open",
                "The account has no open invoice in this currency, or nothing is left of the credit note."
            );
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([note.AccountId], ct);
        return made;
    }
}
