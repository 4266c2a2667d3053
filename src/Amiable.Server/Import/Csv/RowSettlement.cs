namespace Amiable.Import.Csv;

/// <summary>How much of an invoice is paid, from whichever columns say so.</summary>
internal sealed class RowSettlement(RowCells cells, DateOnly? asOf)
{
    /// <summary>
    /// An amount wins over a date, a date over a word. What was settled after the as-of day was still owed on it: nothing is paid then, and the
    /// day it will be is not known yet.
    /// </summary>
    public ImportedInvoice Of(ImportedInvoice invoice, LedgerStatus? status, bool isPaid)
    {
        var settled = cells.Date(InvoiceField.SettledOn);
        if (settled > asOf)
            return invoice;
        if (AmountPaid(invoice.Total) is { } paid)
            return OfAmount(invoice, paid, settled);
        if (settled is not null)
            return invoice with { Paid = invoice.Total, SettledOn = settled };
        if (status == LedgerStatus.PartlyPaid)
            cells.Notice(InvoiceField.Status, "paid-amount-unknown", "does not say how much is paid; the whole invoice is read as open.");
        return isPaid || status == LedgerStatus.Paid ? invoice with { Paid = invoice.Total } : invoice;
    }

    private ImportedInvoice OfAmount(ImportedInvoice invoice, Money paid, DateOnly? settled)
    {
        var isSettled = paid == invoice.Total;
        if (paid.IsZero && !isSettled && settled is not null)
            cells.Error(InvoiceField.SettledOn, "paid-contradicts", "says the invoice is settled, but nothing is paid.");
        return invoice with { Paid = paid, SettledOn = isSettled ? settled : null };
    }

    private Money? AmountPaid(Money total)
    {
        if (Given(InvoiceField.Paid, total) is { } paid)
            return paid;
        return Given(InvoiceField.Outstanding, total) is { } outstanding ? total - outstanding : null;
    }

    private Money? Given(InvoiceField field, Money total)
    {
        if (cells.Amount(field, total.Currency) is not { } amount)
            return null;
        // Ledgers give a credit note, and what was used of it, a minus sign as they please.
        if (
            amount.IsNegative
            && cells[InvoiceField.Kind].Length > 0
            && LedgerWords.Kind(cells[InvoiceField.Kind]) == ImportedKind.CreditNote
        )
            amount = -amount;
        if (!amount.IsNegative && amount <= total)
            return amount;
        cells.Error(
            field,
            amount.IsNegative ? "amount-negative" : "amount-over-total",
            amount.IsNegative ? "is negative." : $"is more than the total {total}."
        );
        return null;
    }
}
