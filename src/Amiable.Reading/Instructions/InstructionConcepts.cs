using Amiable.Reading.Understanding;

namespace Amiable.Reading.Instructions;

/// <summary>The words with which members say what to do, one table a language (Languages/xx.instructions.txt).</summary>
internal static class InstructionConcepts
{
    private static readonly Dictionary<string, Lazy<ConceptTable>> All = Tables.Languages.ToDictionary(
        l => l,
        l => new Lazy<ConceptTable>(() => new(Tables.Lines($"{l}.instructions.txt")))
    );

    /// <summary>The languages there are tables for.</summary>
    public static IEnumerable<string> Languages => All.Keys;

    /// <summary>What the text means, in its order.</summary>
    public static IReadOnlyList<Concept> Read(WrittenText text, IEnumerable<string> languages)
    {
        var found = new HashSet<Concept>();
        foreach (var language in languages)
            if (All.TryGetValue(language, out var table))
                table.Value.Read(text.Words, found);
        return [.. found.OrderBy(c => c.Span.Start).ThenBy(c => c.Name, StringComparer.Ordinal).ThenBy(c => c.Span.Length)];
    }

    /// <summary>
    /// The language of an instruction: its small words, and how much of it one table knows. A few words in chat have no small words ("stop Verdier").
    /// </summary>
    public static IReadOnlyList<string> LanguagesOf(WrittenText text, string? expected)
    {
        var guessed = LanguageGuess.Of(text, expected).Where(All.ContainsKey).ToList();
        var known = All
            .Keys.Select(l =>
                (
                    Language: l,
                    Known: Covered(Read(text, [l]))
                        + (l == expected ? 4 : 0)
                        + 6 * (guessed.IndexOf(l) is >= 0 and var at ? 2 - Math.Min(at, 2) : 0)
                )
            )
            .OrderByDescending(l => l.Known)
            .ToList();
        return
        [
            .. known
                .Where(l => l.Known > 0 && l.Known >= 0.8 * known[0].Known)
                .Take(2)
                .Select(l => l.Language)
                .DefaultIfEmpty(expected ?? "en"),
        ];
    }

    private static int Covered(IReadOnlyList<Concept> concepts)
    {
        var (end, covered) = (0, 0);
        foreach (var span in concepts.Select(c => c.Span).OrderBy(s => s.Start).ThenByDescending(s => s.Length))
        {
            covered += Math.Max(0, span.End - Math.Max(end, span.Start));
            end = Math.Max(end, span.End);
        }
        return covered;
    }
}
