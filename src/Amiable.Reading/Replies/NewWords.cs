using System.Text.RegularExpressions;

namespace Amiable.Reading.Replies;

/// <summary>Cuts off what stands under the closing words or the sender's name: slogans, opening hours, company data. They are nobody's answer.</summary>
internal static partial class NewWords
{
    /// <summary>Where the answer ends.</summary>
    public static int End(string text, string fromName)
    {
        var names = NameParts().Matches(fromName).Select(m => m.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var lines = Lines(text).ToList();
        var seen = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = text[lines[i].Start..lines[i].End].Trim();
            if (line.Length == 0)
                continue;
            // A signature is no signature when nothing was said before it.
            if (seen && (Closing().IsMatch(line) || IsSender(line, names)) && !HasQuestion(text, lines[i].End))
                return lines[i].Start;
            seen |= !Greeting().IsMatch(line);
        }
        return text.Length;
    }

    private static bool IsSender(string line, HashSet<string> names)
    {
        if (line.Length > 45 || Digit().IsMatch(line) || line[^1] is '?' or '!' or ':' or ',')
            return false;
        var words = NameParts().Matches(line).Select(m => m.Value).ToList();
        return words.Count is > 0 and <= 4 && char.IsUpper(words[0][0]) && words.Exists(names.Contains);
    }

    /// <summary>A question or a postscript after the closing words is still an answer.</summary>
    private static bool HasQuestion(string text, int from) => text.AsSpan(from).Contains('?') || Postscript().IsMatch(text[from..]);

    private static IEnumerable<(int Start, int End)> Lines(string text)
    {
        for (var start = 0; start <= text.Length; )
        {
            var end = text.IndexOf('\n', start);
            if (end < 0)
                end = text.Length;
            yield return (start, end);
            start = end + 1;
        }
    }

    [GeneratedRegex(@"\p{L}[\p{L}'’-]{2,}")]
    private static partial Regex NameParts();

    [GeneratedRegex(@"\d")]
    private static partial Regex Digit();

    [GeneratedRegex(@"^\s*p\.?\s?s\.?\s*[:.]?\s", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Postscript();

    [GeneratedRegex(
        @"^(?:(?:hi|hello|dear|good (?:morning|afternoon|day)|bonjour|bonsoir|madame|monsieur|guten (?:tag|morgen)|hallo|sehr geehrte|hola|buen[oa]s|estimad|muy señor|buongiorno|buonasera|gentil|egregi|salve|goede|beste|geachte|dag|bom dia|boa tarde|exm|car[oa]s?|olá|dzień dobry|szanown|witam)\b.{0,40})[,:!.]?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Greeting();

    [GeneratedRegex(
        @"^(?:(?:kind(?:est)?|best|warm|many)?\s*regards|best(?: wishes)?|yours (?:sincerely|faithfully|truly)|sincerely|(?:bien |très )?cordialement|cdlt|cdt|(?:sincères |meilleures )?salutations(?: distinguées)?|bien à vous|(?:mit )?(?:freundlichen?|besten?|herzlichen?|vielen?|viele)\s*(?:grüßen?|grüssen?|gruß)|mfg|(?:un )?(?:cordial(?:es)? )?saludos?(?: cordiales)?|atentamente|cordiali saluti|distinti saluti|saluti|(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|groeten|mvg|atenciosamente|(?:com os )?(?:melhores )?cumprimentos|abraços?|z poważaniem|pozdrawiam|pozdrowienia)\b.{0,30}$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Closing();
}
