namespace Amiable.Reading.Understanding;

/// <summary>In which languages a text is written, by its small words. People mix them.</summary>
public static class LanguageGuess
{
    private static readonly Dictionary<string, Dictionary<string, double>> Small = Tables.Languages.ToDictionary(l => l, Words);

    /// <summary>The most likely language first; a second one when it is written there too. Falls back on the one expected, then English.</summary>
    /// <param name="text">The text.</param>
    /// <param name="expected">The language of the contact, when known.</param>
    public static IReadOnlyList<string> Of(WrittenText text, string? expected = null)
    {
        var scores = Tables.Languages.ToDictionary(l => l, l => l == expected ? 0.6 : 0.0);
        foreach (var word in text.Words)
        foreach (var language in Tables.Languages)
            scores[language] += Small[language].GetValueOrDefault(word.Text);
        var ranked = scores.OrderByDescending(s => s.Value).ThenBy(s => s.Key, StringComparer.Ordinal).ToList();
        var best = ranked[0];
        if (best.Value <= 0)
            return expected is null || !Small.ContainsKey(expected) ? [.. Tables.Languages] : [expected];
        // A short text tells little: every language that is not clearly behind may be meant.
        var enough =
            best.Value < 1.5 ? 0.5
            : best.Value < 4 ? 0.6
            : 0.5;
        return [.. ranked.Where(r => r.Value >= best.Value * enough && r.Value > 0).Take(best.Value < 1.5 ? 3 : 2).Select(r => r.Key)];
    }

    /// <summary>The language of a few words, such as a subject, when one of them is hardly found in another; null when none tells.</summary>
    public static string? Sure(WrittenText text)
    {
        var scores = Tables.Languages.Select(l => (Language: l, Score: text.Words.Sum(w => Small[l].GetValueOrDefault(w.Text)))).ToList();
        var best = scores.MaxBy(s => s.Score);
        return best.Score >= 1 && scores.Count(s => s.Score > best.Score - 0.5) == 1 ? best.Language : null;
    }

    private static Dictionary<string, double> Words(string language)
    {
        var words = new Dictionary<string, double>();
        foreach (var (kind, rest) in Tables.Lines($"{language}.words.txt").Where(l => l.Kind is "own" or "small"))
        foreach (var word in rest.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            words[WrittenText.Squeezed(word)] = kind == "own" ? 1.0 : 0.4;
        return words;
    }
}
