namespace Amiable.FollowUp;

/// <summary>The next message about what is past its due date.</summary>
internal static class OverdueMessage
{
    public static PlannedMessage? Of(Sorting s)
    {
        if (s.Chased.Count == 0)
            return null;
        var oldest = s.Chased[0];
        var (wanted, reasons) = ByRhythm(s, oldest);
        var (day, moved) = s.FirstPossibleDay(wanted);

        var about = s.Chased.Where(i => i.DueOn < day && !s.CoveringCredit(i, day)).ToList();
        if (about.Count == 0)
            return null;
        var upcoming = s.Chased.Where(i => BeforeDueMessage.MayRideAlong(i, s, day)).ToList();
        var (tone, toneReason) = ToneOn(day, about[0], s);

        reasons.Insert(
            0,
            new(ReasonKind.OldestOverdue)
            {
                Number = about[0].Number,
                On = about[0].DueOn,
                Days = day.DayNumber - about[0].DueOn!.Value.DayNumber,
            }
        );
        reasons.AddRange(moved);
        reasons.Add(toneReason);
        reasons.AddRange(
            s.Credit.Where(c => about.Any(i => i.Outstanding.Currency == c.Currency))
                .Select(c => new Reason(ReasonKind.CreditDeducted) { Amount = c })
        );
        return new(day, Stage.Overdue, tone, Channel.Email, about, upcoming, reasons);
    }

    /// <summary>
    /// A message every so many business days, counted from the last one; the first when the invoice becomes overdue, or, when its reminder before
    /// the due date went out, one rhythm after that.
    /// </summary>
    private static (DateOnly Day, List<Reason> Because) ByRhythm(Sorting s, OpenInvoice oldest)
    {
        var overdueFrom = s.Calendar.OnOrAfter(oldest.DueOn!.Value.AddDays(1));
        var last = (s.LastAsked(oldest.DueOn.Value) ?? ReminderBeforeDue(s))?.On;
        if (last is null)
            return (overdueFrom, [new(ReasonKind.FirstMessage)]);

        DateOnly? earliest = null;
        var rhythm = s.Policy.Rungs[0];
        foreach (var rung in s.Policy.Rungs)
        {
            var day = Sorting.Max(
                s.Calendar.Away(last.Value, rung.EveryBusinessDays),
                s.Calendar.OnOrAfter(oldest.DueOn.Value.AddDays(rung.FromDaysOverdue))
            );
            if (earliest is null || day < earliest)
                (earliest, rhythm) = (day, rung);
        }
        return (
            Sorting.Max(earliest!.Value, overdueFrom),
            [new(ReasonKind.Rhythm) { Days = rhythm.EveryBusinessDays }, new(ReasonKind.LastFollowUp) { On = last }]
        );
    }

    private static PastMessage? ReminderBeforeDue(Sorting s) =>
        s.Messages.LastOrDefault(m => m.Stage == Stage.BeforeDue && m.Invoices.Contains(s.Chased[0].Id));

    /// <summary>The tone of the age, but one step at a time upwards, and downwards only for a cause.</summary>
    private static (Tone Tone, Reason Because) ToneOn(DateOnly day, OpenInvoice oldest, Sorting s)
    {
        var received = s.LadderSince(oldest.DueOn!.Value);
        var ofAge = s.Policy.RungAt(day.DayNumber - oldest.DueOn.Value.DayNumber).ToneAfter(received.Count);
        var last = received.Count > 0 ? received[^1] : null;

        var highest = last is null ? Tone.Courteous : (Tone)Math.Min((int)last.Tone + 1, (int)Tone.Firm);
        if (ofAge > highest)
            return (highest, new(ReasonKind.ToneOneStep) { Tone = highest });
        if (last is not null && ofAge < last.Tone && !(s.EasedOn >= last.On))
            return (last.Tone, new(ReasonKind.ToneKept) { Tone = last.Tone });
        return (ofAge, new(ReasonKind.ToneOfAge) { Tone = ofAge });
    }
}
