using Amiable.Accounts;
using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>The customer promised to pay on a day: it is waited for.</summary>
public sealed class PromisePayment(AppDb db, CurrentMember member, PlanFollowUps planFollowUps, Today today)
{
    public async Task<Result<Done>> Run(InvoiceId id, DateOnly? promisedFor, CancellationToken ct)
    {
        if (await db.Invoices.SingleOrDefaultAsync(i => i.Id == id, ct) is not { } invoice)
            return new NotFound("invoice");
        if (promisedFor is not { } payOn)
            return new Invalid(nameof(payOn), "promise.no-day", "Choose the day for which payment is promised.");
        var day = today.For(await db.Organizations.SingleAsync(ct));
        if (invoice.Promise(payOn, day) is { } problem)
            return problem;
        db.AccountEvents.Add(
            new(
                today.NewId<AccountEventId>(),
                invoice.AccountId,
                AccountEventKind.Promised,
                $"{invoice.Number} {payOn:yyyy-MM-dd}",
                member.Name,
                today.Now
            )
        );
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([invoice.AccountId], ct);
        return new Done();
    }
}
