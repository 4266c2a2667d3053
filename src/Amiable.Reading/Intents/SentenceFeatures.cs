using Amiable.Reading.Understanding;
using Amiable.Replies;

namespace Amiable.Reading.Intents;

/// <summary>
/// What the classifier sees of a sentence: its words, and what they mean, alone, in order and together; days, sums and numbers only as such. Hashed.
/// Pairs of words and pieces of words were measured too, and only made it worse on sentences it had not learned from.
/// </summary>
internal static class SentenceFeatures
{
    /// <summary>How many there are; a power of two.</summary>
    public const int Count = 1 << 16;

    private const int Stem = 5;

    /// <summary>The features of a sentence, each once, in order.</summary>
    public static int[] Of(WrittenText text, Span sentence, SpanKinds kinds, IReadOnlyList<Concept> concepts)
    {
        var tokens = Tokens(text, sentence, kinds);
        var found = new HashSet<int>();
        Meanings(sentence, kinds, concepts, tokens[^1] == "<?>", found);
        foreach (var token in tokens)
        {
            found.Add(Hash("w", token));
            // The ending of a word is grammar: what it begins with says as much, and "bezahlten" was perhaps never learned.
            if (token.Length > Stem)
                found.Add(Hash("s", token[..Stem]));
        }
        found.Add(
            Hash(
                "n",
                tokens.Count <= 2 ? "short"
                    : tokens.Count <= 12 ? "middle"
                    : "long"
            )
        );
        return [.. found.Order()];
    }

    /// <summary>Words, with what has a meaning of its own replaced by its kind.</summary>
    internal static List<string> Tokens(WrittenText text, Span sentence, SpanKinds kinds)
    {
        var tokens = new List<string>();
        var skipTo = -1;
        foreach (var word in text.Words)
        {
            if (word.Start < sentence.Start || word.Start < skipTo)
                continue;
            if (word.Start >= sentence.End)
                break;
            if (kinds.At(word.Start) is { } kind)
            {
                tokens.Add(kind.Name);
                skipTo = kind.Span.End;
            }
            else
                tokens.Add(char.IsAsciiDigit(word.Text[0]) ? "<num>" : word.Text);
        }
        if (text.Raw.AsSpan(sentence.Start, sentence.Length).Contains('?'))
            tokens.Add("<?>");
        if (tokens.Count == 0)
            tokens.Add("<none>");
        return tokens;
    }

    /// <summary>What the words mean, alone, in order, and together: this is what one language learns from another.</summary>
    private static void Meanings(Span sentence, SpanKinds kinds, IReadOnlyList<Concept> concepts, bool asks, HashSet<int> found)
    {
        var here = concepts
            .Where(c => c.Span.Start >= sentence.Start && c.Span.Start < sentence.End)
            .Select(c => (c.Name, c.Span.Start))
            .Concat(kinds.Within(sentence).Select(k => (k.Name, k.Span.Start)))
            .OrderBy(c => c.Start)
            .Select(c => c.Name)
            .ToList();
        if (asks)
            here.Add("<?>");
        var kept = here.Distinct().ToList();
        found.Add(Hash("k", kept.Count == 0 ? "none" : "some"));
        for (var i = 0; i < kept.Count; i++)
        {
            found.Add(Hash("k", kept[i]));
            for (var j = i + 1; j < kept.Count; j++)
                found.Add(string.CompareOrdinal(kept[i], kept[j]) < 0 ? Hash("kk", kept[i], kept[j]) : Hash("kk", kept[j], kept[i]));
        }
        for (var i = 1; i < here.Count; i++)
            if (here[i] != here[i - 1])
                found.Add(Hash("ko", here[i - 1], here[i]));
        found.Add(Hash("kf", kept.Count == 0 ? "" : kept[0]));
    }

    /// <summary>FNV-1a: the same everywhere, unlike string.GetHashCode.</summary>
    private static int Hash(string kind, string first, string second = "")
    {
        var hash = 2166136261u;
        foreach (var part in (ReadOnlySpan<string>)[kind, "|", first, "|", second])
        foreach (var c in part)
            hash = unchecked((hash ^ c) * 16777619u);
        return (int)((hash ^ (hash >> 15)) & (Count - 1));
    }
}

/// <summary>The passages of a text that were understood as days, sums, numbers, addresses, and what they count as.</summary>
internal sealed class SpanKinds(IEnumerable<(Span Span, string Name)> kinds)
{
    private readonly List<(Span Span, string Name)> kinds = [.. kinds.OrderBy(k => k.Span.Start)];

    /// <summary>Those that begin in a sentence.</summary>
    public IEnumerable<(Span Span, string Name)> Within(Span sentence) =>
        kinds.Where(k => k.Span.Start >= sentence.Start && k.Span.Start < sentence.End);

    /// <summary>What the passage over this place is.</summary>
    public (Span Span, string Name)? At(int place)
    {
        foreach (var kind in kinds)
            if (kind.Span.Start <= place && place < kind.Span.End)
                return kind;
        return null;
    }
}
