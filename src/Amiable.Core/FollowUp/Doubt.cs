namespace Amiable.FollowUp;

/// <summary>A reason why a message that a member writes should perhaps not leave: the member may want it nevertheless.</summary>
public enum Doubt
{
    /// <summary>It states figures that the ledger does not explain.</summary>
    Figures,

    /// <summary>It is about an invoice that is contested.</summary>
    Disputed,

    /// <summary>It is about an invoice for which payment is promised.</summary>
    Promised,

    /// <summary>Follow-ups of the account rest.</summary>
    Paused,

    /// <summary>Another message went out shortly before.</summary>
    TooSoon,

    /// <summary>The account has received its most for a week.</summary>
    WeekLimit,

    /// <summary>It is outside the hours or days of sending.</summary>
    ClosedHours,

    /// <summary>The imported figures are old.</summary>
    StaleLedger,
}

/// <summary>A doubt its author was told and has set aside.</summary>
/// <param name="What">Which.</param>
/// <param name="Detail">What was told of it; another detail is another doubt.</param>
public sealed record Confirmed(Doubt What, string Detail = "");

/// <summary>A message of a member before it leaves. Some things nobody can confirm away: a stranger as recipient, a demand for what was paid.</summary>
public static class GateByHand
{
    /// <summary>What there is to think of, in the order of weight. Figures are read elsewhere: they are in the words.</summary>
    public static IEnumerable<Doubt> Doubts(GateFacts now, FollowUpPolicy policy)
    {
        if (now.AsksForDisputed)
            yield return Doubt.Disputed;
        if (now.AsksForPromised)
            yield return Doubt.Promised;
        if (now.IsPaused)
            yield return Doubt.Paused;
        if (now.GapKeptFrom > now.LocalDay)
            yield return Doubt.TooSoon;
        if (now.SentToAccountInAWeek >= policy.MostPerAccountAndWeek)
            yield return Doubt.WeekLimit;
        if (!now.IsBusinessDay || !now.IsInsideWindow)
            yield return Doubt.ClosedHours;
        if (now.Message.About.Count > 0 && now.LedgerAgeHours > policy.LedgerStaysFreshHours)
            yield return Doubt.StaleLedger;
    }

    /// <summary>Whether it may leave now, and if not, why.</summary>
    public static GateAnswer Check(GateFacts now, FollowUpPolicy policy, IReadOnlyList<Confirmed> confirmed)
    {
        if (now.OnlyObserves)
            return GateAnswer.Observing;
        if (!now.RecipientsAreValid || !now.FactsHold)
            return GateAnswer.FactsChanged;
        if (now.HasUnreadAnswer)
            return GateAnswer.UnreadAnswer;
        if (now.LocalDay < now.Message.SendOn)
            return GateAnswer.OutsideWindow;
        foreach (var doubt in Doubts(now, policy))
            if (!confirmed.Any(c => c.What == doubt))
                return AnswerTo(doubt);
        return now.SentLastHour >= policy.MostPerHour ? GateAnswer.HourLimit : GateAnswer.Open;
    }

    private static GateAnswer AnswerTo(Doubt doubt) =>
        doubt switch
        {
            Doubt.Paused => GateAnswer.Paused,
            Doubt.TooSoon => GateAnswer.MinimumGap,
            Doubt.WeekLimit => GateAnswer.WeekLimit,
            Doubt.ClosedHours => GateAnswer.OutsideWindow,
            Doubt.StaleLedger => GateAnswer.StaleLedger,
            _ => GateAnswer.FactsChanged,
        };
}
