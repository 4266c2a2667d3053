using Amiable.Ui;

namespace Amiable.FollowUp.Pages;

/// <summary>Facts and rules of the planner as sentences. Every screen that says why says it with these.</summary>
public static class WhyWords
{
    // More numbers than these in one sentence are counted, not listed.
    private const int ListedNumbers = 4;

    /// <summary>All of it, one sentence each: what led to the message, then what it leaves out and why.</summary>
    public static IReadOnlyList<string> Of(Viewer viewer, IReadOnlyList<Reason> because, IReadOnlyList<LeftOut> leftOut) =>
        [
            .. because.Select(reason => Of(viewer, reason)),
            .. leftOut.GroupBy(left => (left.Why, left.Until)).Select(group => LeftOut(viewer, [.. group])),
        ];

    /// <summary>One fact or rule.</summary>
    public static string Of(Viewer viewer, Reason reason)
    {
        var t = viewer.T;
        var days = reason.Days ?? 0;
        var on = reason.On is { } day ? viewer.Reader.Day(day, viewer.Today) : "";
        var tone = reason.Tone is { } spoken ? viewer.Reader.InSentence(t.Of(spoken)) : "";
        return reason.Kind switch
        {
            ReasonKind.FallsDue => t.Count("reason.falls-due", days, reason.Number, on),
            ReasonKind.OldestOverdue => t.Count("reason.oldest-overdue", days, reason.Number, on),
            ReasonKind.Rhythm => t.Count("reason.rhythm", days),
            ReasonKind.LastFollowUp => t["reason.last-follow-up", on],
            ReasonKind.FirstMessage => t["reason.first-message"],
            ReasonKind.MinimumGap => t.Count("reason.minimum-gap", days, on),
            ReasonKind.CameBack => t["reason.came-back", on],
            ReasonKind.PersonAway => t["reason.person-away", on],
            ReasonKind.AfterFormalNotice => t.Count("reason.after-formal-notice", days, on),
            ReasonKind.AfterCall => t["reason.after-call", on],
            ReasonKind.ToneOneStep => t["reason.tone-one-step", tone],
            ReasonKind.ToneOfAge => t["reason.tone-of-age", tone],
            ReasonKind.ToneKept => t["reason.tone-kept", tone],
            ReasonKind.NextPossibleDay => t["reason.next-possible-day", on],
            ReasonKind.PromiseBroken => t["reason.promise-broken", reason.Number, on],
            ReasonKind.CreditDeducted => t["reason.credit-deducted", reason.Amount],
            ReasonKind.HeldBack => t.Count("reason.held-back", days, on),
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason.Kind, "A reason without words."),
        };
    }

    /// <summary>Why an invoice is left out, without a full stop: "payment promised, waited for until Fri 17 Apr".</summary>
    public static string Of(Viewer viewer, Why why, DateOnly? until) =>
        until is not { } day ? viewer.T.Of(why)
        : why == Why.Promised ? viewer.T["follow-up.promised-until", viewer.Reader.Day(day, viewer.Today)]
        : why == Why.SaidToBePaid ? viewer.T["follow-up.said-paid-until", viewer.Reader.Day(day, viewer.Today)]
        : viewer.T.Of(why);

    /// <summary>"F-1, F-2 and 3 others".</summary>
    public static string Numbers(Words t, IReadOnlyList<string> numbers)
    {
        var listed = numbers.Count <= ListedNumbers + 1 ? numbers.Count : ListedNumbers;
        var text = string.Join(", ", numbers.Take(listed));
        return listed == numbers.Count ? text : t.Count("follow-up.and-others", numbers.Count - listed, text);
    }

    private static string LeftOut(Viewer viewer, IReadOnlyList<LeftOut> invoices) =>
        viewer.T.Count(
            "follow-up.left-out",
            invoices.Count,
            Numbers(viewer.T, [.. invoices.Select(left => left.Number)]),
            Of(viewer, invoices[0].Why, invoices[0].Until)
        );
}
