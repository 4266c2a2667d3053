using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>Leaves an invoice out of follow-ups, or takes it in again.</summary>
public sealed class ExcludeInvoice(AppDb db, PlanFollowUps planFollowUps)
{
    public async Task<Result<Done>> Run(InvoiceId id, bool exclude, CancellationToken ct)
    {
        if (await db.Invoices.SingleOrDefaultAsync(i => i.Id == id, ct) is not { } invoice)
            return new NotFound("invoice");
        if ((exclude ? invoice.LeaveAlone() : invoice.FollowUpAgain()) is { } problem)
            return problem;
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([invoice.AccountId], ct);
        return new Done();
    }
}
