using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Credits;

/// <summary>Sets part of a payment or credit note against one invoice, by hand.</summary>
public sealed class AllocateCredit(AppDb db, PlanFollowUps planFollowUps, Today today)
{
    public async Task<Result<Done>> Run(CreditId creditId, InvoiceId invoiceId, decimal? amount, CancellationToken ct)
    {
        if (await db.Credits.SingleOrDefaultAsync(c => c.Id == creditId, ct) is not { } credit)
            return new NotFound("credit");
        if (await db.Invoices.SingleOrDefaultAsync(i => i.Id == invoiceId, ct) is not { } invoice)
            return new Invalid("invoice", "allocation.no-invoice", "Choose one of the account's open invoices.");
        if (amount is not { } given || Money.OfMajor(given, credit.Amount.Currency) is not { } part)
            return new Invalid(nameof(amount), "allocation.fraction", $"This is no amount of {credit.Amount.Currency}.");
        if (!invoice.CountsInBalance)
            return new Refused("allocation.not-owed", "Nothing is owed on this invoice: it was written off, or never issued.");

        var day = today.For(await db.Organizations.SingleAsync(ct));
        if (invoice.Allocate(credit, part, day) is { } problem)
            return problem;
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([invoice.AccountId], ct);
        return new Done();
    }
}
