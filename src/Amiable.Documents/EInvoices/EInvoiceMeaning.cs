using System.Globalization;
using System.Text.RegularExpressions;

namespace Amiable.Documents.EInvoices;

/// <summary>What an e-invoice means for us: its terms read, and what is missing or contradicts itself said.</summary>
internal static partial class EInvoiceMeaning
{
    /// <summary>Where the file contradicts itself, a person looks.</summary>
    private const double Doubtful = 0.6;

    public static DocumentReading Of(EInvoice invoice)
    {
        var problems = new List<DocumentProblem>(invoice.Problems);
        var total = Amount(invoice.Sums.Total, "totalAmount", problems);
        var sums = SumChecks.Of(invoice.Sums).ToList();
        problems.AddRange(sums);
        var sure = sums.Count == 0 ? 1 : Doubtful;
        var sign = total < 0 ? -1 : 1;
        var issued = Date(invoice.IssuedOn, "issuedDate", problems);
        return new()
        {
            Kind = Kind(invoice, total, problems),
            Number = Needed(invoice.Number, "number", "number-missing", "The file has no invoice number.", problems),
            IssuedOn = issued is { } day ? Finding.OfXml(day) : null,
            DueOn = Due(invoice, issued, problems),
            Total = Signed(total, sign, sure),
            Tax = Tax(invoice.Sums, total, problems) is var (tax, isStated)
                ? Signed(tax, sign, isStated ? sure : Math.Min(sure, 0.98))
                : null,
            Paid = Signed(Paid(invoice.Sums, total, problems), sign, sure),
            Currency = Currency(invoice, problems),
            // Peppol writes NA where only the seller's own order has a number.
            PurchaseOrder = invoice.PurchaseOrder?.ToUpperInvariant() is "NA" or "N/A" ? null : Text(invoice.PurchaseOrder),
            Preceding = Text(invoice.Preceding),
            IsSelfBilled = invoice.IsSelfBilledFile || TypeCodes.IsSelfBilled(invoice.TypeCode) ? Finding.OfXml(true) : null,
            IsDirectDebit = invoice.PaymentMeans.Any(TypeCodes.IsDirectDebit) ? Finding.OfXml(true) : null,
            Seller = EInvoicePartyMeaning.Of(invoice.Seller, "seller", problems),
            Buyer = EInvoicePartyMeaning.Of(invoice.Buyer, "buyer", problems),
            Problems = problems,
        };
    }

    private static Finding<DocumentKind> Kind(EInvoice invoice, decimal? total, List<DocumentProblem> problems)
    {
        var code = invoice.TypeCode;
        var isClear = code is null ? !invoice.NeedsTypeCode : TypeCodes.IsKnown(code);
        if (!isClear)
            problems.Add(UnclearType(code));
        else if (TypeCodes.IsProForma(code))
            problems.Add(new("pro-forma", "This is a pro-forma invoice (type 325): it asks for nothing yet.", "kind"));
        var isCredit = invoice.IsCreditNoteFile || TypeCodes.IsCreditNote(code);
        if (total is not < 0)
            return new(isCredit ? DocumentKind.CreditNote : DocumentKind.Invoice, FieldSource.Xml, isClear ? 1 : Doubtful);
        if (TypeCodes.IsCorrection(code))
            return Finding.OfXml(DocumentKind.CreditNote);
        problems.Add(Negative(isCredit, code ?? "380"));
        return new(DocumentKind.CreditNote, FieldSource.Xml, Doubtful);
    }

    private static DocumentProblem UnclearType(string? code) =>
        code is null
            ? new("type-missing", "The file does not say whether it is an invoice or a credit note.", "kind")
            : new("type-unknown", $"The file says it is of type {Shorten(code)}, which is no kind of invoice or credit note.", "kind")
            {
                Values = [Shorten(code)],
            };

    private static DocumentProblem Negative(bool isCredit, string code) =>
        isCredit
            ? new(
                "credit-note-negative",
                "This is a credit note with a negative total. It was read as a credit note of that amount.",
                "kind"
            )
            : new(
                "invoice-negative",
                $"The file says it is an invoice (type {Shorten(code)}), but its total is negative. It was read as a credit note.",
                "kind"
            )
            {
                Values = [Shorten(code)],
            };

