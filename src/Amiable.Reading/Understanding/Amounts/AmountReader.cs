using System.Globalization;
using System.Text.RegularExpressions;
using Amiable.Replies;

namespace Amiable.Reading.Understanding.Amounts;

/// <summary>Finds sums of money: figures with a currency, or with two decimals, in the ways of the countries we know.</summary>
public static partial class AmountReader
{
    /// <summary>The sums in the order of the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="taken">Passages already understood as something else: dates, numbers of invoices, telephones.</param>
    public static IReadOnlyList<FoundAmount> Read(WrittenText text, IEnumerable<Span> taken)
    {
        var spans = taken.ToList();
        var found = new List<FoundAmount>();
        foreach (Match match in Figure().Matches(text.Folded))
        {
            var span = new Span(match.Index, match.Length);
            if (spans.Exists(t => t.Start < span.End && span.Start < t.End))
                continue;
            var currency = Currency(match.Groups["before"].Value) ?? Currency(match.Groups["after"].Value);
            var figure = match.Groups["figure"].Value;
            if (currency is null && !Cents().IsMatch(figure) || match.Groups["unit"].Success)
                continue;
            if (Value(figure) is { } value and > 0 and < 1_000_000_000)
                found.Add(new(span, match.Groups["k"].Success ? value * 1000 : value, currency));
        }
        return found;
    }

    /// <summary>"1.250,40", "1,250.40", "1 250,40", "1'250.40", "1250,4": the last separator is the decimal one unless three digits follow it.</summary>
    public static decimal? Value(string figure)
    {
        var plain = figure.Replace(" ", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal).TrimEnd('.', ',', '-');
        var last = plain.LastIndexOfAny(['.', ',']);
        if (last >= 0)
        {
            var decimals = plain.Length - last - 1;
            var isOnly = plain.IndexOfAny(['.', ',']) == last;
            var isDecimal = decimals is 1 or 2 || decimals != 3 && isOnly;
            var whole = plain[..last].Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
            plain = isDecimal ? $"{whole}.{plain[(last + 1)..]}" : whole + plain[(last + 1)..];
        }
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private static string? Currency(string sign) =>
        sign.Trim().TrimEnd('.') switch
        {
            "" => null,
            "€" or "eur" or "euro" or "euros" or "eurow" or "eurot" => "EUR",
            "$" or "usd" or "us$" or "dollars" or "dollar" or "bucks" => "USD",
            "£" or "gbp" or "pounds" or "quid" => "GBP",
            "zl" or "pln" or "zlotych" or "zlote" or "zloty" => "PLN",
            "chf" or "fr" or "sfr" or "franken" or "francs" => "CHF",
            "r$" or "brl" or "reais" => "BRL",
            var other => other.ToUpperInvariant(),
        };

    [GeneratedRegex(
        @"(?:(?<before>€|us\$|r\$|\$|£|\b(?:eur|usd|gbp|pln|chf|zl|cad|aud|sek|dkk|nok|czk))\s?)?(?<![\w/-]|\d[.,])(?<figure>\d{1,3}(?:[ '.,]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2}(?!\d))?)(?:,-{1,2}|,–)?(?<k> ?k)?(?:\s?(?<after>€|\$|£|(?:euros?|eur|eurow|usd|dollars?|gbp|pounds|quid|pln|zl|zlotych|zlote|zloty|chf|franken|reais|cad|aud|sek|dkk|nok|czk)\b))?(?![\w-]|[.,]\d| ?%)(?<unit> ?(?:/ ?(?:st|u|h|kg|m|piece|unit|pz)|(?:pro|je|per|par|por) (?:stk|stuck|stuk|stunde|unit|piece|hour|kg|unite|piece|unidad|hora|pezzo)))?"
    )]
    private static partial Regex Figure();

    [GeneratedRegex(@"[.,]\d\d$")]
    private static partial Regex Cents();
}
