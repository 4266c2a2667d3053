namespace Amiable.FollowUp;

/// <summary>What makes a policy impossible to follow. Each fault names the value that has to change: "Rungs[1].EveryBusinessDays".</summary>
internal readonly struct PolicyFault(FollowUpPolicy policy)
{
    // Beyond a year of business days it is a typing error, and far beyond the calendar ends.
    private const int MostDays = 260;

    // Ten years: older than any claim that is still chased by letter.
    private const int MostDaysOverdue = 3650;
    private const int MostRungs = 10;
    private const int MostMessages = 100_000;
    private const int MostHours = 366 * 24;
    private const int MostOverdue = 1_000_000_000;
    private const int MostMessagesBeforeCall = 50;

    public Invalid? First => OfRungs ?? OfDays ?? OfSending ?? OfHoldOut ?? OfCalls;

    private Invalid? OfRungs
    {
        get
        {
            var rungs = policy.Rungs;
            if (rungs.Count == 0 || rungs[0].FromDaysOverdue != 0)
                return new Invalid(At(0, nameof(Rung.FromDaysOverdue)), "policy.first-rung", "The first step starts at 0 days overdue.");
            if (rungs.Count > MostRungs)
                return new Invalid(At(MostRungs, nameof(Rung.FromDaysOverdue)), "policy.rungs", $"There are at most {MostRungs} steps.");
            for (var i = 0; i < rungs.Count; i++)
                if (OfRung(i) is { } fault)
                    return fault;
            return null;
        }
    }

    private Invalid? OfRung(int i)
    {
        var (rung, before) = (policy.Rungs[i], i == 0 ? null : policy.Rungs[i - 1]);
        if (rung.EveryBusinessDays < 1 || rung.Tones.Count == 0)
            return new Invalid(
                At(i, rung.Tones.Count == 0 ? nameof(Rung.Tones) : nameof(Rung.EveryBusinessDays)),
                "policy.rung",
                "Each step has a tone and a rhythm of at least one business day."
            );
        if (rung.EveryBusinessDays > MostDays)
            return TooLong(At(i, nameof(Rung.EveryBusinessDays)));
        if (rung.FromDaysOverdue > MostDaysOverdue || rung.FromDaysOverdue <= before?.FromDaysOverdue)
            return new Invalid(At(i, nameof(Rung.FromDaysOverdue)), "policy.order", "Steps are in the order of days overdue.");
        if (rung.EveryBusinessDays > before?.EveryBusinessDays)
            return new Invalid(
                At(i, nameof(Rung.EveryBusinessDays)),
                "policy.slower",
                "A later step cannot be slower than an earlier one."
            );
        if (rung.Tones[0] < before?.Tones[^1] || rung.Tones.Zip(rung.Tones.Skip(1)).Any(p => p.Second < p.First))
            return new Invalid(At(i, nameof(Rung.Tones)), "policy.tone", "The tone cannot go down from step to step.");
        return null;
    }

    private Invalid? OfDays =>
        policy.MinimumGapBusinessDays < 1 ? AtLeastOneDay(nameof(policy.MinimumGapBusinessDays))
        : policy.RemindBusinessDaysBeforeDue < 1 ? AtLeastOneDay(nameof(policy.RemindBusinessDaysBeforeDue))
        : policy.GraceAfterPromiseBusinessDays < 0 ? NoWait(nameof(policy.GraceAfterPromiseBusinessDays))
        : policy.WaitAfterFormalNoticeBusinessDays < 0 ? NoWait(nameof(policy.WaitAfterFormalNoticeBusinessDays))
        : policy.MinimumGapBusinessDays > MostDays ? TooLong(nameof(policy.MinimumGapBusinessDays))
        : policy.RemindBusinessDaysBeforeDue > MostDays ? TooLong(nameof(policy.RemindBusinessDaysBeforeDue))
        : policy.GraceAfterPromiseBusinessDays > MostDays ? TooLong(nameof(policy.GraceAfterPromiseBusinessDays))
        : policy.WaitAfterFormalNoticeBusinessDays > MostDays ? TooLong(nameof(policy.WaitAfterFormalNoticeBusinessDays))
        : policy.RecommendAfterFirmMessages is < 1 or > MostMessages ? Recommend(nameof(policy.RecommendAfterFirmMessages))
        : policy.RecommendAfterDaysOverdue is < 0 or > MostDaysOverdue ? Recommend(nameof(policy.RecommendAfterDaysOverdue))
        : null;

    private Invalid? OfSending =>
        policy.Window.Closes <= policy.Window.Opens
            ? new Invalid(nameof(policy.Window.Closes), "policy.window", "The hours of sending end after they begin.")
        : policy.LedgerStaysFreshHours is < 1 or > MostHours ? Limit(nameof(policy.LedgerStaysFreshHours))
        : policy.MostPerHour is < 1 or > MostMessages ? Limit(nameof(policy.MostPerHour))
        : policy.MostPerAccountAndWeek is < 1 or > MostMessages ? Limit(nameof(policy.MostPerAccountAndWeek))
        : policy.UnusualVolumeFactor < 1 ? Limit(nameof(policy.UnusualVolumeFactor))
        : policy.UsualVolume < 0 ? Limit(nameof(policy.UsualVolume))
        : null;

    private Invalid? OfHoldOut =>
        policy.HoldOut.Percent is < 0 or > HoldOut.MostPercent
            ? new Invalid(nameof(HoldOut.Percent), "policy.hold-out-share", $"Between 0 and {HoldOut.MostPercent} % can be held back.")
            {
                Values = [HoldOut.MostPercent],
            }
        : policy.HoldOut.BusinessDays is < 1 or > HoldOut.MostBusinessDays
            ? new Invalid(nameof(HoldOut.BusinessDays), "policy.hold-out-days", $"Between 1 and {HoldOut.MostBusinessDays} business days.")
            {
                Values = [HoldOut.MostBusinessDays],
            }
        : null;

    private Invalid? OfCalls =>
        policy.Calls.AtLeast is < 0 or > MostOverdue
            ? new Invalid(nameof(CallRule.AtLeast), "policy.calls-amount", $"Give an amount between 0 and {MostOverdue}.")
            {
                Values = [MostOverdue],
            }
        : policy.Calls.AfterMessages is < 1 or > MostMessagesBeforeCall
            ? new Invalid(
                nameof(CallRule.AfterMessages),
                "policy.calls-messages",
                $"A call comes after between 1 and {MostMessagesBeforeCall} messages."
            )
            {
                Values = [MostMessagesBeforeCall],
            }
        : null;

    private static string At(int rung, string part) => $"{nameof(FollowUpPolicy.Rungs)}[{rung}].{part}";

    private static Invalid AtLeastOneDay(string field) => new(field, "policy.days", "Gaps and reminders are at least one business day.");

    private static Invalid NoWait(string field) => new(field, "policy.waits", "A wait cannot be shorter than no day.");

    private static Invalid TooLong(string field) =>
        new(field, "policy.too-long", $"Gaps, rhythms and waits are at most {MostDays} days.") { Values = [MostDays] };

    private static Invalid Recommend(string field) => new(field, "policy.recommend", "An advanced action takes at least one firm message.");

    private static Invalid Limit(string field) => new(field, "policy.limits", "With this limit nothing would ever be sent.");
}
