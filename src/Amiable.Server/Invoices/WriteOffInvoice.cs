using Amiable.Accounts;
using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>Gives up what is left of an invoice: it is in no balance and never chased.</summary>
public sealed class WriteOffInvoice(AppDb db, CurrentMember member, PlanFollowUps planFollowUps, Today today)
{
    public async Task<Result<Done>> Run(InvoiceId id, CancellationToken ct)
    {
        if (await db.Invoices.SingleOrDefaultAsync(i => i.Id == id, ct) is not { } invoice)
            return new NotFound("invoice");
        var day = today.For(await db.Organizations.SingleAsync(ct));
        if (invoice.WriteOff(day) is { } problem)
            return problem;
        db.AccountEvents.Add(
            new(today.NewId<AccountEventId>(), invoice.AccountId, AccountEventKind.WrittenOff, invoice.Number, member.Name, today.Now)
        );
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([invoice.AccountId], ct);
        return new Done();
    }
}
