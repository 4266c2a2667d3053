using System.Globalization;
using System.Text.RegularExpressions;

namespace Amiable.Ui;

/// <summary>What a person typed into a form, read the way they write: the other way round is <see cref="Reader"/>.</summary>
public static partial class Typed
{
    /// <summary>
    /// "1,234.50", "1 234,50", "1.234,50", "1234,5". The last mark is the decimal one, except where the reader's language says that a lone mark
    /// before three digits groups them. Null when it is no amount.
    /// </summary>
    public static decimal? Amount(string? text, Reader reader)
    {
        var figures = string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('\'' or '’'))).Replace('\u2212', '-');
        var (comma, point) = (figures.LastIndexOf(','), figures.LastIndexOf('.'));
        var last = Math.Max(comma, point);
        if (last >= 0)
        {
            var mark = figures[last];
            var isAlone = comma < 0 || point < 0;
            var groups =
                isAlone
                && (
                    figures.Count(c => c == mark) > 1
                    || (figures.Length - last == 4 && mark.ToString() == reader.Culture.NumberFormat.NumberGroupSeparator)
                );
            figures = groups
                ? figures.Replace($"{mark}", "", StringComparison.Ordinal)
                : $"{figures[..last].Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal)}.{figures[(last + 1)..]}";
        }
        return decimal.TryParse(
            figures,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var amount
        )
            ? amount
            : null;
    }

    /// <summary>An amount as it may be written with its currency: "€1,234.50", "1 234,50 EUR". Null when it is no amount.</summary>
    public static (decimal Amount, string? Currency)? AmountAndCurrency(string? text, Reader reader)
    {
        var written = WithCurrency().Match((text ?? "").Trim());
        var currency = written.Groups["before"].Value + written.Groups["after"].Value;
        if (!written.Success || (currency.Length > 0 && Reader.CurrencyOf(currency) is null))
            return null;
        return Amount(written.Groups["figures"].Value, reader) is { } amount ? (amount, Reader.CurrencyOf(currency)) : null;
    }

    /// <summary>What a date field posts; null for nothing, or for no date.</summary>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A value for a date field.</summary>
    public static string? Write(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A value for an amount field: "1234.50", in French "1234,50".</summary>
    public static string Write(Money money, Reader reader) =>
        money.Major.ToString("F" + Currencies.Exponent(money.Currency), reader.Culture);

    /// <summary>The value of an enum an address names ("not-due"); the first when it names none.</summary>
    public static TEnum Choice<TEnum>(string? text)
        where TEnum : struct, Enum => Enum.GetValues<TEnum>().FirstOrDefault(value => Choice(value) == text);

    /// <summary>How an address names it.</summary>
    public static string Choice<TEnum>(TEnum value)
        where TEnum : struct, Enum => Words.Kebab(value.ToString());

    [GeneratedRegex(@"^(?<before>\p{L}{3}|\p{Sc})?\s*(?<figures>\d[\d\s.,'’]*?)\s*(?<after>\p{L}{3}|\p{Sc})?$")]
    private static partial Regex WithCurrency();
}
