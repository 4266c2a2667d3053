using Amiable.Instructions;
using Amiable.Reading.Understanding;
using Amiable.Replies;

namespace Amiable.Reading.Instructions;

/// <summary>
/// Reads what members and referents tell the agent, without a language model: tables of words, the same readers of days, sums and invoices as for replies, and
/// rules. A pure function. Its result is a reading, never an action.
/// </summary>
public static class InstructionReader
{
    private const int Deepest = 1;

    /// <summary>What the writer wants done.</summary>
    public static InstructionReading Read(InstructionToRead instruction) => Read(instruction, 0);

    private static InstructionReading Read(InstructionToRead instruction, int depth)
    {
        var (own, quoted) = OwnWords.Of(instruction.Text);
        var asked = $"{instruction.Asked}\n{quoted}".Trim();
        var plain = WrittenText.Of(own);
        var languages = LanguagesOf(plain, asked, instruction.Language);
        var text = WrittenText.Of(OwnWords.WithoutSpeech(plain, InstructionConcepts.Read(plain, languages)));
        var facts = new InstructionFacts(instruction, text, languages);
        var drafts = Answered(instruction, facts, asked, depth);
        foreach (var piece in Pieces.Of(facts))
            Drafting.Add(drafts, piece, Mentioned(instruction, asked));
        if (drafts.Count == 0 && depth == 0 && IsWish(facts))
            drafts.Add(
                new(CommandKind.Unclear, new(facts, new(0, text.Raw.Length), new(0, text.Raw.Length), false))
                {
                    Missing = UnclearAbout.Intent,
                }
            );
        return new(
            [
                .. Drafting
                    .Settled(drafts)
                    .Select(d => new FoundCommand(d.Finished(), Math.Round(d.Confidence, 3), d.Piece.Span)
                    {
                        IsForEverybody = d.IsForEverybody,
                    }),
            ],
            own
        );
    }

    /// <summary>The accounts whose names the writer's own words contain, or parts of them: those worth reading with.</summary>
    public static IReadOnlyList<AccountId> Named(string text, IReadOnlyList<KnownAccount> accounts)
    {
        var (own, quoted) = OwnWords.Of(text);
        var names = new AccountNames(accounts);
        return
        [
            .. new[] { own, quoted }
                .SelectMany(t => names.Read(WrittenText.Of(t), _ => false))
                .SelectMany(m => m.Accounts)
                .Select(a => a.Id)
                .Distinct(),
        ];
    }

    /// <summary>What each piece was taken for; for whoever mends the tables.</summary>
    public static string Explain(InstructionToRead instruction)
    {
        var (own, quoted) = OwnWords.Of(instruction.Text);
        var plain = WrittenText.Of(own);
        var languages = LanguagesOf(plain, quoted, instruction.Language);
        var text = WrittenText.Of(OwnWords.WithoutSpeech(plain, InstructionConcepts.Read(plain, languages)));
        var facts = new InstructionFacts(instruction, text, languages);
        return $"[{string.Join(' ', languages)}] quoted: {quoted.Length}\n"
            + string.Join(
                '\n',
                Pieces
                    .Of(facts)
                    .Select(p =>
                        $"  <{p.Text}> {string.Join('+', PieceKinds.Of(p))}: {string.Join(' ', p.Concepts.Select(c => c.Name).Distinct())} | {string.Join(" / ", p.Accounts.Select(a => string.Join(',', a.Accounts.Select(x => x.Name))))} | {string.Join(' ', p.Dates.Select(d => $"{d.Form}:{d.Last}..{d.Next}"))}"
                    )
            );
    }

    /// <summary>"Yes" to a question of the agent is what the question proposed; "no" to a formal notice keeps it back.</summary>
    private static List<Draft> Answered(InstructionToRead instruction, InstructionFacts facts, string asked, int depth)
    {
        if (asked.Length == 0 || depth >= Deepest || facts.Text.Sentences.Count == 0)
            return [];
        // A greeting may stand before the answer.
        var first = facts
            .Text.Sentences.Take(2)
            .Select(s => new Piece(facts, s, s, false))
            .FirstOrDefault(p => p.Begins("YESONLY") || p.Begins("NOONLY", 1));
        if (first is null)
            return [];
        var (yes, no) = (first.Begins("YESONLY"), first.Begins("NOONLY", 1));
        if (yes == no || first.Accounts.Count > 0 || PieceKinds.Of(first).Count > 0 && !yes)
            return [];
        var proposed = Proposal(instruction, asked);
        return
        [
            .. proposed
                .Where(d => yes || d.Kind == CommandKind.ApproveFormalNotice)
                .Select(d => d with { Kind = yes ? d.Kind : CommandKind.RejectFormalNotice, Piece = first, Confidence = 0.9 }),
        ];
    }

    /// <summary>What the agent offered to do: its question read as if it were told.</summary>
    private static List<Draft> Proposal(InstructionToRead instruction, string asked)
    {
        var words = string.Join('\n', asked.Split('\n').Select(l => l.TrimStart('>', ' ')));
        var plain = WrittenText.Of(words);
        var facts = new InstructionFacts(instruction, plain, InstructionConcepts.LanguagesOf(plain, instruction.Language));
        var drafts = new List<Draft>();
        foreach (var piece in Pieces.Of(facts))
            Drafting.Offer(drafts, piece);
        return Drafting.Settled(drafts);
    }

    /// <summary>"Non." is of the language it was asked in.</summary>
    private static IReadOnlyList<string> LanguagesOf(WrittenText own, string asked, string? expected) =>
        InstructionConcepts.LanguagesOf(own.Words.Count < 4 && asked.Length > 0 ? WrittenText.Of($"{own.Raw}\n{asked}") : own, expected);

    private static IReadOnlyList<AccountMention> Mentioned(InstructionToRead instruction, string asked)
    {
        if (asked.Length == 0)
            return [];
        var text = WrittenText.Of(asked);
        return new InstructionFacts(instruction, text, InstructionConcepts.LanguagesOf(text, instruction.Language)).Accounts;
    }

    /// <summary>Something is asked for, and it cannot be told what.</summary>
    private static bool IsWish(InstructionFacts facts) =>
        !facts.Concepts.Any(c => c.Name == "NOTHING")
        && facts.Concepts.Any(c => c.Name is "POLITE" or "VAGUE" or "CHASE" or "SEND" or "MOVE" or "YESONLY" or "APPROVE")
        && (facts.Accounts.Count > 0 || !facts.Concepts.Any(c => c.Name == "THANKS"));
}
