using Amiable.Credits;
using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Payments;

/// <summary>Money came in from an account: it settles the invoices due longest; what is left stays as credit.</summary>
public sealed class RecordPayment(AppDb db, PlanFollowUps planFollowUps, Today today)
{
    private const int LongestReference = 200;

    public async Task<Result<CreditId>> Run(
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
        var day = today.For(await db.Organizations.SingleAsync(ct));
        if (Fault(amount, currency, receivedOn, reference, day) is { } fault)
            return fault;

        var on = receivedOn!.Value;
        var payment = new Payment(
            today.NewId<CreditId>(),
            id,
            Money.OfMajor(amount, currency)!.Value,
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
        return payment.Id;
    }

    private static Invalid? Fault(decimal amount, string currency, DateOnly? receivedOn, string? reference, DateOnly day) =>
        !Currencies.IsKnown(currency) ? new("currency", "payment.currency", "Write the code of a currency, such as EUR.")
        : Money.OfMajor(amount, currency) is not { IsPositive: true }
            ? new("amount", "payment.amount", "Give an amount above zero that the currency has.")
        : receivedOn is not { } on ? new("on", "payment.no-day", "Choose the day the payment arrived.")
        : on > day ? new("on", "payment.future", "A payment is recorded once it has arrived: choose today or earlier.")
        : reference?.Trim().Length > LongestReference ? new("reference", "payment.reference", "At most 200 characters.")
        : null;
}
