using System.Text.Json;
using System.Text.RegularExpressions;

namespace Amiable.Writing;

/// <summary>
/// Finds words a creditor must not use in a friendly follow-up: bailiffs, courts, enforcement, blacklists, threats and false urgency; and,
/// before the due date, any word of lateness. The lists are in <c>texts/conduct.json</c>.
/// </summary>
public static class ConductCheck
{
    private static readonly Dictionary<string, WordLists> Lists = JsonSerializer
        .Deserialize<Dictionary<string, WordLists>>(TextFiles.Read("conduct.json"), JsonSerializerOptions.Web)!
        .Where(l => Languages.Written.Contains(l.Key))
        .ToDictionary(l => l.Key, l => l.Value);

    private static readonly Dictionary<string, Regex> Never = Lists.ToDictionary(l => l.Key, l => Any(l.Value.Never));
    private static readonly Dictionary<string, Regex> NotProposed = Lists.ToDictionary(l => l.Key, l => Any(l.Value.NotProposed));
    private static readonly Dictionary<string, Regex> NotBeforeDue = Lists.ToDictionary(l => l.Key, l => Any(l.Value.NotBeforeDue));

    /// <summary>The words of a text that must not be in any message, as they stand there.</summary>
    public static IReadOnlyList<string> Check(string language, string text)
    {
        var folded = FoldedText.Of(text);
        return [.. Found(Never, language, folded, folded.Text)];
    }

    /// <summary>The same for the message of a brief: names of the brief are no words (Court Street Ltd), and before the due date lateness is not mentioned.</summary>
    public static IReadOnlyList<string> Check(MessageBrief brief, string text)
    {
        var folded = FoldedText.Of(text);
        var locked = new LockedText(folded);
        NamesInText.Explain(locked, new KnownFacts(brief));
        var lateness = brief.Stage == FollowUp.Stage.BeforeDue ? Found(NotBeforeDue, brief.Language, folded, locked.Rest) : [];
        return [.. Found(Never, brief.Language, folded, locked.Rest), .. lateness];
    }

    /// <summary>Words that only who knows more than the brief may use: telephone calls, agreements, discounts, days of the week. For proposals of a model.</summary>
    public static IReadOnlyList<string> CheckProposed(MessageBrief brief, string text)
    {
        var folded = FoldedText.Of(text);
        var locked = new LockedText(folded);
        NamesInText.Explain(locked, new KnownFacts(brief));
        return [.. Found(NotProposed, brief.Language, folded, locked.Rest)];
    }

    private static IEnumerable<string> Found(Dictionary<string, Regex> lists, string language, FoldedText folded, string text) =>
        (lists.GetValueOrDefault(language) ?? lists["en"])
            .Matches(text)
            .Select(match => folded.InOriginal(match.Index, match.Index + match.Length))
            .Select(range => folded.Original[range.Start..range.End]);

    // "enforce*" is the beginning of a word, "final notice" whole words; a space is any white space.
    private static Regex Any(IEnumerable<string> words) =>
        new(
            @"(?<!\p{L})(?:" + string.Join('|', words.Select(One)) + @")(?!\p{L})",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
        );

    private static string One(string word) =>
        Regex
            .Escape(FoldedText.Fold(word))
            .Replace(@"\*", @"\p{L}*", StringComparison.Ordinal)
            .Replace(@"\ ", @"\s+", StringComparison.Ordinal);

    private sealed record WordLists(string[] Never, string[] NotBeforeDue, string[] NotProposed);
}
