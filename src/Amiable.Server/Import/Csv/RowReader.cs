using System.Text.RegularExpressions;

namespace Amiable.Import.Csv;

/// <summary>Makes an invoice of a row, or says why it cannot.</summary>
internal sealed partial class RowReader(CsvTable table, ColumnMapping mapping, RowCells cells, CsvOptions options, ImportNotices notices)
{
    private static readonly HashSet<string> TotalWords =
    [
        .. "total totals totaux totalgeneral soustotal grandtotal subtotal summe gesamt gesamtsumme zwischensumme totale totali totaal subtotaal totalgeral suma somme".Split(
            ' '
        ),
    ];

    // Cells beyond the last named column are padding.
    private readonly int _width = table.Headers.Count - table.Headers.Reverse().TakeWhile(header => header.Length == 0).Count();

    /// <summary>Reads a row; null when it has an error, or is no invoice at all.</summary>
    public ImportedInvoice? Read(CsvRow row)
    {
        cells.MoveTo(row);
        if (IsTotalsRow(row))
        {
            notices.AddRow("totals-row", "", row.Line, "", "adds up the others and was left out.");
            return null;
        }
        if (!HasItsCells(row))
            return null;
        var number = Number();
        var account = Account();
        var issued = cells.Date(InvoiceField.IssuedOn);
        if (issued is null && cells[InvoiceField.IssuedOn].Length == 0)
            cells.Error(InvoiceField.IssuedOn, "missing", "is blank; every invoice needs an issue date.");
        var due = cells.Date(InvoiceField.DueOn);
        if (due < issued)
            cells.Error(InvoiceField.DueOn, "due-before-issue", $"is before the issue date {issued:yyyy-MM-dd}.");
        var kind = Kind();
        var total = Total(kind);
        if (total is not { } amount || kind is null)
            return null;
        var invoice = new ImportedInvoice
        {
            Kind = kind.Value,
            AccountName = account,
            Number = number,
            IssuedOn = issued.GetValueOrDefault(),
            DueOn = due,
            Total = amount,
            Paid = Money.Zero(amount.Currency),
            Line = row.Line,
        };
        invoice = WithStatus(WithParties(invoice));
        return cells.HasErrors ? null : invoice;
    }

    private bool IsTotalsRow(CsvRow row) =>
        cells[InvoiceField.IssuedOn].Length == 0
        && (cells[InvoiceField.Number] is "" || SaysTotal(cells[InvoiceField.Number]))
        && Array.Exists(row.Cells, SaysTotal);

    private static bool SaysTotal(string cell) => cell.Length is > 3 and < 30 && TotalWords.Contains(HeaderWords.Fold(cell));

    private bool HasItsCells(CsvRow row)
    {
        if (row.Quotes == QuoteTrouble.AcrossLines)
            cells.Error("", "", "quotes-unbalanced", "the quotes of this row do not match; a quote inside a text is written twice.");
        else if (row.Cells.Length < _width)
            cells.Error("", "", "cells-missing", $"the row has {row.Cells.Length} cells, the header has {_width}.");
        else if (row.Cells.Length > table.Headers.Count && row.Cells.AsSpan(table.Headers.Count).ContainsAnyExcept(""))
            cells.Error(
                "",
                "",
                "cells-surplus",
                $"the row has {row.Cells.Length} cells, the header has {_width}; put texts that hold '{table.Delimiter}' in quotes."
            );
        return !cells.HasErrors;
    }

    private string Number()
    {
        var number = cells.Needed(InvoiceField.Number);
        if (Mangled().IsMatch(number))
            cells.Error(
                InvoiceField.Number,
                "number-mangled",
                "is a number a spreadsheet has shortened; format the column as text and export again."
            );
        return number;
    }

    private string Account()
    {
        var (name, id) = (mapping.Has(InvoiceField.Account), mapping.Has(InvoiceField.AccountId));
        if (name && id)
            return cells.Optional(InvoiceField.Account)
                ?? cells.Needed(cells[InvoiceField.AccountId].Length > 0 ? InvoiceField.AccountId : InvoiceField.Account);
        return cells.Needed(name ? InvoiceField.Account : InvoiceField.AccountId);
    }

