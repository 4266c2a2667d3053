using System.Text.RegularExpressions;
using Amiable.Replies;

namespace Amiable.Reading.Understanding;

/// <summary>Cuts a text into sentences. A line that goes on after a break of the mail program is put together again.</summary>
internal static partial class Sentences
{
    /// <summary>Lines at least this long were broken by a mail program, not by whoever wrote.</summary>
    private const int Wrapped = 56;

    public static IEnumerable<Span> Of(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!Ends(text, start, i))
                continue;
            if (Trimmed(text, start, i + 1) is { Length: > 0 } span)
                yield return span;
            start = i + 1;
        }
        if (Trimmed(text, start, text.Length) is { Length: > 0 } rest)
            yield return rest;
    }

    private static bool Ends(string text, int start, int at) =>
        text[at] switch
        {
            '\n' => !GoesOn(text, start, at),
            '!' or '?' => !IsAt(text, at + 1, '!', '?', '.', ')'),
            ';' => true,
            '.' => EndsWithDot(text, at),
            _ => false,
        };

    /// <summary>A dot between digits, after an abbreviation or a day ("am 15. Mai", "n. 12") ends nothing.</summary>
    private static bool EndsWithDot(string text, int at)
    {
        if (IsAt(text, at + 1, '.'))
            return false;
        var next = at + 1;
        while (next < text.Length && text[next] is ' ' or '\u00a0' or '"' or ')')
            next++;
        if (next >= text.Length || text[next] == '\n')
            return true;
        if (next == at + 1)
            return false;
        var word = at;
        while (word > 0 && char.IsLetterOrDigit(text[word - 1]))
            word--;
        if (at - word == 0)
            return true;
        if (char.IsAsciiDigit(text[at - 1]))
            return at - word > 2 && (char.IsUpper(text[next]) || at - word > 4 && char.IsLetter(text[next]))
                || text[next] is '¿' or '¡'
                || char.IsUpper(text[next]) && DayEndsHere().IsMatch(text[Math.Max(0, at - 40)..Math.Min(text.Length, next + 12)]);
        if (Abbreviations.Contains(text[word..at].ToLowerInvariant()))
            return false;
        // "M. Garrec", "p. ej."; a single letter is an initial.
        return at - word > 1 && !char.IsLower(text[next]);
    }

    /// <summary>"Avant le 20. Merci": a day behind the word for it ends a sentence, unless its month follows.</summary>
    [GeneratedRegex(
        @"(?:\b(?:le|du|au|el|al|del|día|dia|il|il giorno|entro il|the|on|by|op|per|de|vóór|zum|am|bis|den|dem|do|dnia)|\d) \d{1,2}\. (?!jan|f[eé]b|f[eé]v|m[aä]r|mai|maj|apr|avr|kwi|jun|juin|jui|jul|cze|lip|lug|giu|aug|ago|ao[uû]|sie|sep|set|wrz|okt|oct|ott|out|pa[zź]|nov|lis|dez|dec|dic|d[eé]c|gru|sty|lut|ene|gen|abr|mag|mahn|rate|zahl|erinn|tag|quart)\p{L}{1,12}",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex DayEndsHere();

    private static bool GoesOn(string text, int start, int at)
    {
        if (at + 1 >= text.Length || text[at + 1] == '\n' || at == 0)
            return false;
        var line = text.LastIndexOf('\n', at - 1) + 1;
        var next = text[at + 1];
        return at - Math.Max(line, start) >= Wrapped
                && text[at - 1] is not ('.' or ':' or '!' or '?')
                && (char.IsLower(next) || char.IsAsciiDigit(next) || next == '(')
            || text[at - 1] == ',' && char.IsLower(next) && at - line > 25;
    }

    private static bool IsAt(string text, int at, params ReadOnlySpan<char> any) => at < text.Length && any.Contains(text[at]);

    private static Span Trimmed(string text, int from, int to)
    {
        while (from < to && char.IsWhiteSpace(text[from]))
            from++;
        while (to > from && char.IsWhiteSpace(text[to - 1]))
            to--;
        return new(from, to - from);
    }

    private static readonly HashSet<string> Abbreviations =
    [
        "nr",
        "no",
        "num",
        "fac",
        "fact",
        "ref",
        "réf",
        "rech",
        "tel",
        "tél",
        "mr",
        "mrs",
        "ms",
        "dr",
        "dott",
        "sr",
        "sra",
        "sig",
        "geom",
        "rag",
        "ing",
        "inv",
        "approx",
        "ca",
        "bzw",
        "inkl",
        "zzgl",
        "evtl",
        "ggf",
        "usw",
        "str",
        "vs",
        "ns",
        "rif",
        "fatt",
        "dña",
        "uds",
        "ud",
        "vds",
        "att",
        "dpt",
        "dpto",
        "mme",
        "mlle",
        "env",
        "ext",
        "int",
        "betr",
        "bet",
        "dhr",
        "mevr",
        "excl",
        "incl",
        "art",
        "kl",
        "nb",
        "proc",
        "tys",
        "ul",
        "al",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "okt",
        "nov",
        "dec",
        "dez",
        "dic",
        "déc",
        "janv",
        "févr",
        "avr",
        "juil",
        "lun",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "lt",
        "gem",
        "vgl",
        "abzgl",
        "bgf",
        "etc",
    ];
}
