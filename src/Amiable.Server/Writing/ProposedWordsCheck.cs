using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Amiable.Reading.Understanding;

namespace Amiable.Writing;

/// <summary>
/// Whether words that a language model proposes may stand in a message: form, length, language, no figure, name, link or account number that the brief does not
/// explain, no word a creditor must not use, no tone that is not the one planned. A false alarm costs nothing: the built-in words are written then.
/// </summary>
internal static partial class ProposedWordsCheck
{
    private const int LongestParagraph = 600;
    private const int MostWords = 150;
    private const int FewestLetters = 40;

    /// <summary>What is wrong, in an English sentence each.</summary>
    public static IEnumerable<string> Faults(MessageBrief brief, ProposedWords words)
    {
        var form = Form(words).ToList();
        if (form.Count > 0)
            return form;
        List<string> filled;
        try
        {
            filled = Filled(brief, words);
        }
        catch (FormatException)
        {
            return
            [
                $"Only these places may stand in braces: {string.Join(", ", new WordingBrief(brief).Places.Keys.Select(p => $"{{{p}}}"))}. No square brackets.",
            ];
        }
        return [.. Figures(brief, filled), .. Conduct(brief, filled), .. Names(brief, filled), .. Language(brief, words)];
    }

    private static IEnumerable<string> Form(ProposedWords words)
    {
        if (words.Subject.Length is < 5 or > 200)
            yield return "The subject is missing, or too long.";
        if (words.Before.Count is < 1 or > 3 || words.After.Count > 3)
            yield return "Write one or two paragraphs before the table and one or two after it.";
        var all = string.Join('\n', words.Lines);
        if (words.Lines.Any(l => l.Length > LongestParagraph || l.Trim().Length == 0) || Word().Count(all) > MostWords)
            yield return "It is too long.";
        if (all.Count(char.IsLetter) < FewestLetters)
            yield return "It is too short.";
        if (
            all.Contains('!', StringComparison.Ordinal)
            || words.Lines.Any(l => l.AsSpan().IndexOfAny('\n', '\r') >= 0)
            || Markup().IsMatch(all)
        )
            yield return "Plain sentences only: no exclamation mark, no line break, no list, no markup.";
        if (
            words
                .Lines.SelectMany(l => l.EnumerateRunes())
                .Any(r =>
                    Rune.GetUnicodeCategory(r)
                        is UnicodeCategory.OtherSymbol
                            or UnicodeCategory.Control
                            or UnicodeCategory.Format
                            or UnicodeCategory.PrivateUse
                            or UnicodeCategory.Surrogate
                )
        )
            yield return "No emoji and no characters that do not show.";
        if (words.Before.Concat(words.After).Any(p => p.TrimEnd() is not [.., '.' or '?' or ':']))
            yield return "Each paragraph is made of whole sentences; greeting and closing formula are added by the program.";
    }

    /// <summary>As the customer would read it.</summary>
    /// <exception cref="FormatException">It has a place that there is not.</exception>
    internal static List<string> Filled(MessageBrief brief, ProposedWords words)
    {
        var phrases = new BriefPhrases(SoundBrief.Of(brief));
        var places = new WordingBrief(brief).Places.Keys.ToHashSet();
        return [.. words.Lines.Select(l => phrases.Fill(phrases.Texts.Proposed(l, places)))];
    }

    // A message may leave a day later than planned: what holds today only, such as a number of days, is no fact.
    private static IEnumerable<string> Figures(MessageBrief brief, List<string> filled)
    {
        var told = WordingBrief.AsFarAsTold(brief);
        var text = string.Join('\n', filled);
        var unexplained = NumberLock
            .Check(told, text)
            .Concat(NumberLock.Check(told with { SentOn = brief.SentOn.AddDays(1) }, text))
            .Select(u => u.Text)
            .Distinct()
            .ToList();
        if (unexplained.Count > 0)
            yield return $"No figure, date, link or number of your own; use the places. Not explained: {string.Join(", ", unexplained)}.";
    }

    private static IEnumerable<string> Conduct(MessageBrief brief, List<string> filled)
    {
        var said = filled.SelectMany(l => ConductCheck.Check(brief, l).Concat(ConductCheck.CheckProposed(brief, l))).Distinct().ToList();
        if (said.Count > 0)
            yield return $"These words have no place in this message: {string.Join(", ", said)}.";
    }

    private static IEnumerable<string> Names(MessageBrief brief, List<string> filled)
    {
        var names = filled.SelectMany(l => UnknownNames.In(brief, l)).Distinct().ToList();
        if (names.Count > 0)
            yield return $"No names but by places. Not known: {string.Join(", ", names)}.";
    }

    private static IEnumerable<string> Language(MessageBrief brief, ProposedWords words)
    {
        var prose = Place().Replace(string.Join('\n', words.Before.Concat(words.After)), " ");
        if (LanguageGuess.Of(WrittenText.Of(prose))[0] != brief.Language)
            yield return $"Write in the language \"{brief.Language}\".";
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"[<>*_#`|~\\]|^\s*[-–•]", RegexOptions.Multiline)]
    private static partial Regex Markup();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();
}
