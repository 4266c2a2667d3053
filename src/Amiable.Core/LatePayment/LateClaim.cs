using Amiable.Invoices;

namespace Amiable.LatePayment;

/// <summary>What one late invoice bears.</summary>
/// <param name="Id">Which.</param>
/// <param name="Number">Its number.</param>
/// <param name="DueOn">The last day to pay in time.</param>
/// <param name="Open">What is still owed.</param>
/// <param name="Sheet">How the interest comes about.</param>
/// <param name="FixedSum">For the costs of recovery; null where the law names none.</param>
public sealed record LateInvoice(InvoiceId Id, string Number, DateOnly DueOn, Money Open, InterestSheet Sheet, Money? FixedSum)
{
    /// <summary>Both together.</summary>
    public Money Sum => FixedSum is { } fixedSum ? Sheet.Interest + fixedSum : Sheet.Interest;

    /// <summary>What an invoice bears on a day; null when it is not late, not owed, contested or left out of balances.</summary>
    /// <param name="invoice">Which.</param>
    /// <param name="parts">What was paid or credited of it: on the day of the payment, not of its allocation.</param>
    /// <param name="regime">Whose law.</param>
    /// <param name="rates">Of that law.</param>
    /// <param name="today">The day.</param>
    public static LateInvoice? Of(
        Invoice invoice,
        IReadOnlyList<SettledPart> parts,
        Regime regime,
        IReadOnlyCollection<InterestRate> rates,
        DateOnly today
    )
    {
        if (!invoice.CountsInBalance || invoice.IsDisputed || invoice.StatusOn(today) != InvoiceStatus.Overdue)
            return null;
        var due = invoice.DueOn!.Value;
        var owed = invoice.Total - parts.Where(p => p.On <= due).Select(p => p.Amount).Sum(invoice.Total.Currency);
        return new(
            invoice.Id,
            invoice.Number,
            due,
            invoice.Outstanding,
            LateInterest.Of(invoice.Total, due, parts, today, rates),
            Regimes.FixedSum(regime, owed)
        );
    }
}
