using Amiable.Accounts;
using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>A dispute is over: the invoice is followed up again.</summary>
public sealed class SettleDispute(AppDb db, CurrentMember member, PlanFollowUps planFollowUps, Today today)
{
    public async Task<Result<Done>> Run(InvoiceId id, CancellationToken ct)
    {
        if (await db.Invoices.SingleOrDefaultAsync(i => i.Id == id, ct) is not { } invoice)
            return new NotFound("invoice");
        if (invoice.SettleDispute() is { } problem)
            return problem;
        db.AccountEvents.Add(
            new(today.NewId<AccountEventId>(), invoice.AccountId, AccountEventKind.DisputeSettled, invoice.Number, member.Name, today.Now)
        );
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([invoice.AccountId], ct);
        return new Done();
    }
}
