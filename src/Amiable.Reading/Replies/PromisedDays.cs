using System.Text.RegularExpressions;
using Amiable.Reading.Intents;
using Amiable.Reading.Understanding.Dates;
using Amiable.Replies;

namespace Amiable.Reading.Replies;

/// <summary>Which of the days a sentence names is the one somebody means to pay on.</summary>
internal sealed partial class PromisedDays(ReplyToRead reply, ReplyFacts facts, List<ReadSentence> told)
{
    private DateOnly Today => DateOnly.FromDateTime(reply.Received.DateTime);

    /// <summary>
    /// The day said to be the last one, else the first one ahead. A rule ("the 10th and the 25th of each month") counts only where nothing else is named.
    /// </summary>
    public DateOnly? Of(ReadSentence sentence)
    {
        var days = sentence
            .Dates.Where(d => d.Next is not null && IsOfPayment(d) && !IsLongPast(d))
            .Where((d, i) => i + 1 == sentence.Dates.Count || !IsSigned(sentence, d))
            .ToList();
        var named = days.Where((d, i) => !IsEarliest(d) && !IsRule(days, i) && !IsNarrowed(days, i)).ToList();
        // "It leaves on Thursday and is with you by Friday at the latest": when it leaves is what is promised.
        var last =
            named.Find(d => IsLatest(d) && (d == named[0] || !Corrections.Arrives().IsMatch(Between(named[0], d))))
            ?? named.Where((d, i) => i > 0 && IsChoice(named[i - 1], d)).LastOrDefault();
        var meant = last ?? named.FirstOrDefault() ?? days.FirstOrDefault();
        return meant is null ? null : InWeekSpokenOf(sentence, meant);
    }

    /// <summary>"The 15th and the 30th": the days on which somebody always pays, of which another sentence picks one.</summary>
    public bool IsRule(ReadSentence sentence)
    {
        var days = sentence.Dates.Where(d => d.Next is not null).ToList();
        return days.Count > 1 && days.Where((_, i) => IsRule(days, i)).Count() == days.Count;
    }

    /// <summary>"Until the 15th".</summary>
    public bool IsUntil(FoundDate date) =>
        Promises.By().IsMatch(Before(date)) || Promises.Begins().IsMatch(facts.Text.Folded[date.Span.Start..date.Span.End]);

    /// <summary>"When I've been paid. Probably in two weeks": nobody can rely on that day.</summary>
    public static bool IsGuess(ReadSentence sentence) => Guess().IsMatch(sentence.Folded);

    /// <summary>The day of an invoice of the account.</summary>
    public bool IsInvoiceDate(FoundDate date) =>
        date is { Form: DateForm.DayAndMonth, Last: { } last } && reply.Invoices.Any(i => i.DueDate == last || i.IssuedOn == last);

    /// <summary>It may be a day of paying: one ahead, or no invoice's.</summary>
    public bool IsOfPayment(FoundDate date) => !IsInvoiceDate(date) || date.Form == DateForm.DueDate || date.Next is not null;

    /// <summary>"12 November", said on the 24th, is no promise for next year.</summary>
    private bool IsLongPast(FoundDate date) => date.Next > Today.AddDays(240) && date.Last > Today.AddDays(-100);

    private bool IsRule(List<FoundDate> days, int at) =>
        days[at].Form == DateForm.DayOnly
        && (
            at > 0 && days[at - 1].Form == DateForm.DayOnly && And().IsMatch(Between(days[at - 1], days[at]))
            || at + 1 < days.Count && days[at + 1].Form == DateForm.DayOnly && And().IsMatch(Between(days[at], days[at + 1]))
        );

    /// <summary>"In week 21, on the Wednesday": the week is told more exactly.</summary>
    private static bool IsNarrowed(List<FoundDate> days, int at) =>
        at + 1 < days.Count
        && days[at + 1].Span.Start - days[at].Span.End < 24
        && days[at].Form == DateForm.PeriodEnd
        && days[at + 1] is { Form: DateForm.Weekday or DateForm.DayAndMonth or DateForm.DayOnly } next
        && (next.Form == DateForm.Weekday || next.Next <= days[at].Next);

    private bool IsChoice(FoundDate one, FoundDate other) => Or().IsMatch(Between(one, other)) && other.Next > one.Next;

    private bool IsLatest(FoundDate date) => Latest().IsMatch(Before(date)) || LatestBehind().IsMatch(Behind(date));

    private bool IsEarliest(FoundDate date) => Earliest().IsMatch(Before(date)) || EarliestBehind().IsMatch(Behind(date));

    /// <summary>"The boss signs on Friday, so it is with you on Monday".</summary>
    private bool IsSigned(ReadSentence sentence, FoundDate date)
    {
        var before = facts.Text.Folded[sentence.Span.Start..date.Span.Start];
        return InContext.Signs().IsMatch(before[(before.LastIndexOf(',') + 1)..]);
    }

