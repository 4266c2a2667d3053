using System.Text;
using Amiable.Replies;

namespace Amiable.Reading.Understanding;

/// <summary>
/// A text as written, and the same folded for comparing: lower case, no accents, look-alike letters of other alphabets made Latin, characters that do
/// not show removed. Both have the same length, so a place in one is the place in the other.
/// </summary>
public sealed class WrittenText
{
    // A soft hyphen or a mark pasted along is no attempt.
    private const int MostHidden = 3;

    private WrittenText(string raw, string folded, bool hidesLetters)
    {
        Raw = raw;
        Folded = folded;
        HidesLetters = hidesLetters;
        Words = [.. ReadWords(folded)];
        Sentences = [.. Understanding.Sentences.Of(raw)];
    }

    /// <summary>As written, without characters that do not show.</summary>
    public string Raw { get; }

    /// <summary>The same for comparing.</summary>
    public string Folded { get; }

    /// <summary>Letters of two alphabets in one word, or many that do not show: nobody types that by accident.</summary>
    public bool HidesLetters { get; }

    /// <summary>Words and figures in order.</summary>
    public IReadOnlyList<Word> Words { get; }

    /// <summary>Sentences and lines.</summary>
    public IReadOnlyList<Span> Sentences { get; }

    /// <summary>What is written there.</summary>
    public string this[Span span] => Raw.Substring(span.Start, span.Length);

    /// <summary>Reads a text.</summary>
    public static WrittenText Of(string text)
    {
        var raw = new StringBuilder(text.Length);
        var folded = new StringBuilder(text.Length);
        var hidden = 0;
        var mixed = false;
        // One character for one: what decomposes into a letter and an accent is one character first.
        var composed = Composed(text);
        for (var i = 0; i < composed.Length; i++)
        {
            var c = composed[i];
            // Text in tags shows nowhere.
            if (c == '\udb40' && i + 1 < composed.Length)
            {
                hidden++;
                i++;
                continue;
            }
            // It turns round what follows: written to be read in another order than shown.
            mixed |= c == '\u202e';
            if (Characters.IsHidden(c))
            {
                hidden++;
                continue;
            }
            var plain = Characters.Fold(c);
            mixed |= Characters.IsLookAlike(c) && (IsLatin(composed, i - 1) || IsLatin(composed, i + 1));
            raw.Append(c);
            folded.Append(plain);
        }
        return new(raw.ToString(), folded.ToString(), mixed || hidden > MostHidden);
    }

    private static bool IsLatin(string text, int at) => at >= 0 && at < text.Length && char.IsAsciiLetter(text[at]);

    private static string Composed(string text)
    {
        try
        {
            return text.IsNormalized(NormalizationForm.FormC) ? text : text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return text; // Half a character of two: read as it stands.
        }
    }

    private static IEnumerable<Word> ReadWords(string folded)
    {
        for (var i = 0; i < folded.Length; )
        {
            if (!char.IsLetterOrDigit(folded[i]))
            {
                i++;
                continue;
            }
            var start = i;
            var digits = char.IsAsciiDigit(folded[i]);
            while (i < folded.Length && char.IsLetterOrDigit(folded[i]) && char.IsAsciiDigit(folded[i]) == digits)
                i++;
            yield return new(Squeezed(folded[start..i]), start, i - start);
        }
    }

    /// <summary>"ueberweisen" is "überweisen": both become "uberweisen". Done to what is looked for as well, so nothing is lost.</summary>
    internal static string Squeezed(string word) =>
        word.Contains('e', StringComparison.Ordinal)
            ? word.Replace("ue", "u", StringComparison.Ordinal)
                .Replace("oe", "o", StringComparison.Ordinal)
                .Replace("ae", "a", StringComparison.Ordinal)
            : word;
}

/// <summary>A word or a run of digits, folded.</summary>
/// <param name="Text">For comparing.</param>
/// <param name="Start">Where it stands.</param>
/// <param name="Length">How long it is as written.</param>
public readonly record struct Word(string Text, int Start, int Length)
{
    /// <summary>The character after it.</summary>
    public int End => Start + Length;
}