    private ImportedKind? Kind()
    {
        if (cells[InvoiceField.Kind] is not { Length: > 0 } cell)
            return ImportedKind.Invoice;
        var kind = LedgerWords.Kind(cell);
        if (kind is null)
            cells.Error(InvoiceField.Kind, "kind-unknown", "is neither an invoice nor a credit note; leave such rows out.");
        return kind;
    }

    private Money? Total(ImportedKind? kind)
    {
        if (cells.Currency() is not { } currency)
            return null;
        if (cells[InvoiceField.Total].Length == 0)
            cells.Error(InvoiceField.Total, "missing", "is blank; every invoice needs a total.");
        var total = cells.Amount(InvoiceField.Total, currency);
        if (total is not { IsNegative: true })
            return total;
        if (kind == ImportedKind.CreditNote)
            return -total;
        cells.Error(InvoiceField.Total, "amount-negative", "is negative: import it as a credit note (a type column that says so).");
        return null;
    }

    private ImportedInvoice WithParties(ImportedInvoice invoice) =>
        invoice with
        {
            AccountSourceId = cells.Optional(InvoiceField.AccountId),
            Country =
                Understood(InvoiceField.Country, Countries.Find, "country-unknown", "is no country that is known; it was left out.")
                ?? options.DefaultCountry,
            Language = Understood(
                InvoiceField.Language,
                LedgerWords.Language,
                "language-unknown",
                "is no language that is known; it was left out."
            ),
            ContactEmail = Understood(InvoiceField.ContactEmail, Email, "email-unreadable", "is no e-mail address; it was left out."),
            ContactName = cells.Optional(InvoiceField.ContactName),
            RegistrationNumber = cells.Optional(InvoiceField.RegistrationNumber),
            VatNumber = cells.Optional(InvoiceField.VatNumber),
            PurchaseOrder = cells.Optional(InvoiceField.PurchaseOrder),
            IsDirectDebit = LedgerWords.IsDirectDebit(cells[InvoiceField.DirectDebit]),
            Tax = Tax(invoice.Total),
        };

    private string? Understood(InvoiceField field, Func<string, string?> find, string code, string reason)
    {
        if (cells[field] is not { Length: > 0 } cell)
            return null;
        var found = find(cell);
        if (found is null)
            cells.Notice(field, code, reason);
        return found;
    }

    // Tax only informs: a column of rates must not stop an invoice.
    private Money? Tax(Money total)
    {
        if (cells[InvoiceField.Tax] is not { Length: > 0 } cell)
            return null;
        if (!cell.EndsWith('%') && cells.Amount(InvoiceField.Tax, total.Currency) is { } tax)
        {
            tax = tax.IsNegative ? -tax : tax;
            if (tax <= total)
                return tax;
        }
        if (!cells.HasErrors)
            cells.Notice(InvoiceField.Tax, "tax-left-out", "is not the tax in this total; it was left out.");
        return null;
    }

    private ImportedInvoice WithStatus(ImportedInvoice invoice)
    {
        LedgerStatus? status = null;
        if (cells[InvoiceField.Status] is { Length: > 0 } cell && (status = LedgerWords.Status(cell)) is null)
            cells.Notice(InvoiceField.Status, "status-unknown", "is a status that is not known; the row is read as if it were blank.");
        invoice = invoice with
        {
            IsDisputed = cells.YesOrNo(InvoiceField.IsDisputed) || status == LedgerStatus.Disputed,
            IsDraft = cells.YesOrNo(InvoiceField.IsDraft) || status == LedgerStatus.Draft,
            IsCancelled = cells.YesOrNo(InvoiceField.IsCancelled) || status == LedgerStatus.Cancelled,
        };
        return new RowSettlement(cells, options.AsOf).Of(invoice, status, cells.YesOrNo(InvoiceField.IsPaid));
    }

    // A cell may list several: the first is written to.
    private static string? Email(string cell)
    {
        var address = cell.Split([';', ',', ' ', '\n'], 2)[0].Trim('<', '>', '"', '\'');
        if (address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            address = address[7..];
        return address.Length <= 254 && Address().IsMatch(address) ? address : null;
    }

    [GeneratedRegex(@"^[^@\s<>""']+@[^@\s.<>""']+(\.[^@\s.<>""']+)+$")]
    private static partial Regex Address();

    [GeneratedRegex(@"^\d([.,]\d+)?E\+?\d+$", RegexOptions.IgnoreCase)]
    private static partial Regex Mangled();
}
