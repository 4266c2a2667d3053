using System.Text.RegularExpressions;

namespace Amiable.Writing;

/// <summary>What a number counts, as told by the words beside it, in all seven languages at once (the text is folded: no accents).</summary>
internal static partial class Units
{
    private static readonly Dictionary<string, string[]> CurrencyWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["€"] = ["EUR"],
        ["£"] = ["GBP"],
        ["¥"] = ["JPY", "CNY"],
        ["US$"] = ["USD"],
        ["R$"] = ["BRL"],
        ["CA$"] = ["CAD"],
        ["C$"] = ["CAD"],
        ["A$"] = ["AUD"],
        ["AU$"] = ["AUD"],
        ["NZ$"] = ["NZD"],
        ["S$"] = ["SGD"],
        ["HK$"] = ["HKD"],
        ["MX$"] = ["MXN"],
        ["Fr."] = ["CHF"],
        ["SFr."] = ["CHF"],
        ["euro"] = ["EUR"],
        ["euros"] = ["EUR"],
        ["pound"] = ["GBP"],
        ["pounds"] = ["GBP"],
        ["livres"] = ["GBP"],
        ["pfund"] = ["GBP"],
        ["libras"] = ["GBP"],
        ["sterline"] = ["GBP"],
        ["pond"] = ["GBP"],
        ["francs"] = ["CHF"],
        ["franken"] = ["CHF"],
        ["francos"] = ["CHF"],
        ["franchi"] = ["CHF"],
        ["frank"] = ["CHF"],
        ["dollar"] = ["USD"],
        ["dollars"] = ["USD"],
        ["dolares"] = ["USD"],
        ["dollari"] = ["USD"],
        ["reais"] = ["BRL"],
        ["pesos"] = ["MXN"],
        ["yen"] = ["JPY"],
        ["yens"] = ["JPY"],
    };

    /// <summary>The currency that stands right before a number, and how many characters it and its space take.</summary>
    public static (string[] Codes, int Length)? MoneyBefore(string before, Locale locale) => Money(CurrencyBefore().Match(before), locale);

    /// <summary>The currency that stands right after a number.</summary>
    public static (string[] Codes, int Length)? MoneyAfter(string after, Locale locale) => Money(CurrencyAfter().Match(after), locale);

    public static bool IsMoneyBefore(string before) => Money(CurrencyBefore().Match(before), Locale.For("en")) is not null;

    public static bool IsMoneyAfter(string after) =>
        Money(CurrencyAfter().Match(after), Locale.For("en")) is not null || IsMultiplied(after);

    /// <summary>Thousands and millions said after the figure: "4 k€", "1,5 Mio. EUR", "3 TEUR".</summary>
    public static bool IsMultiplied(string after) => Multiplier().IsMatch(after);

    public static bool IsPercent(string after) => Percent().IsMatch(after);

    /// <summary>Instalments and repetitions: "3 Raten", "2 fois".</summary>
    public static bool IsManyTimes(string after) => ManyTimes().IsMatch(after);

    /// <summary>"day" for days, "other" for hours, weeks, months and years; null for anything else. A word may stand between: "3 business days".</summary>
    public static string? TimeAfter(string after) =>
        Days().IsMatch(after) ? "day"
        : OtherTimes().IsMatch(after) ? "other"
        : null;

    /// <summary>A span of time still to come: "within", "sous", "innerhalb von".</summary>
    public static bool IsDeadline(string before) => Deadline().IsMatch(before);

    public static bool IsOfInvoices(string after) => Invoices().IsMatch(after);

    private static (string[] Codes, int Length)? Money(Match match, Locale locale)
    {
        if (!match.Success)
            return null;
        var word = match.Groups["currency"].Value;
        if (word == "$")
            return (OwnDollar(locale), match.Length);
        if (CurrencyWords.TryGetValue(word, out var codes))
            return (codes, match.Length);
        if (Currencies.IsKnown(word) || word.Equals("eur", StringComparison.OrdinalIgnoreCase))
            return ([word.ToUpperInvariant()], match.Length);
        // An unknown sign of money is money all the same: of no currency we know, so no amount can match it.
        return char.GetUnicodeCategory(word[^1]) == System.Globalization.UnicodeCategory.CurrencySymbol ? ([], match.Length) : null;
    }

    // A bare $ is the reader's own dollar.
    private static string[] OwnDollar(Locale locale) =>
        locale.Country switch
        {
            "CA" => ["CAD"],
            "AU" => ["AUD"],
            "NZ" => ["NZD"],
            "SG" => ["SGD"],
            "MX" => ["MXN"],
            "AR" => ["ARS"],
            "CL" => ["CLP"],
            "CO" => ["COP"],
            _ => ["USD"],
        };

    [GeneratedRegex(@"(?<![\p{L}\p{Sc}])(?<currency>\p{Lu}{0,2}\p{Sc}|S?Fr\.|\p{L}{3}) ?\z")]
    private static partial Regex CurrencyBefore();

    [GeneratedRegex(@"^ ?(?<currency>\p{Lu}{0,2}\p{Sc}|S?Fr\.|\p{L}{3,})(?![\p{L}\p{Sc}])")]
    private static partial Regex CurrencyAfter();

    [GeneratedRegex(
        @"^[ -]?(?:[kmt]|mm|[kmt]€|[kmt](?:eur|usd|gbp|chf)|mio|mrd|mln|mld|bn|mn|tsd|thousand|hundred|mille|mil|tausend|hundert|duizend|honderd|mila|(?:m|b|tr)ill?i(?:on|oen|one|oni|onen|ard|ards|arden|ardi)s?|milhoes|milhao|millones|miljoen|miljard|lakh|crore)(?!\p{L})",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Multiplier();

    [GeneratedRegex(
        @"^ ?(?:[%‰]|per ?cent|pour ?cent|prozent|por ?ciento|per ?cento|procent|por ?cento|pct|bps|points?|punkte?|puntos?|punti|punten|pontos?)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Percent();

    [GeneratedRegex(
        @"^[ -]?(?:\p{L}+ )?(?:raten?|instal\p{L}*|versements?|mensualites?|echeances?|echeanciers?|plazos?|cuotas?|termijnen|prestac\p{L}*|tranches?|fois|times|mal|keer|volte|veces|vezes)(?!\p{L})",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex ManyTimes();

    [GeneratedRegex(
        @"^[ \n-]*(?:\p{L}+[ \n])?(?:days?|jours?|\p{L}*tage?n?s?|dias?|giorn[oi]|\p{L}*dag(?:en)?)(?!\p{L})",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Days();

    [GeneratedRegex(
        @"^[ \n-]*(?:\p{L}+[ \n])?(?:h|hours?|hrs?|heures?|\p{L}*stunden?|horas?|or[ae]|uur|uren|min|minut\p{L}*|weeks?|semaines?|\p{L}*wochen?|semanas?|settiman[ae]|weken|months?|mois|\p{L}*monat(?:en?|s)?|mes(?:es)?|mes[ei]|maand(?:en)?|years?|ans?|annees?|jahre?n?s?|anos?|ann[oi]|jaar|jaren|quarters?|trimestr\p{L}*)(?!\p{L})",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex OtherTimes();

    [GeneratedRegex(
        @"(?<!\p{L})(?:within|in|next|another|sous|dans|d'ici|prochains|delai|innerhalb|binnen|nachsten|frist|en|dentro|plazo|proximos|entro|fra|tra|prossimi|termine|over|volgende|komende|termijn|em|prazo)(?:[ \n]+(?:of|the|les|un|de|von|der|den|los|un|i|gli|een|van|o|os))*[ \n]+\z",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Deadline();

    [GeneratedRegex(
        @"^(?:[ \n]+\p{L}[\p{L}'-]*){0,2}[ \n]+(?:invoice|factur|factuur|faktur|rechnung|fattur|fatur|posten|item|document|dokument|beleg)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Invoices();
}
