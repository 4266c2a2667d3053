using Amiable.Instructions;

namespace Amiable.Reading.Instructions;

/// <summary>What a piece tells the agent to do. Usually one thing.</summary>
internal static class PieceKinds
{
    /// <summary>The kinds, the first mattering most; none when it tells nothing.</summary>
    public static List<CommandKind> Of(Piece piece)
    {
        if (piece.IsNote)
            return [CommandKind.AddNoteToNextMessage];
        if (piece.Means("NOTICE") || IsOfWaitingNotice(piece))
            return Notice(piece);
        if (Question.Of(piece) is not null)
            return [CommandKind.AskQuestion];
        if (Contact(piece) is { } contact)
            return [contact];
        if (IsLanguage(piece))
            return [CommandKind.SetContactLanguage];
        var rhythm = Rhythm(piece);
        if (HasTone(piece, rhythm.Count > 0))
            return [CommandKind.ChangeTone, .. rhythm.Where(k => k is CommandKind.RescheduleFollowUp || piece.Means("NOW"))];
        return rhythm;
    }

    private static List<CommandKind> Notice(Piece piece) =>
        piece.IsAsked && !piece.Means("POLITE") && piece.Means("QWORD") && !piece.Begins("YESONLY") ? [CommandKind.AskQuestion]
        : piece.Means("APPROVES") ? [CommandKind.ApproveFormalNotice]
        : piece.Means("REJECT") && (piece.Means("NOT") || !piece.Begins("YESONLY", 1)) ? [CommandKind.RejectFormalNotice]
        : piece.Means("APPROVE") ? [CommandKind.ApproveFormalNotice]
        : [];

    /// <summary>"Agreed with the reminder to Jansen", whose formal notice waits for somebody to agree.</summary>
    private static bool IsOfWaitingNotice(Piece piece) =>
        piece.Begins("YESONLY", 1)
        && piece.Means("REMINDER")
        && piece.Dates.Count == 0
        && piece.Accounts is [{ Accounts: [{ HasNoticeToApprove: true }] }];

    private static CommandKind? Contact(Piece piece)
    {
        var known = piece.Facts.Read.Accounts.SelectMany(a => a.Contacts).Select(c => c.Email).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var isNew = piece.Facts.Emails.Any(e => InstructionFacts.Overlap(e.Span, piece.Span) && !known.Contains(e.Value));
        var names = NewContact.NewNames(piece).Any();
        var goes = piece.Facts.Concepts.Any(c => c.Name == "LEFT");
        if (isNew)
            return goes ? CommandKind.ReplaceContact
                : piece.Means("ADDC") ? CommandKind.AddContact
                : piece.Means("REPLACE", "WRITEIN", "CHASE") ? CommandKind.ReplaceContact
                : CommandKind.AddContact;
        var hasEmail = piece.Facts.Emails.Any(e => !known.Contains(e.Value));
        if (hasEmail || !names || !piece.Means("CONTACT", "WRITEIN", "REPLACE"))
            return null;
        return piece.Means("LEFT") || goes && piece.Means("REPLACE") ? CommandKind.ReplaceContact : null;
    }

    private static bool IsLanguage(Piece piece) =>
        piece.Concepts.Any(c => c.Name.StartsWith("LANG.", StringComparison.Ordinal))
        && (piece.Accounts.Count > 0 || piece.Means("WRITEIN", "POLITE", "REPLACE", "CHASE"))
        && !piece.Facts.Emails.Any();

    /// <summary>"Nice people" says nothing of the tone; "be nicer", "gentler with them" does.</summary>
    private static bool HasTone(Piece piece, bool alsoRhythm) =>
        piece.Means("GENTLE", "FIRM", "BUSINESS")
        && (
            piece.Means("TONE")
            || (piece.Means("MANNER", "CHASE", "POLITE") || piece.Begins("FIRM", 1)) && !alsoRhythm
            || piece.Means("CHASE") && !piece.Means("PAUSE", "PAID")
            || IsOfMessage(piece)
        );

    /// <summary>"A very polite reminder on 2 June".</summary>
    private static bool IsOfMessage(Piece piece) =>
        piece.Concepts.Any(t =>
            t.Name is "GENTLE" or "FIRM" or "BUSINESS"
            && piece.Concepts.Any(m =>
                m.Name == "REMINDER"
                && (
                    t.Span.End <= m.Span.Start && m.Span.Start - t.Span.End < 3
                    || m.Span.End <= t.Span.Start && t.Span.Start - m.Span.End < 12
                )
            )
        );

