using Amiable.Documents.Pages;

namespace Amiable.Documents.Text;

/// <summary>
/// Finds the fields of an invoice in words and their places: labels in seven languages, values right of them or below, and sums that add up.
/// Says nothing that is not on the page; how sure it is of a value comes from how it was found.
/// </summary>
public static class TextReader
{
    public static DocumentReading Read(IReadOnlyList<TextPage> pages, FieldSource source)
    {
        var sheet = new Sheet(pages, source);
        if (sheet.Lines.Count == 0)
            return new();
        var kind = KindField.Read(sheet);
        var dates = new DateFields(sheet);
        var issued = dates.Issued();
        var totals = new Totals(sheet);
        var parties = Parties.Read(sheet);
        var credit = kind?.Value == DocumentKind.CreditNote;
        return new()
        {
            Kind = kind,
            Number = NumberField.Number(sheet, credit),
            IssuedOn = issued,
            DueOn = Due(sheet, dates.Due(issued?.Value), issued),
            Total = totals.Total,
            Tax = totals.Tax,
            Paid = totals.Paid,
            Currency = CurrencyField.Read(sheet, totals.TotalAmount),
            PurchaseOrder = NumberField.Of(sheet, Role.Po),
            Preceding = credit ? NumberField.Of(sheet, Role.Preceding) : null,
            Seller = parties.Seller,
            Buyer = parties.Buyer,
            Problems = KindField.Doubt(sheet, kind) is { } doubt ? [doubt] : [],
        };
    }

    /// <summary>The date stated, surer where the terms lead to it; or the issue date and the terms added up.</summary>
    private static Finding<DateOnly>? Due(Sheet sheet, Finding<DateOnly>? stated, Finding<DateOnly>? issued)
    {
        if (issued is null || TermsReader.Read(sheet) is not { } terms)
            return stated;
        var day = terms.From(issued.Value);
        if (stated is null)
            return sheet.Found(day, Math.Min(terms.Score, issued.Confidence), terms.Place);
        return stated.Value == day
            ? stated with
            {
                Confidence = Math.Max(stated.Confidence, Math.Min(0.97, stated.Confidence + 0.06)),
            }
            : stated;
    }
}
