using Amiable.Documents.Pages;

namespace Amiable.Documents.Text;

/// <summary>What somebody else than the readers says stands on a document; null for what he does not find there. Written as <see cref="DocumentReading"/> has it.</summary>
public sealed record ProposedFields
{
    public string? Number { get; init; }
    public DateOnly? IssuedOn { get; init; }
    public DateOnly? DueOn { get; init; }

    /// <summary>With tax, in the major unit.</summary>
    public decimal? Total { get; init; }

    public decimal? Tax { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    public string? PurchaseOrder { get; init; }
    public string? SellerName { get; init; }
    public string? BuyerName { get; init; }

    /// <summary>
    /// The reading with what it lacked, as far as the words of the pages bear it out: a number or name must stand there, a date must be one of its dates, an amount one
    /// of its amounts. What is not on the pages is refused, and what was read is never replaced. Such a finding is never certain: a person looks at it.
    /// </summary>
    /// <param name="reading">What the readers found.</param>
    /// <param name="pages">The words it was read from.</param>
    public DocumentReading Fill(DocumentReading reading, IReadOnlyList<TextPage> pages)
    {
        var sheet = new Sheet(pages, FieldSource.Model);
        var currency = reading.Currency ?? OfCurrency(sheet);
        return reading with
        {
            Number = reading.Number ?? OfWords(sheet, Number, needsDigit: true),
            IssuedOn = reading.IssuedOn ?? OfDate(sheet, IssuedOn),
            // Before it was issued it cannot have been due: then one of the two was taken for the other.
            DueOn = reading.DueOn ?? (DueOn >= (reading.IssuedOn?.Value ?? IssuedOn) ? OfDate(sheet, DueOn) : null),
            Total = reading.Total ?? OfAmount(sheet, Total),
            Tax = reading.Tax ?? (Tax < (reading.Total?.Value ?? Total) ? OfAmount(sheet, Tax) : null),
            Currency = currency,
            PurchaseOrder = reading.PurchaseOrder ?? OfWords(sheet, PurchaseOrder, needsDigit: true),
            Seller = reading.Seller with { Name = reading.Seller.Name ?? OfWords(sheet, SellerName, needsDigit: false) },
            Buyer = reading.Buyer with { Name = reading.Buyer.Name ?? OfWords(sheet, BuyerName, needsDigit: false) },
        };
    }

    private static Finding<string>? OfWords(Sheet sheet, string? proposed, bool needsDigit)
    {
        if (proposed?.Trim() is not { Length: > 0 and <= 200 } text || (needsDigit && !text.Any(char.IsAsciiDigit)))
            return null;
        var wanted = Letters.Plain(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in sheet.Lines)
            for (var first = 0; first + wanted.Length <= line.Words.Count; first++)
                if (wanted.Index().All(w => Letters.Plain(line.Words[first + w.Index].Text) == w.Item))
                {
                    var place = new Passage(line, first, first + wanted.Length - 1);
                    // As it stands on the page, and not as somebody copied it.
                    return sheet.Found(place.Text, Unproven, place);
                }
        return null;
    }

    private static Finding<DateOnly>? OfDate(Sheet sheet, DateOnly? proposed) =>
        proposed is { } day && sheet.Dates.FirstOrDefault(d => d.Value(false) == day || d.Value(true) == day) is { } date
            ? sheet.Found(day, Unproven, date.Place)
            : null;

    private static Finding<decimal>? OfAmount(Sheet sheet, decimal? proposed) =>
        proposed is > 0 and { } value && sheet.Amounts.FirstOrDefault(a => a.IsMoney && !a.Negative && a.Value == value) is { } amount
            ? sheet.Found(value, Unproven, amount.Place)
            : null;

    private Finding<string>? OfCurrency(Sheet sheet) =>
        Currency is { Length: 3 } code && sheet.Amounts.FirstOrDefault(a => a.Currency == code) is { } amount
            ? sheet.Found(code, Unproven, amount.Place)
        : Currency is { Length: 3 } written ? OfWords(sheet, written, needsDigit: false)
        : null;

    // Well below certain: that the words are there does not say that they mean this.
    private const double Unproven = 0.6;
}
