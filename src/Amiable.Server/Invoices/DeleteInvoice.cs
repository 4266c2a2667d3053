using Amiable.Credits;
using Amiable.FollowUp;
using Amiable.Import;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>
/// Deletes an invoice, for good. Credit notes and payments that settled it are free again; a payment that only said that this invoice is paid goes with it, for
/// no money stands behind it.
/// </summary>
public sealed class DeleteInvoice(AppDb db, PlanFollowUps planFollowUps)
{
    public async Task<Result<Done>> Run(InvoiceId id, CancellationToken ct)
    {
        if (await db.Invoices.SingleOrDefaultAsync(i => i.Id == id, ct) is not { } invoice)
            return new NotFound("invoice");
        var used = invoice.Allocations.Select(a => a.CreditId).ToList();
        foreach (var credit in await db.Credits.Where(c => used.Contains(c.Id)).ToListAsync(ct))
        {
            invoice.Release(credit);
            if (credit is Payment { Reference: null or AccountCredits.Imported, Used.IsZero: true })
                db.Credits.Remove(credit);
        }
        db.Invoices.Remove(invoice);
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([invoice.AccountId], ct);
        return new Done();
    }
}
