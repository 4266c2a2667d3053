using Amiable.Credits;
using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Payments;

/// <summary>Money came in from an account: it settles the invoices due longest; what is left stays as credit.</summary>
public sealed class RecordPayment(AppDb db, PlanFollowUps planFollowUps, Today today)
{
    public async Task<Result<Done>> Run(
        AccountId id,
        decimal amount,
        string currency,
        DateOnly? receivedOn,
        string? reference,
        CancellationToken ct
    )
    {
        if (!await db.Accounts.AnyAsync(a => a.Id == id, ct))
            return new NotFound("account");
        if (!Currencies.IsKnown(currency) || Money.OfMajor(amount, currency) is not { IsPositive: true } received)
            return new Invalid("amount", "payment.amount", "Give an amount above zero that the currency has.");
        var day = today.For(await db.Organizations.SingleAsync(ct));
        if (receivedOn is not { } on)
            return new Invalid("on", "payment.no-day", "Choose the day the payment arrived.");
        if (on > day)
            return new Invalid("on", "payment.future", "A payment is recorded once it has arrived: choose today or earlier.");

        var payment = new Payment(
            today.NewId<CreditId>(),
            id,
            received,
            on,
            today.Now,
            string.IsNullOrWhiteSpace(reference) ? null : reference.Trim()
        );
        db.Credits.Add(payment);
        var open = await db
            .Invoices.Where(i => i.AccountId == id && i.Settled.Minor < i.Total.Minor && i.Total.Currency == currency)
            .ToListAsync(ct);
        Allocating.OldestFirst([payment], open, on);
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([id], ct);
        return new Done();
    }
}
