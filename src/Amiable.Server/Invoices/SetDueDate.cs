using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>The due date of an invoice has become known.</summary>
public sealed class SetDueDate(AppDb db, PlanFollowUps planFollowUps)
{
    public async Task<Result<Done>> Run(InvoiceId id, DateOnly? day, CancellationToken ct)
    {
        if (await db.Invoices.SingleOrDefaultAsync(i => i.Id == id, ct) is not { } invoice)
            return new NotFound("invoice");
        if (day is not { } dueOn)
            return new Invalid(nameof(dueOn), "due.no-day", "Choose the day it is due.");
        if (invoice.FallsDue(dueOn) is { } problem)
            return problem;
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([invoice.AccountId], ct);
        return new Done();
    }
}
