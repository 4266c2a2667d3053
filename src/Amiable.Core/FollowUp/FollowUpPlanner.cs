using Amiable.Invoices;

namespace Amiable.FollowUp;

/// <summary>
/// Decides whether, when, how firmly and about which invoices an account is written to next. It reads no clock and no database and asks no
/// model, so the same situation on the same day always gives the same plan.
/// </summary>
public static class FollowUpPlanner
{
    /// <summary>Plans the next message to an account.</summary>
    /// <param name="situation">The account's facts.</param>
    /// <param name="policy">The rhythm and the tone.</param>
    /// <param name="calendar">The business days of the customer.</param>
    /// <param name="today">The first day on which something could be sent, in the account's time zone.</param>
    public static FollowUpPlan Plan(Situation situation, FollowUpPolicy policy, BusinessCalendar calendar, DateOnly today)
    {
        var sorting = new Sorting(situation, policy, calendar, today);
        var (promise, overdue) = (PromiseBroken(sorting), OverdueMessage.Of(sorting));
        var beforeDue = BeforeDueMessage.Of(sorting, overdue);
        if (Sooner(promise, Sooner(overdue, beforeDue)) is not { } next)
            return new(null, sorting.LeftOut, sorting.Needs);
        var owed = sorting.Overdue;
        if (CallRule.IsWanted(sorting, owed, situation.Calls))
            sorting.Needs.Add(new(NeedKind.Call, owed));
        if (situation.Reach is null)
            return Unreachable(sorting);

        LeaveOutTheRest(sorting, next);
        if (AmicableHadNoEffect(sorting, owed) is { Count: > 0 } without)
            sorting.Needs.Add(new(NeedKind.AdvancedAction, without));
        return new(next, sorting.LeftOut, sorting.Needs) { Measured = Measured(overdue?.Step, promise, beforeDue) };
    }

    /// <summary>What is overdue and may be asked for that day, credit deducted; oldest first.</summary>
    public static IReadOnlyList<OpenInvoice> Overdue(
        Situation situation,
        FollowUpPolicy policy,
        BusinessCalendar calendar,
        DateOnly today
    ) => new Sorting(situation, policy, calendar, today).Overdue;

    // Held back or not, it is measured when it would have been the next message on its day.
    private static HoldOutStep? Measured(HoldOutStep? step, PlannedMessage? promise, PlannedMessage? beforeDue) =>
        promise?.SendOn <= step?.On || beforeDue?.SendOn < step?.On ? null : step;

    // At equal days the first wins: a broken promise before what is overdue, what is overdue before what falls due.
    private static PlannedMessage? Sooner(PlannedMessage? first, PlannedMessage? second) =>
        first is null ? second
        : second is null || first.SendOn <= second.SendOn ? first
        : second;

    /// <summary>One reminder for each day that was promised: a message that speaks of two promises would be wrong about one of them.</summary>
    private static PlannedMessage? PromiseBroken(Sorting s)
    {
        if (s.Broken.MinBy(i => i.PromisedOn) is not { } oldest)
            return null;
        var (day, moved) = s.FirstPossibleDay(s.WaitsUntil(oldest).AddDays(1));
        Reason broken = new(ReasonKind.PromiseBroken) { Number = oldest.Number, On = oldest.PromisedOn };
        var about = s.Broken.FindAll(i => i.PromisedOn == oldest.PromisedOn);
        return new(day, Stage.PromiseBroken, Tone.Courteous, s.Channel, about, [], [broken, .. moved]);
    }

    private static FollowUpPlan Unreachable(Sorting s)
    {
        foreach (var invoice in s.Chased.Concat(s.Broken))
            s.LeftOut.Add(new(invoice.Id, invoice.Number, Why.NoValidContact));
        s.Needs.Add(new(NeedKind.MissingContact, []));
        return new(null, s.LeftOut, s.Needs);
    }

    private static void LeaveOutTheRest(Sorting s, PlannedMessage next)
    {
        foreach (var invoice in s.Chased)
            if (!next.About.Contains(invoice) && !next.Upcoming.Contains(invoice))
                s.LeftOut.Add(new(invoice.Id, invoice.Number, WhyNot(invoice, s, next.SendOn)));
        foreach (var invoice in s.Broken)
            if (!next.About.Contains(invoice))
                s.LeftOut.Add(new(invoice.Id, invoice.Number, Why.NotItsTurn));
    }

    private static Why WhyNot(OpenInvoice chased, Sorting s, DateOnly day) =>
        chased.DueOn >= day ? Why.NotDueYet
        : s.QuietUntil(chased) >= day ? Why.CoveredByCredit
        : Why.NotItsTurn;

    /// <summary>Firm messages went unanswered too often, or too long: a person decides what comes after words.</summary>
    private static List<OpenInvoice> AmicableHadNoEffect(Sorting s, List<OpenInvoice> overdue)
    {
        if (overdue.Count == 0 || s.Today < s.NoticeIsOver)
            return [];
        var firm = s.AskedWithoutEffect(overdue).Count(m => m.Tone == Tone.Firm);
        var age = s.Today.DayNumber - overdue[0].DueOn!.Value.DayNumber;
        return firm >= s.Policy.RecommendAfterFirmMessages || (firm > 0 && age > s.Policy.RecommendAfterDaysOverdue) ? overdue : [];
    }
}
