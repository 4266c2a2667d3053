using Amiable.FollowUp;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Credits;

/// <summary>Sets what is left of a payment or credit note against the account's open invoices, due longest first.</summary>
public sealed class AllocateOldestFirst(AppDb db, PlanFollowUps planFollowUps, Today today)
{
    public async Task<Result<Done>> Run(CreditId id, CancellationToken ct)
    {
        if (await db.Credits.SingleOrDefaultAsync(c => c.Id == id, ct) is not { } credit)
            return new NotFound("credit");
        var open = await db
            .Invoices.Counted()
            .Where(i => i.AccountId == credit.AccountId && i.Total.Currency == credit.Amount.Currency)
            .ToListAsync(ct);
        if (Allocating.OldestFirst([credit], open, today.For(await db.Organizations.SingleAsync(ct))) == 0)
            return new Refused("allocation.none-open", "The account has no open invoice in this currency, or nothing is left of it.");
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([credit.AccountId], ct);
        return new Done();
    }
}
