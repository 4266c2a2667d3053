using System.Globalization;
using System.Text.RegularExpressions;

namespace Amiable.Documents.Text;

/// <summary>Finds figures in all the ways of writing them: 1.234,56 · 1 234,56 · 1'234.56 · 1,234.56 · 1,23,456.00 · 120,-.</summary>
internal static partial class AmountFinder
{
    public static (List<Amount> Amounts, List<Percentage> Percentages) Find(IReadOnlyList<Line> lines)
    {
        var amounts = new List<Amount>();
        var percentages = new List<Percentage>();
        var found = lines
            .SelectMany(line => line.Cells)
            .Where(cell => cell.Text.Any(char.IsAsciiDigit))
            .SelectMany(cell => Figure().Matches(cell.Text).Select(match => (Cell: cell, Match: match)))
            .ToList();
        var comma = DecimalIsComma(found.Select(one => one.Match.Groups["num"].Value));
        foreach (var (cell, match) in found)
        {
            var figure = match.Groups["num"];
            if (Parse(figure.Value, comma) is not var (value, cents))
                continue;
            var place = PlaceOf(match, cell);
            if (match.Groups["pct"].Success)
                percentages.Add(new(value, place));
            else if (value < 1_000_000_000_000)
                amounts.Add(new(value, IsNegative(match, cell.Text), cents, CurrencyOf(match, cell, place), place));
        }
        return (amounts, percentages);
    }

    // "VAT 120.00": three capitals that are no currency are not part of the amount.
    private static Passage PlaceOf(Match match, Cell cell)
    {
        var (figure, before, behind) = (match.Groups["num"], match.Groups["before"], match.Groups["behind"]);
        var from = before.Success && Currencies.Code(before.Value) is null ? figure.Index : match.Index;
        var to = behind.Success && Currencies.Code(behind.Value) is null ? figure.Index + figure.Length : match.Index + match.Length;
        return cell.Part(from, to - from);
    }

    private static bool IsNegative(Match match, string text) =>
        match.Groups["sign"].Success
        || match.Groups["after"].Success
        || (
            match.Index > 0
            && text[match.Index - 1] == '('
            && match.Index + match.Length < text.Length
            && text[match.Index + match.Length] == ')'
        );

    /// <summary>Beside the figure, or alone in the next column.</summary>
    private static string? CurrencyOf(Match match, Cell cell, Passage place)
    {
        if (Currencies.Code(match.Groups["before"].Value) is { } before)
            return before;
        if (Currencies.Code(match.Groups["behind"].Value) is { } behind)
            return behind;
        var words = cell.Line.Words;
        if (place.First == cell.First && cell.First > 0 && Currencies.Code(words[cell.First - 1].Text) is { } left)
            return left;
        return place.Last == cell.Last && cell.Last + 1 < words.Count && words[cell.Last + 1].Left - cell.Right < 6 * cell.Line.Height
            ? Currencies.Code(words[cell.Last + 1].Text)
            : null;
    }

    // A figure with two marks, or with two decimals, shows which mark is the decimal one.
    private static bool DecimalIsComma(IEnumerable<string> figures)
    {
        var votes = 0;
        foreach (var figure in figures)
        {
            var mark = figure.LastIndexOfAny([',', '.']);
            if (mark < 0 || figure.Length - mark != 3)
                continue;
            votes += figure[mark] == ',' ? 1 : -1;
        }
        return votes > 0;
    }

    private static (decimal Value, bool Cents)? Parse(string figure, bool comma)
    {
        var text = new string([.. figure.Where(letter => char.IsAsciiDigit(letter) || letter is ',' or '.')]);
        var dashed = figure[^1] is '-' or '–' or '—';
        var mark = text.LastIndexOfAny([',', '.']);
        var decimals = mark < 0 ? 0 : text.Length - mark - 1;
        var marks = text.Count(letter => letter is ',' or '.');
        // One mark and three digits after it: a group of thousands unless the document's decimals are written with that mark.
        var groups = decimals == 3 && (marks > 1 ? text.Distinct().Count(letter => letter is ',' or '.') == 1 : text[mark] == ',' != comma);
        if (groups || dashed)
            (mark, decimals) = (-1, dashed ? 2 : 0);
        var whole = new string([.. (mark < 0 ? text : text[..mark]).Where(char.IsAsciiDigit)]);
        var part = mark < 0 ? "" : text[(mark + 1)..];
        return
            whole.Length is > 0 and <= 15
            && decimal.TryParse(
                part.Length == 0 ? whole : $"{whole}.{part}",
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var value
            )
            ? (value, decimals == 2)
            : null;
    }

    private const string Sign =
        @"€|£|\$|₹|¥|₺|zł|Kč|Fr\.|Rs\.?|kr\.?|(?:US|AU|CA|NZ|HK|SG|A|C|R|S)\$|[A-Z]{3}(?![\p{L}])|Euros?\b|EUROS?\b|euros?\b|Eur\b";

    [GeneratedRegex(
        @"(?<![\p{L}\d][.,/:'’-]?)(?:(?<before>"
            + Sign
            + @")\s?)?(?<sign>[-−–]\s?)?(?:(?<before>"
            + Sign
            + @")\s?)?(?<sign>[-−–])?(?<num>\d{1,3}(?:\.\d{3})+(?:,\d{1,4})?(?!\d)|\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d{1,4})?(?!\d)|\d{1,3}(?:[ \u00a0\u202f\u2009'’´`]\d{3})+(?:[.,]\d{1,4})?(?!\d)|\d+[.,](?:--?|–|—)(?!\d)|\d+(?:[.,]\d{1,4})?)(?![\d]|[.,:/'’]\d)(?:(?<after>-)(?!\S)|\s?(?<pct>%)|\s?(?<behind>"
            + Sign
            + @")|(?![\p{L}/:]))",
        RegexOptions.None,
        1_000
    )]
    private static partial Regex Figure();
}
