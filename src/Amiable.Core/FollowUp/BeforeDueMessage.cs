namespace Amiable.FollowUp;

/// <summary>The one reminder of a due date that is still to come.</summary>
internal static class BeforeDueMessage
{
    /// <param name="s">The situation.</param>
    /// <param name="overdue">The next message about what is overdue: what it can mention needs no reminder of its own.</param>
    public static PlannedMessage? Of(Sorting s, PlannedMessage? overdue)
    {
        if (s.Policy.RemindBusinessDaysBeforeDue is not { } daysBefore)
            return null;

        (DateOnly Day, OpenInvoice Invoice, List<Reason> Moved)? first = null;
        foreach (var invoice in s.Chased)
        {
            if (invoice.DueOn < s.Today || WasReminded(invoice, s) || (overdue is not null && overdue.Upcoming.Contains(invoice)))
                continue;
            var (day, moved) = s.FirstPossibleDay(s.Calendar.Away(invoice.DueOn!.Value, -daysBefore));
            if (day <= invoice.DueOn && (first is null || day < first.Value.Day))
                first = (day, invoice, moved);
        }
        if (first is not { } reminder)
            return null;

        var about = s.Chased.Where(i => i.DueOn >= reminder.Day && MayRideAlong(i, s, reminder.Day)).ToList();
        Reason fallsDue = new(ReasonKind.FallsDue)
        {
            Number = reminder.Invoice.Number,
            On = reminder.Invoice.DueOn,
            Days = daysBefore,
        };
        return new(reminder.Day, Stage.BeforeDue, Tone.Courteous, Channel.Email, about, [], [fallsDue, .. reminder.Moved]);
    }

    /// <summary>Whether its reminder belongs into a message of that day: its day has come, or would come before another message may go out.</summary>
    public static bool MayRideAlong(OpenInvoice invoice, Sorting s, DateOnly day) =>
        s.Policy.RemindBusinessDaysBeforeDue is { } daysBefore
        && invoice.DueOn >= day
        && !WasReminded(invoice, s)
        && s.Calendar.Away(invoice.DueOn.Value, -daysBefore) < s.Calendar.Away(day, s.Policy.MinimumGapBusinessDays);

    private static bool WasReminded(OpenInvoice invoice, Sorting s) => s.Messages.Any(m => m.Invoices.Contains(invoice.Id));
}
