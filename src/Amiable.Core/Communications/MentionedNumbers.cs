using System.Text.RegularExpressions;

namespace Amiable.Communications;

/// <summary>What in a text may be the number of an invoice: whether it is one, the ledger knows.</summary>
public static partial class MentionedNumbers
{
    private const int Most = 200;
    private const int Shortest = 4;
    private const int Longest = 40;
    private const int MostRead = 20_000;

    /// <summary>As they are written, and in capitals: "fa-2026-014" is also looked for as "FA-2026-014"; "FA 2026-014" in one piece and in its parts.</summary>
    public static IReadOnlyList<string> In(string text)
    {
        var words = Word().Matches(text.Length > MostRead ? text[..MostRead] : text).Select(m => m.Value.Trim('.', '-', '/', '_')).ToList();
        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < words.Count && found.Count < Most; i++)
        {
            Note(words[i]);
            if (i + 1 < words.Count)
                foreach (var between in (string[])[" ", "-", ""])
                    Note(words[i] + between + words[i + 1]);
        }
        return [.. found];

        void Note(string word)
        {
            if (word.Length is < Shortest or > Longest || !word.Any(char.IsAsciiDigit))
                return;
            found.Add(word);
            found.Add(word.ToUpperInvariant());
        }
    }

    [GeneratedRegex(@"[\p{L}\d](?:[\p{L}\d]|[-/_.](?=[\p{L}\d]))*")]
    private static partial Regex Word();
}
