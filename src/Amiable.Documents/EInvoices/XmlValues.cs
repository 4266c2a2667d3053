using System.Globalization;

namespace Amiable.Documents.EInvoices;

/// <summary>Dates and amounts as XML writes them; null for what is none.</summary>
internal static class XmlValues
{
    // Beyond, adding and multiplying would overflow; no invoice is there.
    private const decimal Most = 1_000_000_000_000_000m;

    /// <summary>An xs:decimal: a point, no separators.</summary>
    public static decimal? Amount(string? text) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign
                | NumberStyles.AllowDecimalPoint
                | NumberStyles.AllowLeadingWhite
                | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out var amount
        )
        && Math.Abs(amount) < Most
            ? amount == 0
                ? 0m
                : amount
            : null;

    /// <summary>20251231 (format 102), 2025-12-31, and both with a time or a zone behind. A date has no zone: it is the day that is written.</summary>
    public static DateOnly? Date(string? text)
    {
        if (text is null)
            return null;
        var day = text.Trim();
        if (day.Length >= 10 && day[4] == '-')
            return Exact(day[..10], "yyyy-MM-dd");
        return day.Length is 8 or 12 or 14 ? Exact(day[..8], "yyyyMMdd") : null;
    }

    private static DateOnly? Exact(string day, string form) =>
        DateOnly.TryParseExact(day, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && date.Year is >= 1970 and < 2200
            ? date
            : null;
}
