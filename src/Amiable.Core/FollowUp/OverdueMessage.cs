namespace Amiable.FollowUp;

/// <summary>The next message about what is past its due date.</summary>
internal static class OverdueMessage
{
    public static PlannedMessage? Of(Sorting s)
    {
        if (FirstToAsk(s) is not { } first)
            return null;
        var (wanted, last, rhythm) = ByRhythm(s, first);
        var (day, moved) = s.FirstPossibleDay(wanted);
        // What something else has moved already is no fair comparison, and is held back without being measured.
        var (step, isMeasured) = (HoldOutStep.Of(s, wanted, last, first), day == wanted);
        if (step is { IsHeldBack: true })
        {
            (day, moved) = s.FirstPossibleDay(step.Until);
            if (s.Today <= step.Until)
                moved = [new(ReasonKind.HeldBack) { On = step.Until, Days = s.Policy.HoldOut.BusinessDays }, .. moved];
        }

        var about = s.Chased.FindAll(i => s.QuietUntil(i) < day);
        var upcoming = s.Chased.FindAll(i => BeforeDueMessage.MayRideAlong(i, s, day));
        var (tone, toneReason) = ToneOn(day, about, s);
        Reason oldest = new(ReasonKind.OldestOverdue)
        {
            Number = about[0].Number,
            On = about[0].DueOn,
            Days = day.DayNumber - about[0].DueOn!.Value.DayNumber,
        };
        List<Reason> because = [oldest, .. rhythm, .. moved, toneReason];
        foreach (var credit in s.Credit)
            if (about.Exists(i => i.Outstanding.Currency == credit.Currency))
                because.Add(new(ReasonKind.CreditDeducted) { Amount = credit });
        return new(day, Stage.Overdue, tone, s.Channel, about, upcoming, because) { Step = isMeasured ? step : null };
    }

    /// <summary>The invoice due longest among those that are asked for as soon as anything is; none when credit covers it all.</summary>
    private static OpenInvoice? FirstToAsk(Sorting s)
    {
        var earliest = DateOnly.MaxValue;
        foreach (var invoice in s.Chased)
            if (s.QuietUntil(invoice) is var quiet && quiet < earliest)
                earliest = quiet;
        if (earliest == DateOnly.MaxValue)
            return null;
        var day = Sorting.Max(earliest.AddDays(1), s.Today);
        return s.Chased.Find(i => s.QuietUntil(i) < day);
    }

    /// <summary>
    /// A message every so many business days, counted from the last one; the first when the invoice becomes overdue, or, when its reminder before
    /// the due date went out, one rhythm after that. A rung that has a faster rhythm takes over from the day its age is reached.
    /// </summary>
    private static (DateOnly Day, DateOnly? Last, Reason[] Because) ByRhythm(Sorting s, OpenInvoice oldest)
    {
        var dueOn = oldest.DueOn!.Value;
        var overdueFrom = s.Calendar.OnOrAfter(s.QuietUntil(oldest).AddDays(1));
        if ((s.History.LastAsked(dueOn) ?? s.History.ReminderOf(oldest))?.On is not { } last)
            return (overdueFrom, null, [new(ReasonKind.FirstMessage)]);

        var (earliest, rhythm) = (DateOnly.MaxValue, s.Policy.Rungs[0]);
        foreach (var rung in s.Policy.Rungs)
        {
            var day = Sorting.Max(s.Calendar.Away(last, rung.EveryBusinessDays), s.Calendar.OnOrAfter(dueOn.AddDays(rung.FromDaysOverdue)));
            if (day < earliest)
                (earliest, rhythm) = (day, rung);
        }
        return (
            Sorting.Max(earliest, overdueFrom),
            last,
            [new(ReasonKind.Rhythm) { Days = rhythm.EveryBusinessDays }, new(ReasonKind.LastFollowUp) { On = last }]
        );
    }

    /// <summary>The tone of the age, but one step at a time upwards, and downwards only for a cause.</summary>
    private static (Tone Tone, Reason Because) ToneOn(DateOnly day, List<OpenInvoice> about, Sorting s)
    {
        var received = s.History.LadderOf(about);
        var oldestDueOn = about[0].DueOn!.Value;
        var rung = s.Policy.RungAt(day.DayNumber - oldestDueOn.DayNumber);
        var rungFrom = oldestDueOn.AddDays(rung.FromDaysOverdue);
        var ofAge = rung.ToneAfter(received.Count(m => m.On >= rungFrom));
        if (received.Count == 0)
            return ofAge > Tone.Courteous
                ? (Tone.Courteous, new(ReasonKind.ToneOneStep) { Tone = Tone.Courteous })
                : (ofAge, new(ReasonKind.ToneOfAge) { Tone = ofAge });

        var last = received[^1];
        if (ofAge > last.Tone + 1)
            return (last.Tone + 1, new(ReasonKind.ToneOneStep) { Tone = last.Tone + 1 });
        var isEased = s.EasedOn >= last.On || s.History.SomethingIsGoneOf(last);
        if (ofAge < last.Tone && !isEased)
            return (last.Tone, new(ReasonKind.ToneKept) { Tone = last.Tone });
        return (ofAge, new(ReasonKind.ToneOfAge) { Tone = ofAge });
    }
}
