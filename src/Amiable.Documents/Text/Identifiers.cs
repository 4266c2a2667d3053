using System.Text.RegularExpressions;

namespace Amiable.Documents.Text;

/// <summary>Numbers as documents give them to invoices and orders: RE-20140519/499, FT 2024A/12, 562044387.</summary>
internal static partial class Identifiers
{
    /// <summary>The one that begins at, or a sign of "number" after, this word.</summary>
    public static (string Value, Passage Place)? At(Sheet sheet, Line line, int word)
    {
        var at = word;
        while (at < line.Words.Count && at < word + 3 && IsSign(line.Words[at].Text))
            at++;
        if (at >= line.Words.Count)
            return null;
        var last = at;
        if (Series().IsMatch(Trim(line.Words[at].Text)) && !LabelWords.Months.ContainsKey(Letters.Plain(Trim(line.Words[at].Text))))
            last = Joins(line, at) && line.Words[at + 1].Text.Any(char.IsAsciiDigit) ? at + 1 : at;
        if (line.Words[last].Text.All(char.IsAsciiDigit))
            while (
                Joins(line, last) && line.Words[last + 1].Text.All(char.IsAsciiDigit) && !StartsDate(sheet, line, last + 1) && last < at + 4
            )
                last++;
        var place = new Passage(line, at, last);
        var value = Trim(place.Text);
        return IsIdentifier(value) && !StartsDate(sheet, line, at) ? (value, place) : null;
    }

    public static bool IsIdentifier(string value) =>
        value.Length is >= 1 and <= 32
        && value.Any(char.IsAsciiDigit)
        && !NoIdentifier().IsMatch(value)
        && !DateFinder.IsDate(value)
        && !value.Contains('@', StringComparison.Ordinal);

    private static bool Joins(Line line, int word) =>
        word + 1 < line.Words.Count && line.Words[word + 1].Left - line.Words[word].Right < 0.6 * line.Height;

    private static bool StartsDate(Sheet sheet, Line line, int word) =>
        sheet.DatesOfLine[line].Any(date => date.Place.First == word && date.Place.Last >= word);

    private static bool IsSign(string text)
    {
        var pieces = new List<string>();
        Letters.Fold(text, pieces);
        return pieces.TrueForAll(piece => piece == "nr") && !text.Any(char.IsAsciiDigit);
    }

    private static string Trim(string text) =>
        text.Trim().Trim('#', ':', ',', ';', '(', ')', '[', ']', '"', '*', '|', '“', '”', '„').TrimEnd('.').TrimStart('.', '-').Trim();

    [GeneratedRegex(@"^\p{Lu}{1,6}[-/.]?$")]
    private static partial Regex Series();

    // Money, shares, times, pages, phone numbers, web addresses, and words of quantity.
    [GeneratedRegex(
        @"^[-+]?\d{1,3}(?:[.,' ]?\d{3})*[.,]\d{2}$|%|^[€$£]|[€$£]$|^\d{1,2}:\d{2}|^\d{1,2}/\d{1,2}$|^\+\d|^https?:|^www\.|^\(\d+\)$|^\d+(?:GB|MB|kWh|kg|h|x|er|st|nd|rd|th|º|ª)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NoIdentifier();
}
