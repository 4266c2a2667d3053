using System.Globalization;

namespace Amiable.Ui;

/// <summary>How amounts, numbers and dates are written for whoever reads the screen. The only place in the UI where that is decided.</summary>
public sealed class Reader
{
    private const string Nbsp = "\u00a0";

    private static readonly Dictionary<string, string> Symbols = new()
    {
        ["EUR"] = "€",
        ["GBP"] = "£",
        ["USD"] = "$",
        ["JPY"] = "¥",
    };

    private readonly bool _symbolFirst;
    private readonly Lazy<Dictionary<string, string>> _countries;

    internal Reader(string language)
    {
        // British rather than American: day before month, as everywhere else in Europe.
        Culture = CultureInfo.ReadOnly(
            new CultureInfo(language == "en" ? "en-GB" : language) { NumberFormat = { NegativeSign = "\u2212" } }
        );
        _symbolFirst = language == "en";
        _countries = new(() => CountryNames(Culture));
    }

    public CultureInfo Culture { get; }

    /// <summary>"€6,480.50", "CHF 1,205.00"; "6 480,50 €" in French. The currency is always shown, minus is a real minus.</summary>
    public string Amount(Money money) => Amount(money, Currencies.Exponent(money.Currency));

    /// <summary>The currency of a symbol or code: "€", "eur"; null when it is none.</summary>
    public static string? CurrencyOf(string written) =>
        Currencies.IsKnown(written.ToUpperInvariant()) ? written.ToUpperInvariant() : Symbols.FirstOrDefault(s => s.Value == written).Key;

    /// <summary>Without decimals, for large figures where cents are noise: "€84,310".</summary>
    public string Rounded(Money money) => Amount(money, 0);

    public string Number(long number) => number.ToString("N0", Culture);

    /// <summary>"64%", "64 %".</summary>
    public string Percent(decimal share) => (share * 100).ToString("N0", Culture) + (_symbolFirst ? "%" : "\u202f%");

    /// <summary>"Tue 14 Apr"; with the year when it is another one: "14 Apr 2025".</summary>
    public string Day(DateOnly day, DateOnly today) =>
        day.Year == today.Year ? day.ToString("ddd d MMM", Culture) : day.ToString("d MMM yyyy", Culture);

    /// <summary>"14 Apr 2026".</summary>
    public string Day(DateOnly day) => day.ToString("d MMM yyyy", Culture);

    /// <summary>"14 Apr": under a bar of a chart.</summary>
    public string ShortDay(DateOnly day) => day.ToString("d MMM", Culture);

    /// <summary>"Tuesday 14 April 2026".</summary>
    public string FullDay(DateOnly day) => day.ToString("dddd d MMMM yyyy", Culture);

    /// <summary>"09:12".</summary>
    public string Time(TimeOnly time) => time.ToString("HH:mm", Culture);

    /// <summary>The name of a country (ISO 3166-1 alpha-2): "Germany", "Allemagne"; its code when there is none.</summary>
    public string Country(string code) => _countries.Value.GetValueOrDefault(code, code);

    /// <summary>Every country we know something of, by its name, for a Field of type select.</summary>
    public IEnumerable<Choice> Countries =>
        Places
            .Countries.Select(code => new Choice(code, Country(code)))
            .OrderBy(c => c.Text, Culture.CompareInfo.GetStringComparer(CompareOptions.None));

    // The framework names a country in a language only as the place where that language is spoken: "français (Allemagne)".
    private static Dictionary<string, string> CountryNames(CultureInfo culture)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = culture;
            return Places.Countries.ToDictionary(code => code, code => CountryName(culture.TwoLetterISOLanguageName, code));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static string CountryName(string language, string code)
    {
        var spokenThere = new CultureInfo($"{language}-{code}").DisplayName;
        var from = spokenThere.IndexOf('(', StringComparison.Ordinal);
        return from < 0 ? code : spokenThere[(from + 1)..^1].Replace('[', '(').Replace(']', ')');
    }

    /// <summary>A label inside a sentence: "Professional" becomes "professional", "SMS" stays.</summary>
    public string InSentence(string label) =>
        label.Length < 2 || char.IsUpper(label[1]) ? label : Culture.TextInfo.ToLower(label[0]) + label[1..];

    /// <summary>An argument of a text, as it stands in a sentence.</summary>
    internal string Write(object? value) =>
        value switch
        {
            Money money => Amount(money),
            DateOnly day => Day(day),
            int number => Number(number),
            long number => Number(number),
            IFormattable other => other.ToString(null, Culture),
            _ => value?.ToString() ?? "",
        };

    private string Amount(Money money, int decimals)
    {
        var figure = Math.Abs(money.Major).ToString("N" + decimals, Culture);
        var sign = money.IsNegative ? "\u2212" : "";
        var symbol = Symbols.GetValueOrDefault(money.Currency);
        if (!_symbolFirst)
            return $"{sign}{figure}{Nbsp}{symbol ?? money.Currency}";
        return symbol is null ? $"{sign}{money.Currency}{Nbsp}{figure}" : sign + symbol + figure;
    }
}
