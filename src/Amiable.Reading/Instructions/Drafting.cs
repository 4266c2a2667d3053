using Amiable.Instructions;
using Amiable.Replies;

namespace Amiable.Reading.Instructions;

/// <summary>Builds the commands piece by piece; a piece that takes something back changes those before it.</summary>
internal static class Drafting
{
    /// <summary>Characters in which somebody who hesitates says so.</summary>
    private const int Breath = 24;

    /// <summary>Adds what a piece says, or mends what was said before.</summary>
    public static void Add(List<Draft> drafts, Piece piece, IReadOnlyList<AccountMention> quoted)
    {
        var before = Before(drafts);
        if (drafts.Count > 0 && piece.Means("FORGET") && PieceKinds.Of(piece).Count == 0 && CommandFields.Ahead(piece) is null)
        {
            drafts.RemoveAt(drafts.Count - 1);
            return;
        }
        if (TakesApprovalBack(drafts, piece))
            return;
        var kinds = PieceKinds.Of(piece).Where(k => k != CommandKind.AskQuestion || !IsRhetorical(piece)).ToList();
        var corrects =
            drafts.Count > 0
            && (
                piece.Begins("CORRECT", 2)
                || piece.Begins("FORGET", 1) && CommandFields.Ahead(piece) is not null
                || IsCorrectedBetween(drafts[^1], piece)
            );
        if (corrects && Mended(drafts, piece, kinds))
            return;
        // "Mr Kollmar wants no more mails" goes with the contact who takes his place.
        if (drafts.Exists(d => d.Group == 3) && CommandFields.Ahead(piece) is null)
            kinds.Remove(CommandKind.PauseFollowUp);
        foreach (var kind in kinds)
            AddKind(drafts, piece, kind, before, quoted, corrects);
    }

    /// <summary>"Approve it. No, wait, not that one": a letter that somebody hesitates to send is not sent.</summary>
    private static bool TakesApprovalBack(List<Draft> drafts, Piece piece)
    {
        var at = drafts.FindLastIndex(d => d.Kind == CommandKind.ApproveFormalNotice);
        if (
            at < 0
            || piece.Accounts.Count > 0
            || !piece.Begins("NOONLY", 1)
            || piece
                .Facts.Concepts.Where(c =>
                    (c.Name is "CORRECT" or "WAIT") && c.Span.Start >= piece.Span.Start && c.Span.Start < piece.Span.Start + Breath
                )
                .DistinctBy(c => c.Span.Start)
                .Count() < 2
        )
            return false;
        drafts[at] = drafts[at] with { Kind = CommandKind.RejectFormalNotice };
        return true;
    }

    /// <summary>What the agent offers in a question of its own.</summary>
    public static void Offer(List<Draft> drafts, Piece piece)
    {
        var kinds = piece.Means("NOTICE")
            ? [CommandKind.ApproveFormalNotice]
            : PieceKinds.Of(piece).Where(k => k != CommandKind.AskQuestion).ToList();
        foreach (var kind in kinds)
            AddKind(drafts, piece, kind, Before(drafts), [], false);
    }

    /// <summary>Says the same twice, of the same account: once, with all that was said.</summary>
    public static List<Draft> Settled(List<Draft> drafts)
    {
        var settled = new List<Draft>();
        foreach (var draft in drafts)
        {
            var same = settled.FindIndex(d => IsSame(d, draft));
            if (same < 0)
                settled.Add(draft);
            else
                settled[same] = settled[same] with
                {
                    Date = draft.Date ?? settled[same].Date,
                    Missing = draft.Date is not null ? null : settled[same].Missing ?? draft.Missing,
                    Confidence = Math.Min(draft.Confidence, settled[same].Confidence),
                };
        }
        // Half-said days go where another piece says the whole.
        settled.RemoveAll(d =>
            d is { Kind: CommandKind.RescheduleFollowUp, Missing: not null }
            && settled.Exists(o => o != d && o.Account == d.Account && o.Group == d.Group)
        );
        // "From now on write to Megan Stroud": who is to be written to, not now.
        settled.RemoveAll(d =>
            d.Kind == CommandKind.SendNow
            && !d.Piece.Means("REMINDER")
            && settled.Exists(o => o.Group == 3 && o.Account == d.Account)
            && NewContact.NewNames(d.Piece).Any()
        );
        return settled;
    }

