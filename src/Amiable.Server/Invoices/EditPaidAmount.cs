using Amiable.Credits;
using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>Says how much of an invoice is paid, in all; both statuses and the plan follow at once.</summary>
public sealed class EditPaidAmount(AppDb db, PlanFollowUps planFollowUps, Today today)
{
    /// <param name="id">Which invoice.</param>
    /// <param name="paidAmount">What is paid of it, in all, credit notes aside.</param>
    /// <param name="paidOn">The day of the payment.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Result<Done>> Run(InvoiceId id, decimal? paidAmount, DateOnly? paidOn, CancellationToken ct) =>
        Run(id, new(paidAmount, paidOn, null, CreditGivesWay: false), ct);

    /// <param name="Amount">What is paid of it, in all, credit notes aside.</param>
    /// <param name="On">The day of the payment.</param>
    /// <param name="Reference">By which the payment is known; null when a person says so.</param>
    /// <param name="CreditGivesWay">
    /// Whether what is paid comes before the credit notes that were set against it here: a source that says so is right, and they are free for other
    /// invoices.
    /// </param>
    public sealed record Paid(decimal? Amount, DateOnly? On, string? Reference, bool CreditGivesWay);

    public async Task<Result<Done>> Run(InvoiceId id, Paid said, CancellationToken ct)
    {
        var (paidAmount, paidOn, reference, creditGivesWay) = said;
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

        if (creditGivesWay && paid > invoice.PaidWhenSettled && paid <= invoice.Total)
            await GiveWay(invoice, paid, on, ct);
        var used = invoice.Allocations.Select(a => a.CreditId).ToList();
        var payments = await db.Credits.OfType<Payment>().Where(p => used.Contains(p.Id)).ToListAsync(ct);
        var edited = Allocating.EditPaidAmount(
            invoice,
            paid,
            on,
            payments,
            amount => new(today.NewId<CreditId>(), invoice.AccountId, amount, on, today.Now, reference)
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

    private async Task GiveWay(Invoice invoice, Money paid, DateOnly on, CancellationToken ct)
    {
        var set = invoice.Allocations.Where(a => a.Kind == CreditKind.CreditNote).Select(a => a.CreditId).ToList();
        var notes = await db.Credits.OfType<CreditNote>().Where(n => set.Contains(n.Id)).ToListAsync(ct);
        foreach (var note in notes.OrderByDescending(n => n.On).ThenByDescending(n => n.Id.Value))
            if (paid > invoice.PaidWhenSettled)
                invoice.Release(
                    note,
                    Money.Min(invoice.Allocations.Single(a => a.CreditId == note.Id).Amount, paid - invoice.PaidWhenSettled)
                );
        var currency = invoice.Total.Currency;
        var others = await db
            .Invoices.Counted()
            .Where(i => i.AccountId == invoice.AccountId && i.Id != invoice.Id && i.Total.Currency == currency)
            .ToListAsync(ct);
        Allocating.OldestFirst(notes, others, on);
    }
}
