using Amiable.Accounts;
using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>The customer contests an invoice: it leaves the messages, the others stay.</summary>
public sealed class DisputeInvoice(AppDb db, CurrentMember member, PlanFollowUps planFollowUps, Today today)
{
    public async Task<Result<Done>> Run(InvoiceId id, DisputeReason reason, string? note, CancellationToken ct)
    {
        if (await db.Invoices.SingleOrDefaultAsync(i => i.Id == id, ct) is not { } invoice)
            return new NotFound("invoice");
        var day = today.For(await db.Organizations.SingleAsync(ct));
        if (invoice.Dispute(reason, note, day) is { } problem)
            return problem;
        db.AccountEvents.Add(
            new(today.NewId<AccountEventId>(), invoice.AccountId, AccountEventKind.Disputed, invoice.Number, member.Name, today.Now)
        );
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([invoice.AccountId], ct);
        return new Done();
    }
}
