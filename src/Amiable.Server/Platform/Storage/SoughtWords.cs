using System.Globalization;
using System.Text;

namespace Amiable.Platform.Storage;

/// <summary>What somebody types to find something: its words, without anything a database could take for a command.</summary>
public sealed record SoughtWords
{
    /// <summary>More than anybody types to find something; what follows is not looked at.</summary>
    public const int MostCharacters = 200;

    private const int MostWords = 8;

    private SoughtWords(string text, IReadOnlyList<string> all) => (Text, All) = (text, all);

    /// <summary>As typed, in one line and not too long.</summary>
    public string Text { get; }

    /// <summary>Runs of characters between spaces; each has a letter or digit.</summary>
    public IReadOnlyList<string> All { get; }

    public bool IsNothing => All.Count == 0;

    public static SoughtWords Of(string? typed)
    {
        var text = new StringBuilder();
        foreach (var rune in (typed ?? "").EnumerateRunes().Take(MostCharacters))
            text.Append(
                Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? " "
                : rune == Rune.ReplacementChar ? ""
                : rune.ToString()
            );
        var words = text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(string.Join(' ', words), [.. words.Where(w => w.EnumerateRunes().Any(Rune.IsLetterOrDigit)).Take(MostWords)]);
    }

    /// <summary>The letters and digits alone, where a number may be written with spaces: "FR 40 303 265 045".</summary>
    public string? Number =>
        All.Count > 1 && All.All(w => w.Any(char.IsAsciiDigit) || w.Length <= 3)
            ? string.Concat(string.Concat(All).Where(char.IsLetterOrDigit))
            : null;

    /// <summary>How many characters it is to a reader: an accent on a letter is none.</summary>
    public static int Length(string word) => new StringInfo(word).LengthInTextElements;
}
