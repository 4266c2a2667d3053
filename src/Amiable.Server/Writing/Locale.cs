using System.Globalization;

namespace Amiable.Writing;

/// <summary>
/// How dates and amounts are written for a reader of a language in a country. Our own small table and not the system's culture data:
/// what a debtor reads, what the number lock accepts and what a test expects must not change with the version of a system library.
/// </summary>
public sealed class Locale
{
    private const char Space = '\u00A0';

    private readonly LocaleForm form;
    private readonly IReadOnlyList<string> months;

    private Locale(string language, string country, LocaleForm form)
    {
        (Language, Country, this.form) = (language, country, form);
        months = (language, country) == ("de", "AT") ? ["Jänner", .. MonthNames.Of("de").Skip(1)] : MonthNames.Of(language);
    }

    /// <summary>One of <see cref="Languages.Written"/>.</summary>
    public string Language { get; }

    /// <summary>The country whose habits are followed: the one asked for, or the language's home when the pair is not a real one.</summary>
    public string Country { get; }

    /// <summary>What stands between a label and its value: French puts a space before the colon.</summary>
    public string Colon => Language == "fr" ? "\u00A0: " : ": ";

    internal char Group => form.Group;
    internal char Decimal => form.Decimal;
    internal bool MonthFirst => form.Short.StartsWith("MM", StringComparison.Ordinal);
    internal IReadOnlyList<string> Months => months;

    /// <summary>The locale of a language and, where people of that country write that language, of the country. An unknown language is read as English.</summary>
    public static Locale For(string language, string? country = null)
    {
        var written = Languages.Written.Contains(language) ? language : "en";
        if (country is not null && LocaleForm.Known.TryGetValue((written, country), out var known))
            return new Locale(written, country, known);
        var home = LocaleForm.Home[written];
        return new Locale(written, home, LocaleForm.Known[(written, home)]);
    }

