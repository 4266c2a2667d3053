using Amiable.Accounts;
using Amiable.FollowUp;
using Amiable.Instructions;
using Amiable.Reading.Understanding.Dates;

namespace Amiable.Reading.Instructions;

/// <summary>Fills what a command needs beside its account: days, sums, invoices, words.</summary>
internal static class CommandFields
{
    /// <summary>The command of a piece, or several where it speaks of several invoices.</summary>
    public static IEnumerable<Draft> Fill(Draft draft, IReadOnlyList<Draft> before)
    {
        var piece = draft.Piece;
        return draft.Kind switch
        {
            CommandKind.PauseFollowUp => [draft with { Date = Ahead(piece), Reason = Reason(piece) }],
            CommandKind.RescheduleFollowUp => [WithDay(draft)],
            CommandKind.SetPaidAmount => Payments.Of(draft, before),
            CommandKind.MarkDisputed or CommandKind.ExcludeInvoice => OfInvoices(draft, before),
            CommandKind.ChangeTone => [draft with { Tone = ToneOf(piece) }],
            CommandKind.AddNoteToNextMessage => [draft with { Text = NoteWords.Of(piece) }],
            CommandKind.SetContactLanguage => [draft with { Language = NewContact.Language(piece) }],
            CommandKind.ReplaceContact or CommandKind.AddContact => [WithContact(draft)],
            CommandKind.AskQuestion => [draft with { Topic = Question.Of(piece) ?? QuestionTopic.Other }],
            _ => [draft],
        };
    }

    /// <summary>The day ahead that a piece names; the last one, when several: "not on the 3rd but on the 8th".</summary>
    public static DateOnly? Ahead(Piece piece)
    {
        var today = piece.Facts.Today;
        var days = piece
            .Dates.Where(d => !IsOfDeniedWait(piece, d))
            // "Until 15 June, they pay over three months": the day behind "until" is the one meant.
            .OrderBy(d => piece.Concepts.Any(c => c.Name == "UNTIL" && c.Span.End <= d.Span.Start && d.Span.Start - c.Span.End < 6))
            .Select(d => d.Next ?? (d.Last == today ? d.Last : null))
            .OfType<DateOnly>()
            .ToList();
        if (days.Count > 0)
            return days[^1];
        return piece.Means("NEXTWEEK") ? today.AddDays(8 - (today.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)today.DayOfWeek)) : null;
    }

    /// <summary>The day behind that a piece names.</summary>
    public static DateOnly? Behind(Piece piece) =>
        piece.Dates.Where(d => d.Form != DateForm.Span).Select(d => d.Last).FirstOrDefault(d => d is not null);

    /// <summary>"Don't wait for the 18th" names no day of anything, nor does "instead of the 18th".</summary>
    private static bool IsOfDeniedWait(Piece piece, FoundDate date) =>
        piece.Concepts.Any(c => c.Name is "NOW" or "INSTEADOF" && c.Span.End <= date.Span.Start && date.Span.Start - c.Span.End < 12);

    private static Draft WithDay(Draft draft)
    {
        var day = Ahead(draft.Piece);
        return day is null || day < draft.Piece.Facts.Today
            ? draft.Account is null
                ? draft
                : draft with
                {
                    Missing = UnclearAbout.Date,
                    Candidates = [draft.Account],
                }
            : draft with
            {
                Date = day,
            };
    }

    private static Draft WithContact(Draft draft)
    {
        var (name, email) = NewContact.Of(draft.Piece);
        return draft with
        {
            Name = name,
            Email = email,
            Language = NewContact.Language(draft.Piece) ?? NewContact.LanguageInText(draft.Piece),
        };
    }

    private static IEnumerable<Draft> OfInvoices(Draft draft, IReadOnlyList<Draft> before)
    {
        var piece = draft.Piece;
        var named = piece.Invoices.Where(i => draft.Account is null || i.Account == draft.Account).ToList();
        if (named.Count > 0)
            return named.Select(i => draft with { Account = i.Account, Invoice = i.Invoice });
        if (piece.Facts.NamesUnknownInvoice(piece.Sentence) || piece.Figures.Any(f => f.Value >= 1000 && !IsOpen(draft, f.Value)))
            return [draft with { Missing = UnclearAbout.Invoice, Candidates = [] }];
        // "Mark it as disputed": the invoice spoken of before, or above.
        if (before.LastOrDefault(d => d.Invoice is not null && d.Account == draft.Account) is { } last)
            return [draft with { Invoice = last.Invoice, Confidence = draft.Confidence * 0.95 }];
        if (piece.Facts.Invoices.Where(i => draft.Account is null || i.Account == draft.Account).ToList() is { Count: > 0 } anywhere)
            return anywhere.Select(i => draft with { Account = i.Account, Invoice = i.Invoice, Confidence = draft.Confidence * 0.95 });
        if (draft.Account is null)
            return [draft];
        var open = draft.Account.Invoices;
        if (open.Count == 1)
            return [draft with { Invoice = open[0] }];
        if (piece.Means("ALLINV"))
            return open.Select(i => draft with { Invoice = i });
        var sums = piece.Amounts.Concat(piece.Figures).Select(a => a.Value).ToHashSet();
        return open.Where(i => sums.Contains(i.Open)).ToList() is [var only]
            ? [draft with { Invoice = only }]
            : [draft with { Missing = UnclearAbout.Invoice }];
    }

    private static bool IsOpen(Draft draft, decimal sum) => draft.Account?.Invoices.Any(i => i.Open == sum) == true;

    private static Tone ToneOf(Piece piece) =>
        piece
            .Concepts.Where(c => c.Name is "GENTLE" or "FIRM" or "BUSINESS")
            .OrderByDescending(c => c.Span.Length - c.Span.Start / 1000.0)
            .First()
            .Name switch
        {
            "GENTLE" => Tone.Courteous,
            "FIRM" => Tone.Firm,
            _ => Tone.Professional,
        };

    /// <summary>What is said around it: in the sentence, or, with one account in the text, anywhere.</summary>
    private static PauseReason Reason(Piece piece)
    {
        var facts = piece.Facts;
        var several = facts.Accounts.SelectMany(a => a.Accounts).Distinct().Count() > 1;
        var around = facts
            .Concepts.Where(c => !several || InstructionFacts.Overlap(c.Span, piece.Sentence))
            .Select(c => c.Name)
            .ToHashSet();
        return around.Contains("PLAN") ? PauseReason.PaymentPlan
            : around.Contains("DISPUTE") ? PauseReason.Dispute
            : around.Contains("LEGAL") ? PauseReason.Legal
            : around.Contains("COMMERCIAL") ? PauseReason.Commercial
            : PauseReason.Other;
    }
}
