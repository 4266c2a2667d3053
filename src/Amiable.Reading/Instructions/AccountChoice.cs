using Amiable.Instructions;
using Amiable.Replies;

namespace Amiable.Reading.Instructions;

/// <summary>Whom a piece is about: who is named in it, else who is named around it, else whom the conversation is about.</summary>
/// <param name="Account">Who; null when not clear.</param>
/// <param name="Candidates">Who may be meant when not clear.</param>
/// <param name="Sureness">How clear it is.</param>
internal sealed record AccountChoice(KnownAccount? Account, IReadOnlyList<KnownAccount> Candidates, double Sureness)
{
    /// <summary>Whether everybody was said.</summary>
    public bool IsEverybody { get; init; }

    /// <summary>More accounts than this are no choice but a list.</summary>
    private const int Most = 8;

    /// <summary>Those it is about; several when several are named, or everybody.</summary>
    public static IReadOnlyList<AccountChoice> Of(
        Piece piece,
        CommandKind kind,
        AccountChoice? before,
        IReadOnlyList<AccountMention> quoted
    )
    {
        var facts = piece.Facts;
        if (
            kind == CommandKind.ResumeFollowUp
            && piece.Means("EVERYBODY", "ALLINV")
            && piece.Accounts.Count == 0
            && facts.Read.Accounts.Any(a => a.IsPaused)
        )
            return [.. facts.Read.Accounts.Where(a => a.IsPaused).Select(a => new AccountChoice(a, [], 0.9) { IsEverybody = true })];
        if (piece.Means("EVERYBODY") && piece.Accounts.Count == 0 && piece.Invoices.Count == 0 && IsForMany(kind))
            return [.. facts.Read.Accounts.Select(a => new AccountChoice(a, [], 0.9) { IsEverybody = true })];
        if (piece.Accounts.Count > 0)
            return [.. piece.Accounts.Select(m => Of(m, piece, kind, before)).DistinctBy(c => c.Account?.Id ?? c.Candidates[0].Id)];
        return [Unnamed(piece, kind, before, quoted)];
    }

    private static AccountChoice Unnamed(Piece piece, CommandKind kind, AccountChoice? before, IReadOnlyList<AccountMention> quoted)
    {
        var facts = piece.Facts;
        if (piece.Invoices.Count > 0)
            return Clear(piece.Invoices[0].Account, 0.95);
        var sentence = facts.Accounts.Where(a => InstructionFacts.Overlap(a.Span, piece.Sentence)).ToList();
        if (sentence.LastOrDefault(a => a.Span.End <= piece.Span.Start) is { } earlier && before is null)
            return Of(earlier, piece, kind, before);
        if (before is { Account: not null } && piece.Means("CORRECT"))
            return before;
        if (One(facts.ContactsIn(piece.Span)) is { } contact)
            return Clear(contact, 0.9);
        if (before is { Account: not null })
            return before with { Sureness = Math.Min(before.Sureness, 0.9) };
        if (facts.Accounts.LastOrDefault(a => a.Span.End <= piece.Span.Start) is { } above)
            return Of(above, piece, kind, before);
        if (One(facts.ContactsIn(new(0, piece.Span.Start))) is { } spoken)
            return Clear(spoken, 0.85);
        if (facts.Read.Accounts.FirstOrDefault(a => a.Id == facts.Read.About) is { } about)
            return Clear(about, 0.95);
        if (facts.Accounts.Count > 0)
            return Of(facts.Accounts[0], piece, kind, before);
        if (One(facts.ContactsIn(new(0, facts.Text.Raw.Length))) is { } anywhere)
            return Clear(anywhere, 0.85);
        if (before is not null)
            return before;
        return quoted.Count > 0 ? Of(quoted[0], piece, kind, before) : Only(facts, kind);
    }

    /// <summary>Nobody is named at all: it may still be clear when only one can be meant.</summary>
    private static AccountChoice Only(InstructionFacts facts, CommandKind kind)
    {
        var all = facts.Read.Accounts;
        List<KnownAccount> can = kind switch
        {
            CommandKind.ApproveFormalNotice or CommandKind.RejectFormalNotice => [.. all.Where(a => a.HasNoticeToApprove)],
            CommandKind.ResumeFollowUp => [.. all.Where(a => a.IsPaused)],
            _ => [.. all],
        };
        return can.Count == 1 ? Clear(can[0], 0.8) : new(null, can.Count is > 0 and <= Most ? can : [], 0.9);
    }

    private static AccountChoice Of(AccountMention mention, Piece piece, CommandKind kind, AccountChoice? before)
    {
        if (mention.IsClear)
            return Clear(mention.Accounts[0], mention.Sureness);
        var facts = piece.Facts;
        // Anything else in the text that only one of them has settles it.
        foreach (var clue in Clues(piece, kind, before))
        {
            var meant = clue.Where(mention.Accounts.Contains).Distinct().ToList();
            if (meant.Count == 1)
                return Clear(meant[0], 0.88);
        }
        return mention.Accounts.FirstOrDefault(a => a.Id == facts.Read.About) is { } about
            ? Clear(about, 0.85)
            : new(null, mention.Accounts, mention.Sureness);
    }

    private static IEnumerable<IEnumerable<KnownAccount>> Clues(Piece piece, CommandKind kind, AccountChoice? before)
    {
        var facts = piece.Facts;
        yield return facts.Invoices.Select(i => i.Account);
        if (before?.Account is { } same)
            yield return [same];
        // "…the one of logistics, not the carrier".
        yield return facts
            .Accounts.Where(a => a.IsClear && !facts.Concepts.Any(c => c.Name == "NOT" && a.Span.Start - c.Span.End is >= 0 and < 5))
            .Select(a => a.Accounts[0]);
        yield return facts.ContactsIn(new(0, facts.Text.Raw.Length)).Where(m => m.IsClear).Select(m => m.Accounts[0]);
        var sums = facts.Amounts.Concat(facts.Figures).Select(a => a.Value).ToHashSet();
        yield return facts.Read.Accounts.Where(a => a.Invoices.Any(i => sums.Contains(i.Open)));
        if (kind is CommandKind.ApproveFormalNotice or CommandKind.RejectFormalNotice)
            yield return facts.Read.Accounts.Where(a => a.HasNoticeToApprove);
        if (kind == CommandKind.ResumeFollowUp)
            yield return facts.Read.Accounts.Where(a => a.IsPaused);
    }

    private static bool IsForMany(CommandKind kind) =>
        kind
            is CommandKind.PauseFollowUp
                or CommandKind.ResumeFollowUp
                or CommandKind.SendNow
                or CommandKind.RescheduleFollowUp
                or CommandKind.ChangeTone;

    private static KnownAccount? One(IEnumerable<AccountMention> mentions) =>
        mentions.Where(m => m.IsClear).Select(m => m.Accounts[0]).Distinct().ToList() is [var only] ? only : null;

    private static AccountChoice Clear(KnownAccount account, double sure) => new(account, [], sure);
}