    /// <summary>The long form: "30 mars 2026", "30. März 2026", "March 30, 2026".</summary>
    public string Date(DateOnly date)
    {
        var day = date.Day.ToString(CultureInfo.InvariantCulture);
        if (date.Day == 1)
            day = (Language, Country) switch
            {
                ("fr", _) => "1er",
                ("pt", "BR") => "1º",
                _ => day,
            };
        return form
            .Long.Replace("d", day, StringComparison.Ordinal)
            .Replace("y", date.Year.ToString("0000", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("MMMM", months[date.Month - 1], StringComparison.Ordinal)
            // The Spanish and Portuguese "de" is written ~ in the pattern: its d is no day.
            .Replace("~", "de", StringComparison.Ordinal);
    }

    /// <summary>The form of figures: "30/03/2026", "30.03.2026", "03/30/2026".</summary>
    public string ShortDate(DateOnly date) => date.ToString(form.Short, CultureInfo.InvariantCulture);

    /// <summary>
    /// The amount with its currency, always: the sign where nobody can mistake it (€, £, and $ in the United States), else the ISO code.
    /// Spaces are non-breaking.
    /// </summary>
    public string Amount(Money money)
    {
        var figure = Figure(Math.Abs(money.Major), Currencies.Exponent(money.Currency));
        var sign = SignOf(money.Currency);
        var unit = sign ?? money.Currency;
        var written = form.CurrencyFirst ? unit + (sign is not null && form.Tight ? "" : Space) + figure : figure + Space + unit;
        return money.IsNegative ? "-" + written : written;
    }

    /// <summary>A whole number with the locale's thousands: "12 480".</summary>
    public string Number(long number) => (number < 0 ? "-" : "") + Figure(Math.Abs((decimal)number), 0);

    /// <summary>The form that goes with a number of things. All seven languages have two; in French nothing is singular too.</summary>
    public string Plural(long number, string one, string many) => number == 1 || (number == 0 && Language == "fr") ? one : many;

    private string? SignOf(string currency) =>
        (currency, Country) switch
        {
            (_, "CH" or "LI") => null,
            ("EUR", _) => "€",
            ("GBP", _) => "£",
            ("USD", "US") => "$",
            ("BRL", "BR") => "R$",
            _ => null,
        };

    private string Figure(decimal amount, int decimals)
    {
        var digits = amount.ToString("F" + decimals, CultureInfo.InvariantCulture);
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? digits : digits[..point];
        for (var at = whole.Length - 3; at > 0; at -= 3)
            whole = whole.Insert(at, form.Group.ToString());
        return point < 0 ? whole : whole + form.Decimal + digits[(point + 1)..];
    }
}

/// <summary>The habits of one locale.</summary>
/// <param name="Long">Pattern of a long date: d, MMMM, y; ~ stands for "de".</param>
/// <param name="Short">.NET pattern of a short date.</param>
/// <param name="CurrencyFirst">Whether the currency stands before the figure.</param>
/// <param name="Tight">Whether a currency sign before the figure touches it (€1,540.00).</param>
internal sealed record LocaleForm(string Long, string Short, char Group, char Decimal, bool CurrencyFirst = false, bool Tight = false)
{
    private const char Space = '\u00A0';

    private static readonly LocaleForm British = new("d MMMM y", "dd'/'MM'/'yyyy", ',', '.', CurrencyFirst: true, Tight: true);
    private static readonly LocaleForm American = British with { Long = "MMMM d, y", Short = "MM'/'dd'/'yyyy" };
    private static readonly LocaleForm French = new("d MMMM y", "dd'/'MM'/'yyyy", Space, ',');
    private static readonly LocaleForm German = new("d. MMMM y", "dd'.'MM'.'yyyy", '.', ',');
    private static readonly LocaleForm Spanish = new("d ~ MMMM ~ y", "dd'/'MM'/'yyyy", '.', ',');
    private static readonly LocaleForm Mexican = Spanish with { Group = ',', Decimal = '.', CurrencyFirst = true };
    private static readonly LocaleForm Italian = new("d MMMM y", "dd'/'MM'/'yyyy", '.', ',');
    private static readonly LocaleForm Dutch = new("d MMMM y", "dd'-'MM'-'yyyy", '.', ',', CurrencyFirst: true);
    private static readonly LocaleForm Portuguese = new("d ~ MMMM ~ y", "dd'/'MM'/'yyyy", Space, ',');

    internal static readonly IReadOnlyDictionary<string, string> Home = new Dictionary<string, string>
    {
        ["en"] = "GB",
        ["fr"] = "FR",
        ["de"] = "DE",
        ["es"] = "ES",
        ["it"] = "IT",
        ["nl"] = "NL",
        ["pt"] = "PT",
    };

    internal static readonly IReadOnlyDictionary<(string, string), LocaleForm> Known = new Dictionary<(string, string), LocaleForm>
    {
        [("en", "GB")] = British,
        [("en", "IE")] = British,
        [("en", "AU")] = British,
        [("en", "NZ")] = British,
        [("en", "SG")] = British,
        [("en", "CA")] = American with { Short = "yyyy'-'MM'-'dd" },
        [("en", "US")] = American,
        [("fr", "FR")] = French,
        [("fr", "BE")] = French,
        [("fr", "LU")] = French,
        [("fr", "MC")] = French,
        [("fr", "CA")] = French with { Short = "yyyy'-'MM'-'dd" },
        [("fr", "CH")] = Swiss(French),
        [("de", "DE")] = German,
        [("de", "AT")] = German with { Group = Space, CurrencyFirst = true },
        [("de", "LU")] = German,
        [("de", "BE")] = German,
        [("de", "CH")] = Swiss(German),
        [("de", "LI")] = Swiss(German),
        [("es", "ES")] = Spanish,
        [("es", "AR")] = Spanish,
        [("es", "CL")] = Spanish,
        [("es", "CO")] = Spanish,
        [("es", "MX")] = Mexican,
        [("es", "PE")] = Mexican,
        [("it", "IT")] = Italian,
        [("it", "SM")] = Italian,
        [("it", "CH")] = Swiss(Italian),
        [("nl", "NL")] = Dutch,
        [("nl", "BE")] = Dutch with { Short = "dd'/'MM'/'yyyy" },
        [("pt", "PT")] = Portuguese,
        [("pt", "BR")] = Portuguese with { Group = '.', CurrencyFirst = true },
    };

    // All of Switzerland writes CHF 1’540.00 on an invoice, whatever the language.
    private static LocaleForm Swiss(LocaleForm language) =>
        language with
        {
            Short = "dd'.'MM'.'yyyy",
            Group = '\u2019',
            Decimal = '.',
            CurrencyFirst = true,
        };
}

/// <summary>The months in the seven languages, as they stand in a date.</summary>
internal static class MonthNames
{
    private static readonly Dictionary<string, string[]> Names = new()
    {
        ["en"] = "January February March April May June July August September October November December".Split(' '),
        ["fr"] = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".Split(' '),
        ["de"] = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".Split(' '),
        ["es"] = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".Split(' '),
        ["it"] = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".Split(' '),
        ["nl"] = "januari februari maart april mei juni juli augustus september oktober november december".Split(' '),
        ["pt"] = "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".Split(' '),
    };

    internal static IReadOnlyList<string> Of(string language) => Names[language];
}
