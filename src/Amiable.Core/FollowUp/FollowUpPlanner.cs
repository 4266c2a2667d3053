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
        if (sorting.Chased.Count == 0 && sorting.Broken.Count == 0)
            return new(null, sorting.LeftOut, sorting.Needs);

        var next = sorting.Broken.Count > 0 ? Sooner(PromiseBroken(sorting), Due(sorting)) : Due(sorting);
        if (next is null)
            return new(null, sorting.LeftOut, sorting.Needs);
        if (situation.Reach is null)
            return Unreachable(sorting);

        LeaveOutTheRest(sorting, next);
        if (AmicableHadNoEffect(sorting) is { Count: > 0 } overdue)
            sorting.Needs.Add(new(NeedKind.AdvancedAction, overdue));
        return new(next with { Channel = situation.Reach.Value }, sorting.LeftOut, sorting.Needs);
    }

    /// <summary>The message that falls to the invoices' due dates: a reminder before, or a follow-up after.</summary>
    private static PlannedMessage? Due(Sorting s)
    {
        var overdue = OverdueMessage.Of(s);
        var before = BeforeDueMessage.Of(s, overdue);
        return Sooner(overdue, before);
    }

    // At equal days the first wins: what is overdue is said before what falls due.
    private static PlannedMessage? Sooner(PlannedMessage? first, PlannedMessage? second) =>
        first is null ? second
        : second is null || first.SendOn <= second.SendOn ? first
        : second;

    private static PlannedMessage PromiseBroken(Sorting s)
    {
        var oldest = s.Broken.MinBy(i => i.PromisedOn)!;
        var from = s.Calendar.Away(oldest.PromisedOn!.Value, s.Policy.GraceAfterPromiseBusinessDays).AddDays(1);
        var (day, reasons) = s.FirstPossibleDay(from);
        reasons.Insert(0, new(ReasonKind.PromiseBroken) { Number = oldest.Number, On = oldest.PromisedOn });
        return new(day, Stage.PromiseBroken, Tone.Courteous, Channel.Email, s.Broken, [], reasons);
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
        foreach (var invoice in s.Chased.Concat(s.Broken))
            if (!next.About.Contains(invoice) && !next.Upcoming.Contains(invoice))
                s.LeftOut.Add(
                    new(
                        invoice.Id,
                        invoice.Number,
                        s.CoveringCredit(invoice, next.SendOn) ? Why.CoveredByCredit
                            : invoice.DueOn < next.SendOn ? Why.NotItsTurn
                            : Why.NotDueYet
                    )
                );
    }

    /// <summary>Firm messages went unanswered too often, or too long: a person decides what comes after words.</summary>
    private static List<OpenInvoice> AmicableHadNoEffect(Sorting s)
    {
        var overdue = s.Chased.Where(i => i.DueOn < s.Today).ToList();
        if (overdue.Count == 0)
            return overdue;
        var firm = s.LadderSince(overdue[0].DueOn!.Value).Count(m => m.Tone == Tone.Firm);
        var age = s.Today.DayNumber - overdue[0].DueOn!.Value.DayNumber;
        return firm >= s.Policy.RecommendAfterFirmMessages || (firm > 0 && age > s.Policy.RecommendAfterDaysOverdue) ? overdue : [];
    }
}
