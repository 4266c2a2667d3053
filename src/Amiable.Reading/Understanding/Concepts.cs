using Amiable.Replies;

namespace Amiable.Reading.Understanding;

/// <summary>A passage that means something a table names.</summary>
/// <param name="Name">The name, the same in every language.</param>
/// <param name="Span">Where.</param>
internal readonly record struct Concept(string Name, Span Span);

/// <summary>
/// The tables of phrases of one language. A phrase is words in order: "a/b" is either, "ab*" any beginning so, ".." up to three words between.
/// </summary>
internal sealed class ConceptTable
{
    private const int Gap = 3;

    private static readonly Dictionary<string, Lazy<ConceptTable>> All = Tables.Languages.ToDictionary(
        l => l,
        l => new Lazy<ConceptTable>(() => new(Tables.Lines($"{l}.concepts.txt")))
    );

    private readonly Dictionary<string, List<Phrase>> byWord = [];
    private readonly Dictionary<string, List<Phrase>> byBeginning = [];

    internal ConceptTable(IEnumerable<(string Kind, string Line)> lines)
    {
        foreach (var (name, line) in lines)
        foreach (var text in line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            Add(new(name, [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Element)]));
    }

    /// <summary>The tables of a language.</summary>
    public static ConceptTable For(string language) => (All.GetValueOrDefault(language) ?? All["en"]).Value;

    /// <summary>What the text means, in its order; each meaning once per place.</summary>
    public static IReadOnlyList<Concept> Read(WrittenText text, IReadOnlyList<string> languages)
    {
        var found = new HashSet<Concept>();
        foreach (var language in languages)
            For(language).Read(text.Words, found);
        // "As soon as possible" waits for nothing.
        var soon = found.Where(c => c.Name == "SOON").Select(c => c.Span).ToList();
        if (soon.Count > 0)
            found.RemoveWhere(c => c.Name == "COND" && soon.Exists(s => s.Start <= c.Span.Start && c.Span.End <= s.End));
        return [.. found.OrderBy(c => c.Span.Start).ThenBy(c => c.Name, StringComparer.Ordinal).ThenBy(c => c.Span.Length)];
    }

    /// <summary>Adds what the words mean.</summary>
    internal void Read(IReadOnlyList<Word> words, HashSet<Concept> found)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i].Text;
            if (byWord.TryGetValue(word, out var exact))
                Match(exact, words, i, found);
            for (var length = 2; length <= word.Length; length++)
                if (byBeginning.TryGetValue(word[..length], out var some))
                    Match(some, words, i, found);
        }
    }

    private static void Match(List<Phrase> phrases, IReadOnlyList<Word> words, int at, HashSet<Concept> found)
    {
        foreach (var phrase in phrases)
            if (End(phrase.Elements, 1, words, at + 1) is { } end)
                found.Add(new(phrase.Name, new(words[at].Start, words[end - 1].End - words[at].Start)));
    }

    /// <summary>The word after the last one of the phrase; null when the phrase is not there.</summary>
    private static int? End(string[][] elements, int element, IReadOnlyList<Word> words, int at)
    {
        if (element == elements.Length)
            return at;
        if (elements[element][0] == "..")
        {
            for (var skip = 0; skip <= Gap && at + skip < words.Count; skip++)
                if (End(elements, element + 1, words, at + skip) is { } end)
                    return end;
            return null;
        }
        return at < words.Count && Fits(elements[element], words[at].Text) ? End(elements, element + 1, words, at + 1) : null;
    }

    private static bool Fits(string[] alternatives, string word)
    {
        foreach (var one in alternatives)
            if (one[^1] == '*' ? word.AsSpan().StartsWith(one.AsSpan(0, one.Length - 1)) : word == one)
                return true;
        return false;
    }

    private void Add(Phrase phrase)
    {
        foreach (var first in phrase.Elements[0])
        {
            var table = first[^1] == '*' ? byBeginning : byWord;
            var key = first.TrimEnd('*');
            if (!table.TryGetValue(key, out var list))
                table[key] = list = [];
            list.Add(phrase);
        }
    }

    private static string[] Element(string text) =>
        text == ".." ? [".."] : [.. text.Split('/').Select(a => WrittenText.Squeezed(WrittenText.Of(a).Folded))];

    private sealed record Phrase(string Name, string[][] Elements);
}