    /// <summary>"At the end of next week. Well, Friday at the latest", "next week, on Thursday": the day of the week spoken of.</summary>
    private DateOnly? InWeekSpokenOf(ReadSentence sentence, FoundDate date)
    {
        if (date.Form != DateForm.Weekday || date.Next is not { } next || facts.Text[date.Span].Contains(' ') && SaysWhich(date))
            return date.Next;
        var monday = Today.AddDays(7 - (((int)Today.DayOfWeek + 6) % 7));
        var earlier = facts.Text.Folded[sentence.Span.Start..date.Span.Start];
        if (next < monday && NextWeek().IsMatch(earlier[Math.Max(0, earlier.Length - 40)..]))
            return next.AddDays(7);
        var before = told.TakeWhile(s => s != sentence).LastOrDefault();
        var spoken = (before?.Dates ?? [])
            .Concat(sentence.Dates.TakeWhile(d => d != date))
            .LastOrDefault(d => d.Form is DateForm.PeriodEnd or DateForm.Weekday && d.Last is null)
            ?.Next;
        return
            spoken is { } end
            && next < end
            && Enumerable.Range(1, 8).Select(i => next.AddDays(7 * i)).FirstOrDefault(d => d > end.AddDays(-5) && d <= end) is var there
            && there != default
            ? there
            : next;
    }

    /// <summary>"This Friday", "last Friday": a word beside the day says which.</summary>
    private bool SaysWhich(FoundDate date) =>
        date.Last is null || date.Next is null || This().IsMatch(facts.Text.Folded.AsSpan(date.Span.Start, date.Span.Length));

    private string Between(FoundDate one, FoundDate other) =>
        other.Span.Start <= one.Span.End ? "" : facts.Text.Folded[one.Span.End..other.Span.Start];

    private string Before(FoundDate date) => facts.Text.Folded[Math.Max(0, date.Span.Start - 32)..date.Span.Start];

    private string Behind(FoundDate date) => facts.Text.Folded[date.Span.End..Math.Min(facts.Text.Folded.Length, date.Span.End + 24)];

    [GeneratedRegex(
        @"\b(?:probably|hopefully|maybe|perhaps|probablement|sans doute|peut-etre|wahrscheinlich|vermutlich|vielleicht|probablemente|seguramente|quizas?|probabilmente|forse|waarschijnlijk|misschien|provavelmente|talvez|prawdopodobnie|moze)\b"
    )]
    private static partial Regex Guess();

    [GeneratedRegex(@"^\s?(?:and|et|und|y|e|en|i|oraz|&|/)(?: (?:the|le|au|el|al|il|l'|de|den|am|zum|do|o|a|dia|on))*\s?$")]
    private static partial Regex And();

    [GeneratedRegex(
        @"^,?\s?(?:or|ou|oder|o|of|lub|albo|allenfalls|u)(?: (?:(?:on|by|the|le|au|el|al|il|l'|de|den|am|zum|do|o|a|na|dia|w|we|op) ?|at the latest|spatestens|au plus tard|uiterlijk))*\s?$"
    )]
    private static partial Regex Or();

    [GeneratedRegex(
        @"\b(?:latest|no later than|not later than|au plus tard|spatestens|a mas tardar|al piu tardi|entro e non oltre|uiterlijk|o mais tardar|najpozniej|dernier delai)(?: (?:by|on|le|la|au|am|bis|zum|el|al|para|il|entro|op|de|a|ate|dia|do|w|we|dnia))*\s?$"
    )]
    private static partial Regex Latest();

    [GeneratedRegex(
        @"^,? ?(?:at the (?:very )?latest|the latest|latest|au plus tard|maxi(?:mum)?\b|spatestens|a mas tardar|como muy tarde|como maximo|al piu tardi|al massimo|uiterlijk|op zijn laatst|o mais tardar|no maximo|najpozniej|dernier delai)"
    )]
    private static partial Regex LatestBehind();

    [GeneratedRegex(
        @"\b(?:earliest|no earlier than|not before|au plus tot|pas avant|fruhestens|nicht vor|no antes del?|al piu presto|non prima del?|op zijn vroegst|niet voor|nao antes de|najwczesniej|nie wczesniej niz)(?: (?:by|on|le|la|au|am|dem|el|al|il|op|de|a|dia|w|we))*\s?$"
    )]
    private static partial Regex Earliest();

    [GeneratedRegex(
        @"^,? ?(?:at the (?:very )?earliest|au plus tot|fruhestens|lo antes|al piu presto|op zijn vroegst|na melhor das hipoteses|najwczesniej)"
    )]
    private static partial Regex EarliestBehind();

    [GeneratedRegex(
        @"\b(?:next week|(?:la )?semaine prochaine|nachste woche|nachster woche|kommende woche|kommender woche|semana que viene|proxima semana|semana proxima|prossima settimana|settimana prossima|volgende week|komende week|semana que vem|przyszlym tygodniu|nastepnym tygodniu|przyszlego tygodnia)\b[^.!?]*$"
    )]
    private static partial Regex NextWeek();

    [GeneratedRegex(@"^(?:this|ce|diesen?|dieser|este|questo|questa|deze|esta|nesta|w ten)\b")]
    private static partial Regex This();
}
