using Amiable.Invoices;

namespace Amiable.Credits;

/// <summary>How money finds the invoices it settles when nobody says which.</summary>
public static class Allocating
{
    /// <summary>
    /// Sets what is left of the credits against the open invoices of the same account and currency: the invoice due longest first
    /// (without a due date: last), the oldest credit first. What no invoice takes stays unallocated.
    /// </summary>
    /// <returns>How much was allocated, in the number of allocations made.</returns>
    public static int OldestFirst(IEnumerable<Credit> credits, IEnumerable<Invoice> invoices, DateOnly on)
    {
        var open = invoices
            .Where(i => i.CountsInBalance && !i.IsSettled)
            .OrderBy(i => i.DueOn ?? DateOnly.MaxValue)
            .ThenBy(i => i.IssuedOn)
            .ThenBy(i => i.Number, StringComparer.Ordinal)
            .ToList();
        var made = 0;
        foreach (var credit in credits.OrderBy(c => c.On).ThenBy(c => c.Id.Value))
        foreach (var invoice in open.Where(i => i.AccountId == credit.AccountId && i.Total.Currency == credit.Amount.Currency))
        {
            if (!credit.Unused.IsPositive)
                break;
            if (!invoice.IsSettled && invoice.Allocate(credit, Money.Min(credit.Unused, invoice.Outstanding), on) is null)
                made++;
        }
        return made;
    }

    /// <summary>
    /// Makes the payments on an invoice add up to this amount: more is recorded as a new payment, less is taken back from the
    /// latest payments first. A payment that was for this invoice alone shrinks with it, down to nothing: less came in. One that is for others
    /// too did come in: its part stays as credit. What credit notes settled is not touched.
    /// </summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="paid">What payments have settled of it, in all.</param>
    /// <param name="on">The day of the payment.</param>
    /// <param name="payments">All payments set against it so far.</param>
    /// <param name="record">Makes the new payment of that amount.</param>
    /// <returns>The payment to keep, null when none is new; or why it cannot be.</returns>
    public static Result<Payment?> EditPaidAmount(
        Invoice invoice,
        Money paid,
        DateOnly on,
        IEnumerable<Payment> payments,
        Func<Money, Payment> record
    )
    {
        if (paid.Currency != invoice.Total.Currency)
            return new Invalid(nameof(paid), "paid.currency", $"The invoice is in {invoice.Total.Currency}.");
        if (paid.IsNegative)
            return new Invalid(nameof(paid), "paid.negative", "The paid amount cannot be negative.");
        var most = invoice.PaidWhenSettled;
        if (paid > most)
            return new Invalid(nameof(paid), "paid.too-much", $"At most {most} can be paid on this invoice.") { Values = [most] };

        var more = paid - invoice.PaidByPayments;
        if (more.IsPositive)
        {
            var payment = record(more);
            return invoice.Allocate(payment, more, on) is { } problem ? problem : payment;
        }
        TakeBack(invoice, -more, payments);
        return new Result<Payment?>(null, null);
    }

    private static void TakeBack(Invoice invoice, Money amount, IEnumerable<Payment> payments)
    {
        foreach (var payment in payments.OrderByDescending(p => p.On).ThenByDescending(p => p.Id.Value))
        {
            if (!amount.IsPositive)
                return;
            if (invoice.Allocations.FirstOrDefault(a => a.CreditId == payment.Id) is not { } allocation)
                continue;
            var part = Money.Min(amount, allocation.Amount);
            var isForThisAlone = allocation.Amount == payment.Amount;
            invoice.Release(payment, part);
            if (isForThisAlone)
                payment.CameShort(part);
            amount -= part;
        }
        if (amount.IsPositive)
            throw new ArgumentException("A payment of this invoice is missing.", nameof(payments));
    }
}
