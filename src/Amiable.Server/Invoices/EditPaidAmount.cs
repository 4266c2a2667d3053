using Amiable.Credits;
using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>Says how much of an invoice is paid, in all; both statuses and the plan follow at once.</summary>
public sealed class EditPaidAmount(AppDb db, PlanFollowUps planFollowUps, Today today)
{
    public async Task<Result<Done>> Run(InvoiceId id, decimal? paidAmount, DateOnly? paidOn, CancellationToken ct)
    {
        if (await db.Invoices.SingleOrDefaultAsync(i => i.Id == id, ct) is not { } invoice)
            return new NotFound("invoice");
        if (paidAmount is not { } amountPaid || Money.OfMajor(amountPaid, invoice.Total.Currency) is not { } paid)
            return new Invalid(
                nameof(paid),
                "paid.fraction",
                $"This is no amount of {invoice.Total.Currency}: it has too many decimals, or is too large."
            );
        if (paidOn is not { } on)
            return new Invalid("on", "paid.no-day", "Choose the day of the payment.");
        if (on > today.For(await db.Organizations.SingleAsync(ct)))
            return new Invalid("on", "paid.future", "A payment is recorded once it has arrived: choose today or earlier.");

        var used = invoice.Allocations.Select(a => a.CreditId).ToList();
        var payments = await db.Credits.OfType<Payment>().Where(p => used.Contains(p.Id)).ToListAsync(ct);
        var edited = Allocating.EditPaidAmount(
            invoice,
            paid,
            on,
            payments,
            amount => new(today.NewId<CreditId>(), invoice.AccountId, amount, on, today.Now)
        );
        if (edited.Problem is { } problem)
            return problem;
        if (edited.Value is { } payment)
            db.Credits.Add(payment);
        // A payment of nothing was a typing error, not money received.
        db.Credits.RemoveRange(payments.Where(p => p.Amount.IsZero));
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([invoice.AccountId], ct);
        return new Done();
    }
}
