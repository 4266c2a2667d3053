using Amiable.Reading.Understanding;
using Amiable.Reading.Understanding.Amounts;
using Amiable.Reading.Understanding.Dates;
using Amiable.Replies;

namespace Amiable.Reading.Instructions;

/// <summary>A part of a sentence that says one thing, or as good as one.</summary>
/// <param name="facts">What the text says.</param>
/// <param name="span">Where.</param>
/// <param name="sentence">The sentence it is of.</param>
/// <param name="isNote">Whether it gives words for the next message.</param>
internal sealed class Piece(InstructionFacts facts, Span span, Span sentence, bool isNote)
{
    public InstructionFacts Facts => facts;
    public Span Span => span;
    public Span Sentence => sentence;
    public bool IsNote => isNote;
    public string Text => facts.Text[span];

    public IReadOnlyList<Concept> Concepts { get; } = [.. facts.Concepts.Where(c => span.Start <= c.Span.Start && c.Span.End <= span.End)];
    public IReadOnlyList<AccountMention> Accounts { get; } = [.. facts.Accounts.Where(a => InstructionFacts.Overlap(a.Span, span))];
    public IReadOnlyList<NamedInvoice> Invoices { get; } = [.. facts.Invoices.Where(i => InstructionFacts.Overlap(i.Span, span))];
    public IReadOnlyList<FoundDate> Dates { get; } = [.. facts.Dates.Where(d => InstructionFacts.Overlap(d.Span, span))];
    public IReadOnlyList<FoundAmount> Amounts { get; } = [.. facts.Amounts.Where(a => InstructionFacts.Overlap(a.Span, span))];
    public IReadOnlyList<FoundAmount> Figures { get; } = [.. facts.Figures.Where(a => InstructionFacts.Overlap(a.Span, span))];

    public bool Means(params ReadOnlySpan<string> any)
    {
        foreach (var concept in Concepts)
            if (any.Contains(concept.Name))
                return true;
        return false;
    }

    /// <summary>Where it first means that; -1 when nowhere.</summary>
    public int At(string name) => Concepts.FirstOrDefault(c => c.Name == name) is { Name: not null } found ? found.Span.Start : -1;

    /// <summary>Whether one of its first words means that.</summary>
    public bool Begins(string name, int words = 2)
    {
        var first = facts.Text.Words.Where(w => w.Start >= span.Start && w.Start < span.End).Take(words).Select(w => w.Start).ToList();
        return Concepts.Any(c => c.Name == name && first.Contains(c.Span.Start));
    }

    public bool IsAsked => facts.Text.Raw.AsSpan(sentence.Start, sentence.Length).TrimEnd().EndsWith("?");
}
