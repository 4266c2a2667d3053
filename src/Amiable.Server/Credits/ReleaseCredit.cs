using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Credits;

/// <summary>Takes back what a payment or credit note settled of one invoice: it is free again, and the invoice is owed again.</summary>
public sealed class ReleaseCredit(AppDb db, PlanFollowUps planFollowUps)
{
    public async Task<Result<Done>> Run(CreditId creditId, InvoiceId invoiceId, CancellationToken ct)
    {
        if (await db.Credits.SingleOrDefaultAsync(c => c.Id == creditId, ct) is not { } credit)
            return new NotFound("credit");
        if (
            await db.Invoices.SingleOrDefaultAsync(i => i.Id == invoiceId, ct) is not { } invoice
            || invoice.Allocations.All(a => a.CreditId != creditId)
        )
            return new Refused("allocation.gone", "Nothing of it is set against that invoice any more.");
        invoice.Release(credit);
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([invoice.AccountId], ct);
        return new Done();
    }
}