    private static List<CommandKind> Rhythm(Piece piece)
    {
        if (
            piece.Means("RESUME") && !IsAboutTheRest(piece) && !IsDenied(piece, "RESUME") && !IsTakenOver(piece)
            || piece.Means("GOON") && !piece.Means("OTHERONE", "NOT", "PAUSE")
        )
            return [CommandKind.ResumeFollowUp];
        var isNotBefore =
            piece.Means("NOTBEFORE")
            || piece.Means("NOT") && piece.Means("BEFORE") && (piece.Accounts.Count > 0 || piece.Means("CHASE", "SEND", "REMINDER"));
        if (isNotBefore && piece.Dates.Count + Count(piece, "NEXTWEEK") > 0)
            return [CommandKind.RescheduleFollowUp];
        if (
            piece.Means("EXCLUDE")
            && (
                piece.Invoices.Count > 0
                || piece.Means("INVOICE")
                || piece.Accounts.Count == 0 && piece.Facts.Invoices.Count > 0
                || piece.Figures.Any(f => f.Value >= 1000)
            )
            && !piece.Means("DISPUTE")
        )
            return [CommandKind.ExcludeInvoice];
        var disputes = IsDisputed(piece);
        if (IsPause(piece))
            return piece.Invoices.Count > 0 && !disputes && piece.Dates.Count == 0 ? [CommandKind.ExcludeInvoice]
                // "…, put it aside as disputed": the invoice was named before.
                : disputes && piece.Accounts.Count + piece.Dates.Count == 0 && IsOfNamedInvoice(piece) && piece.Means("MARK")
                    ? [CommandKind.MarkDisputed]
                : disputes && piece.Invoices.Count > 0 ? [CommandKind.MarkDisputed, CommandKind.PauseFollowUp]
                : [CommandKind.PauseFollowUp];
        if (disputes)
            return [CommandKind.MarkDisputed];
        if (IsPaid(piece))
            return [CommandKind.SetPaidAmount];
        if (IsMove(piece))
            return [CommandKind.RescheduleFollowUp];
        if (piece.Means("EXCLUDE") && piece.Accounts.Count > 0 && !piece.Means("NOW"))
            return [CommandKind.PauseFollowUp];
        // "Forget Acme for now", where it is not what was said before that is to be forgotten.
        if (piece.Means("FORGET") && piece.Accounts.Count > 0 && !IsDenied(piece, "FORGET"))
            return [CommandKind.PauseFollowUp];
        var sends = IsSend(piece);
        // "Bei Kranz bis Monatsende die Füße hochlegen": whatever is to be done until a day is to rest until then.
        return
            sends.Count == 0
            && piece.Means("UNTIL")
            && piece.Accounts.Count > 0
            && CommandFields.Ahead(piece) is not null
            && !piece.Means("GOT", "WILLPAY")
            ? [CommandKind.PauseFollowUp]
            : sends;
    }

    /// <summary>"… the other one goes on": nothing is to be done about what goes on.</summary>
    private static bool IsAboutTheRest(Piece piece) =>
        piece.Means("OTHERONE") && (!piece.Means("REMINDER", "CHASE") || piece.Facts.Concepts.Any(c => c.Name == "EXCLUDE"));

    /// <summary>"Their case is taken up by the lawyer": nothing of ours goes on.</summary>
    private static bool IsTakenOver(Piece piece) => piece.Means("LEGAL") && !piece.Means("CHASE", "REMINDER");

    private static bool IsOfNamedInvoice(Piece piece) => piece.Accounts.Count == 0 && piece.Facts.Invoices.Count > 0;

    private static bool IsPause(Piece piece) =>
        piece.Means("PAUSE") || piece.Means("NOT") && piece.Means("UNTIL") && piece.Means("SEND", "CHASE", "REMINDER");

    private static bool IsDisputed(Piece piece) =>
        piece.Means("DISPUTE") && !piece.Means("RESOLVED") && (piece.Invoices.Count > 0 || piece.Means("MARK") || piece.Means("INVOICE"));

    private static bool IsPaid(Piece piece) =>
        !piece.Means("WILLPAY")
        && !(piece.Means("DISPUTE") && piece.Amounts.Count == 0)
        && (
            piece.Means("PAID")
            || piece.Means("GOT") && piece.Amounts.Count + piece.Figures.Count > 0
            // "They mailed a cheque, got it yesterday".
            || piece.Means("GOT")
                && piece.Accounts.Count + piece.Invoices.Count == 0
                && CommandFields.Behind(piece) is not null
                && piece.Facts.Concepts.Any(c => c.Name == "PAID" && c.Span.End <= piece.Span.Start)
            || piece.Means("GOT") && piece.Means("FULL", "ALLINV") && (piece.Invoices.Count > 0 || piece.Means("INVOICE"))
        );

    private static bool IsMove(Piece piece) =>
        piece.Means("MOVE") && (piece.Dates.Count > 0 || piece.Means("NEXTWEEK") || piece.Means("REMINDER", "CHASE", "NEXTMSG"))
        || piece.Means("MOVE") && piece.Accounts.Count > 0 && piece.Begins("MOVE")
        || piece.Concepts.Any(c =>
            c.Name == "WAIT" && piece.Dates.Any(d => d.Span.Start >= c.Span.End - 3 && d.Span.Start - c.Span.End < 24)
        ) && !IsDenied(piece, "WAIT");

    private static List<CommandKind> IsSend(Piece piece)
    {
        var today = piece.Facts.Today;
        var isLater = piece.Dates.Any(d => d.Next > today) && !piece.Means("NOW") || piece.Means("NEXTWEEK");
        // "Next chaser for Copperfield on 06/22": no verb, and yet it says when.
        if (!piece.Means("SEND", "CHASE"))
            return isLater && piece.Means("REMINDER", "NEXTMSG") && !piece.Means("NOT", "PAID", "GOT")
                ? [CommandKind.RescheduleFollowUp]
                : [];
        if (IsDenied(piece, "SEND") || IsDenied(piece, "CHASE") || piece.Means("OTHERONE"))
            return [];
        if (isLater)
            return [CommandKind.RescheduleFollowUp];
        return piece.Means("NOW") || piece.Means("CHASE") || piece.Means("REMINDER") ? [CommandKind.SendNow] : [];
    }

    /// <summary>"Don't wait": a negation before it, with little between.</summary>
    private static bool IsDenied(Piece piece, string name) =>
        piece
            .Concepts.Where(c => c.Name == name)
            .All(c =>
                piece.Concepts.Any(n =>
                    n.Name == "NOT" && n.Span.End <= c.Span.Start && c.Span.Start - n.Span.End < 24
                    || n.Name == "NOT" && n.Span.Start >= c.Span.End && n.Span.Start - c.Span.End < 6
                )
            ) && piece.Concepts.Any(c => c.Name == name);

    private static int Count(Piece piece, string name) => piece.Concepts.Count(c => c.Name == name);
}