    private static Finding<DateOnly>? Due(EInvoice invoice, DateOnly? issued, List<DocumentProblem> problems)
    {
        var days = invoice.DueOn.Select(d => Date(d, "dueDate", problems)).OfType<DateOnly>().Distinct().Order().ToList();
        if (days.Count == 0)
            return
                invoice.DueOn.Count == 0
                && issued is { } from
                && invoice.PaymentTerms is { } terms
                && DueDateInWords.Read(terms, from) is var (day, sure)
                ? new(day, FieldSource.Xml, sure)
                : null;
        if (days.Count > 1)
        {
            var listed = string.Join(", ", days.Select(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
            problems.Add(
                new("several-due-dates", $"It is to be paid in parts, on {listed}. The last day was taken as the due date.", "dueDate")
                {
                    Values = [listed],
                }
            );
        }
        if (days[^1] < issued)
            problems.Add(new("due-before-issue", $"The due date {days[^1]:yyyy-MM-dd} is before the issue date.", "dueDate"));
        return new(days[^1], FieldSource.Xml, days.Count > 1 || days[^1] < issued ? Doubtful : 1);
    }

    // BT-112 is BT-109 and BT-110: where the profile leaves the tax out, the difference is it.
    private static (decimal Tax, bool IsStated)? Tax(EInvoiceSums sums, decimal? total, List<DocumentProblem> problems)
    {
        if (sums.Tax is not null)
            return Amount(sums.Tax, "taxAmount", problems) is { } tax ? (tax, true) : null;
        return total is { } all && XmlValues.Amount(sums.Net) is { } net && sums.FollowTheNorm ? (all - net, false) : null;
    }

    private static decimal? Paid(EInvoiceSums sums, decimal? total, List<DocumentProblem> problems)
    {
        if (sums.Paid is not null)
            return Amount(sums.Paid, "paidAmount", problems);
        return sums.PaidIsTheRest && XmlValues.Amount(sums.Payable) is { } payable && total - payable is > 0 and var paid ? paid : null;
    }

    private static Finding<string>? Currency(EInvoice invoice, List<DocumentProblem> problems)
    {
        var code = invoice.Currency?.ToUpperInvariant();
        if (code is null)
        {
            problems.Add(new("currency-missing", "The file does not say in which currency its amounts are.", "currency"));
            return null;
        }
        if (!Currencies.IsKnown(code))
        {
            problems.Add(new("currency-unknown", $"\"{Shorten(code)}\" is no currency.", "currency") { Values = [Shorten(code)] });
            return null;
        }
        if (invoice.Sums.TotalCurrency is not { } other || other == code)
            return Finding.OfXml(code);
        problems.Add(
            new("currency-differs", $"The invoice is in {code}, but its total is stated in {Shorten(other)}.", "currency")
            {
                Values = [code, Shorten(other)],
            }
        );
        return new(code, FieldSource.Xml, Doubtful);
    }

    private static DateOnly? Date(string? text, string field, List<DocumentProblem> problems)
    {
        var date = XmlValues.Date(text);
        if (text is null && field == "issuedDate")
            problems.Add(new("date-missing", "The file has no issue date.", field));
        else if (text is not null && date is null)
            problems.Add(new("date-wrong", $"\"{Shorten(text)}\" is no date.", field) { Values = [Shorten(text)] });
        return date;
    }

    private static decimal? Amount(string? text, string field, List<DocumentProblem> problems)
    {
        var amount = XmlValues.Amount(text);
        if (text is null)
            problems.Add(new("total-missing", "The file has no total.", field));
        else if (amount is null)
            problems.Add(new("amount-wrong", $"\"{Shorten(text)}\" is no amount.", field) { Values = [Shorten(text)] });
        return amount;
    }

    private static Finding<decimal>? Signed(decimal? amount, int sign, double sure) =>
        amount is { } value ? new(value == 0 ? value : value * sign, FieldSource.Xml, sure) : null;

    internal static Finding<string>? Needed(string? text, string field, string code, string message, List<DocumentProblem> problems)
    {
        if (text is null)
            problems.Add(new(code, message, field));
        return Text(text);
    }

    internal static Finding<string>? Text(string? text) =>
        text is null ? null : Finding.OfXml(NotPrinted().Replace(text, "") is var clean && clean.Length > 500 ? clean[..500] : clean);

    internal static string Shorten(string text) => text.Length > 60 ? string.Concat(text.AsSpan(0, 59), "…") : text;

    // Control characters and those that turn the direction of writing: a name shown must be the name that is there.
    [GeneratedRegex(@"[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]")]
    private static partial Regex NotPrinted();
}