    private static bool IsSame(Draft one, Draft other) =>
        one.Kind == other.Kind
        && (one.Kind != CommandKind.AskQuestion || one.Topic == other.Topic)
        && one.Account == other.Account
        && (one.Invoice == other.Invoice || other.Invoice is null || one.Invoice is null)
        && one.Text == other.Text
        && (one.Account is not null || one.Candidates.SequenceEqual(other.Candidates));

    private static void AddKind(
        List<Draft> drafts,
        Piece piece,
        CommandKind kind,
        AccountChoice? before,
        IReadOnlyList<AccountMention> quoted,
        bool corrects
    )
    {
        if (kind == CommandKind.AskQuestion && piece.Accounts.Count == 0 && IsGeneral(piece))
        {
            drafts.AddRange(CommandFields.Fill(new(kind, piece), drafts));
            return;
        }
        foreach (var choice in AccountChoice.Of(piece, kind, before, quoted))
        {
            var draft = new Draft(kind, piece)
            {
                Account = choice.Account,
                Candidates = choice.Candidates,
                IsForEverybody = choice.IsEverybody,
                Missing = choice.Account is null ? UnclearAbout.Account : null,
                Confidence = 0.95 * choice.Sureness,
            };
            foreach (var filled in CommandFields.Fill(draft, drafts).ToList())
            {
                if (corrects)
                    drafts.RemoveAll(d => d.Group == filled.Group && d.Account == filled.Account);
                drafts.Add(filled);
            }
        }
    }

    /// <summary>"No, make it Wednesday", "sorry, I mean Wolff": only what is said anew changes.</summary>
    private static bool Mended(List<Draft> drafts, Piece piece, List<CommandKind> kinds)
    {
        var last = drafts[^1];
        if (kinds.Count > 0 && !(kinds.TrueForAll(k => k == last.Kind || k is CommandKind.RescheduleFollowUp && last.Date is not null)))
            return false;
        var changed = last;
        if (piece.Accounts is [{ IsClear: true } other])
            changed = changed with
            {
                Account = other.Accounts[0],
                Missing = changed.Missing == UnclearAbout.Account ? null : changed.Missing,
            };
        if (CommandFields.Ahead(piece) is { } ahead && last.Kind is not CommandKind.SetPaidAmount)
            changed = changed with { Date = ahead, Missing = changed.Missing == UnclearAbout.Date ? null : changed.Missing };
        if (last.Kind == CommandKind.SetPaidAmount && CommandFields.Behind(piece) is { } behind)
            changed = changed with { Date = behind };
        if (last.Kind == CommandKind.SetPaidAmount && piece.Amounts.Concat(piece.Figures).FirstOrDefault() is { } sum)
            changed = changed with { Amount = sum.Value };
        if (piece.Invoices.FirstOrDefault() is { } invoice && last.Invoice is not null)
            changed = changed with { Invoice = invoice.Invoice, Account = invoice.Account };
        if (changed == last)
            return false;
        drafts[^1] = changed with { Confidence = changed.Confidence * 0.93 };
        return true;
    }

    private static bool IsCorrectedBetween(Draft last, Piece piece) =>
        piece.Facts.Concepts.Any(c => c.Name == "CORRECT" && c.Span.Start >= last.Piece.Span.End && c.Span.End <= piece.Span.End);

    private static AccountChoice? Before(List<Draft> drafts) =>
        drafts.LastOrDefault(d => d.Kind != CommandKind.AskQuestion || d.Account is not null) is { } last
            ? new(last.Account, last.Candidates, Math.Min(1, last.Confidence / 0.95))
            : null;

    /// <summary>A question about all of them: nobody is named, and nothing points to the account spoken of.</summary>
    private static bool IsGeneral(Piece piece) =>
        piece.Invoices.Count == 0
        && !piece.Facts.ContactsIn(piece.Span).Any()
        && (piece.Facts.Read.About is null || piece.Means("QSTATS", "EVERYBODY"))
        && piece.Facts.Accounts.Count == 0;

    private static bool IsRhetorical(Piece piece) => piece.Means("OWNREMIND", "ASKAGAIN") && !piece.IsAsked;
}
