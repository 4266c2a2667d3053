namespace Amiable.FollowUp;

/// <summary>The one reminder of a due date that is still to come.</summary>
internal static class BeforeDueMessage
{
    /// <param name="s">The situation.</param>
    /// <param name="overdue">
    /// The next message about what is overdue: what it can mention before it falls due needs no reminder of its own, even when it has to wait for
    /// that message. One message about everything is better than two within a few days.
    /// </param>
    public static PlannedMessage? Of(Sorting s, PlannedMessage? overdue)
    {
        if (s.Policy.RemindBusinessDaysBeforeDue is not { } daysBefore)
            return null;

        // In the order of due dates their days are in order, too: the first that works is the next.
        foreach (var invoice in s.Chased)
        {
            if (invoice.DueOn < s.Today || (overdue is not null && overdue.Upcoming.Contains(invoice)) || WasReminded(invoice, s))
                continue;
            var (day, moved) = s.FirstPossibleDay(s.Calendar.Away(invoice.DueOn!.Value, -daysBefore));
            if (day > invoice.DueOn)
                continue;
            var about = s.Chased.FindAll(i => MayRideAlong(i, s, day));
            LeaveOutWhatCreditBlurs(about, s, day);
            if (!about.Contains(invoice))
                continue;
            Reason fallsDue = new(ReasonKind.FallsDue)
            {
                Number = invoice.Number,
                On = invoice.DueOn,
                Days = daysBefore,
            };
            return new(day, Stage.BeforeDue, Tone.Courteous, s.Channel, about, [], [fallsDue, .. moved]);
        }
        return null;
    }

    /// <summary>Whether its reminder belongs into a message of that day: its day has come, or would come before another message may go out.</summary>
    public static bool MayRideAlong(OpenInvoice invoice, Sorting s, DateOnly day) =>
        s.Policy.RemindBusinessDaysBeforeDue is { } daysBefore
        && invoice.DueOn >= day
        && s.Calendar.Away(invoice.DueOn.Value, -daysBefore) < s.Calendar.Away(day, s.Policy.MinimumGapBusinessDays)
        && !WasReminded(invoice, s);

    // Credit is deducted once. Where it is needed for what is overdue, or covers what falls due, a reminder would state a wrong figure.
    private static void LeaveOutWhatCreditBlurs(List<OpenInvoice> about, Sorting s, DateOnly day)
    {
        foreach (var credit in s.Credit)
            if (
                s.Chased.Exists(i => i.Outstanding.Currency == credit.Currency && i.DueOn < day)
                || about.Where(i => i.Outstanding.Currency == credit.Currency).Select(i => i.Outstanding).Sum(credit.Currency) <= credit
            )
                about.RemoveAll(i => i.Outstanding.Currency == credit.Currency);
    }

    private static bool WasReminded(OpenInvoice invoice, Sorting s) => s.History.ReminderOf(invoice) is not null;
}
