using Amiable.Reading.Intents;
using Amiable.Reading.Understanding;
using Amiable.Reading.Understanding.Amounts;
using Amiable.Reading.Understanding.Dates;
using Amiable.Reading.Understanding.Invoices;
using Amiable.Replies;

namespace Amiable.Reading.Replies;

/// <summary>A sentence, or the part of one that is about one group of invoices, and what it says.</summary>
internal sealed class ReadSentence(ReplyFacts facts, Span span, Dictionary<string, double> scores)
{
    public Span Span => span;

    /// <summary>How likely each label is.</summary>
    public double this[string label] => scores.GetValueOrDefault(label);

    /// <summary>A rule knows better than the classifier.</summary>
    public void Set(string label, double score) => scores[label] = score;

    public string Raw => facts.Text[span];
    public string Folded => facts.Text.Folded.Substring(span.Start, span.Length);
    public IReadOnlyList<FoundDate> Dates { get; } = [.. facts.Dates.Where(d => Within(span, d.Span))];
    public IReadOnlyList<FoundAmount> Amounts { get; } = [.. facts.Amounts.Where(a => Within(span, a.Span))];
    public IReadOnlyList<InvoiceMention> Mentions { get; } = [.. facts.Mentions.Where(m => Within(span, m.Span))];
    public IReadOnlyList<Concept> Concepts { get; } = [.. facts.Concepts.Where(c => Within(span, c.Span))];
    public int Words { get; } = facts.Text.Words.Count(w => w.Start >= span.Start && w.Start < span.End);
    public bool Asks => Raw.Contains('?', StringComparison.Ordinal);

    public bool Means(string concept) => Concepts.Any(c => c.Name == concept);

    /// <summary>The sentence, what it means, and the labels that are likely.</summary>
    public string Explained() =>
        $"{Raw}\n   {string.Join(' ', Concepts.Select(c => c.Name).Distinct())}\n   "
        + string.Join(
            ' ',
            scores
                .Where(s => s.Value > 0.2)
                .OrderByDescending(s => s.Value)
                .Select(s => FormattableString.Invariant($"{s.Key}={s.Value:F2}"))
        );

    private static bool Within(Span sentence, Span part) => part.Start >= sentence.Start && part.Start < sentence.End;

    /// <summary>The sentences of a text, each cut where it turns to another group of invoices, and read.</summary>
    public static IReadOnlyList<ReadSentence> Of(ReplyFacts facts, int end) =>
        [
            .. facts
                .Text.Sentences.Where(s => s.Start < end)
                .SelectMany(s => Parts(facts, s.End <= end ? s : s with { Length = end - s.Start }))
                .Select(s => new ReadSentence(
                    facts,
                    s,
                    SentenceClassifier.Default.Classify(SentenceFeatures.Of(facts.Text, s, facts.Kinds, facts.Concepts))
                )),
        ];

    /// <summary>"…0811 is paid, but 0833 …": the second part begins at the comma before the second number.</summary>
    private static IEnumerable<Span> Parts(ReplyFacts facts, Span sentence)
    {
        var mentions = facts.Mentions.Where(m => Within(sentence, m.Span)).ToList();
        var from = sentence.Start;
        for (var i = 1; i < mentions.Count; i++)
        {
            var between = facts.Text.Raw[mentions[i - 1].Span.End..mentions[i].Span.Start];
            var words = between.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
            var comma = between.LastIndexOfAny([',', '–', ':', '(']);
            if (words < 4 || comma < 0 || mentions[i].Invoice == mentions[i - 1].Invoice)
                continue;
            var cut = mentions[i - 1].Span.End + comma + 1;
            if (cut - from > 12)
            {
                yield return new(from, cut - from);
                from = cut;
            }
        }
        foreach (var part in ByTense(facts, new(from, sentence.End - from)))
            yield return part;
    }

    /// <summary>"1,000 went out yesterday, the rest follows on Friday": the second part begins at the comma between what is behind and what is ahead.</summary>
    private static IEnumerable<Span> ByTense(ReplyFacts facts, Span sentence)
    {
        if (sentence.Length <= 0)
            yield break;
        var days = facts.Dates.Where(d => Within(sentence, d.Span)).ToList();
        for (var i = 1; i < days.Count; i++)
        {
            if ((days[i - 1].Next is null) == (days[i].Next is null))
                continue;
            var comma = facts.Text.Raw.IndexOfAny([',', ';', '–'], days[i - 1].Span.End, days[i].Span.Start - days[i - 1].Span.End);
            if (comma < 0 || comma - sentence.Start < 8 || sentence.End - comma < 12)
                continue;
            yield return new(sentence.Start, comma + 1 - sentence.Start);
            yield return new(comma + 1, sentence.End - comma - 1);
            yield break;
        }
        yield return sentence;
    }
}
