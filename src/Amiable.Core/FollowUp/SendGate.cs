namespace Amiable.FollowUp;

/// <summary>What is read again in the moment a message is claimed.</summary>
public sealed record GateFacts
{
    /// <summary>The message.</summary>
    public required Waiting Message { get; init; }

    /// <summary>What would be planned now, from facts read in the same transaction.</summary>
    public required FollowUpPlan Plan { get; init; }

    /// <summary>Unallocated credit now, one amount a currency.</summary>
    public IReadOnlyList<Money> Credit { get; init; } = [];

    /// <summary>Whether every recipient is still a contact that can receive.</summary>
    public required bool RecipientsAreValid { get; init; }

    /// <summary>The organization's day.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The latest due date among what is asked as overdue; null when nothing is.</summary>
    public DateOnly? LatestOverdueDueOn { get; init; }

    /// <summary>The account's day.</summary>
    public required DateOnly LocalDay { get; init; }

    /// <summary>Whether that is a business day there.</summary>
    public required bool IsBusinessDay { get; init; }

    /// <summary>Whether it is inside the hours of sending there.</summary>
    public required bool IsInsideWindow { get; init; }

    /// <summary>Whether the customer wrote something that a person should read before the agent writes again.</summary>
    public bool HasUnreadAnswer { get; init; }

    /// <summary>Whether an earlier message did not arrive for a reason that is not the address, and no person has looked yet.</summary>
    public bool HasUnsolvedFailure { get; init; }

    /// <summary>The first day on which the minimum gap from the last outgoing message is kept.</summary>
    public DateOnly? GapKeptFrom { get; init; }

    /// <summary>Whole hours since the account's figures were read from their source; null when they are kept here by hand.</summary>
    public double? LedgerAgeHours { get; init; }

    /// <summary>Messages of the organization that left within the last hour.</summary>
    public int SentLastHour { get; init; }

    /// <summary>Messages to this account that left within the last seven days.</summary>
    public int SentToAccountInAWeek { get; init; }

    /// <summary>Whether a member has seen and approved it.</summary>
    public bool IsApproved { get; init; }

    /// <summary>Whether the agent may send answers of this kind without a member; read of answers.</summary>
    public bool IsTrusted { get; init; } = true;

    /// <summary>Whether the agent only observes, so that nothing leaves at all.</summary>
    public bool OnlyObserves { get; init; }

    /// <summary>Whether follow-ups of the account rest; read of answers and of messages of members.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Whether what it is about is owed as it says, and the documents that go with it are there; read of messages of members.</summary>
    public bool FactsHold { get; init; } = true;

    /// <summary>Whether it is about an invoice that is contested.</summary>
    public bool AsksForDisputed { get; init; }

    /// <summary>Whether it is about an invoice whose promised day has not passed.</summary>
    public bool AsksForPromised { get; init; }

    /// <summary>Messages that left today without a member's approval.</summary>
    public int AutomaticToday { get; init; }

    /// <summary>The most that left without approval on any of the last 30 days.</summary>
    public int BusiestDay { get; init; }
}

/// <summary>What the gate says.</summary>
public enum GateAnswer
{
    /// <summary>It may leave now.</summary>
    Open,

    /// <summary>A fact changed: plan and write again, never send stale.</summary>
    PlanAgain,

    /// <summary>The customer wrote something that nobody has read yet.</summary>
    UnreadAnswer,

    /// <summary>An earlier message did not arrive, and a person looks before the next one leaves.</summary>
    EarlierFailed,

    /// <summary>Outside the hours or days of sending.</summary>
    OutsideWindow,

    /// <summary>The invoice is not overdue yet in the organization's own time zone.</summary>
    NotOverdueYet,

    /// <summary>Too soon after the last outgoing message.</summary>
    MinimumGap,

    /// <summary>The imported figures are too old.</summary>
    StaleLedger,

    /// <summary>The organization has sent its most for this hour.</summary>
    HourLimit,

    /// <summary>The account has received its most for this week.</summary>
    WeekLimit,

    /// <summary>Far more than usual wants to leave today.</summary>
    UnusualVolume,

    /// <summary>The agent only observes: nothing leaves.</summary>
    Observing,

    /// <summary>Follow-ups of the account rest, and whoever wrote it did not know.</summary>
    Paused,

    /// <summary>What a member wrote is about something else by now: a person decides.</summary>
    FactsChanged,

    /// <summary>The agent may no longer send it by itself: a member approves it first.</summary>
    NeedsApproval,
}

/// <summary>The last look before a message leaves: plans go stale, so the sender must look.</summary>
public static class SendGate
{
    /// <summary>Whether the message may leave now, and if not, why.</summary>
    public static GateAnswer Check(GateFacts now, FollowUpPolicy policy)
    {
        if (PlanChanges.Between(now.Message, now.Plan, now.Credit) is not PlanChange.Nothing || !now.RecipientsAreValid)
            return GateAnswer.PlanAgain;
        if (now.HasUnreadAnswer)
            return GateAnswer.UnreadAnswer;
        if (now.HasUnsolvedFailure)
            return GateAnswer.EarlierFailed;
        if (!now.IsBusinessDay || !now.IsInsideWindow || now.LocalDay < now.Message.SendOn)
            return GateAnswer.OutsideWindow;
        if (now.Message.Stage == Stage.Overdue && !(now.LatestOverdueDueOn < now.Today))
            return GateAnswer.NotOverdueYet;
        if (now.GapKeptFrom > now.LocalDay)
            return GateAnswer.MinimumGap;
        if (now.LedgerAgeHours > policy.LedgerStaysFreshHours)
            return GateAnswer.StaleLedger;
        if (now.SentLastHour >= policy.MostPerHour)
            return GateAnswer.HourLimit;
        if (now.SentToAccountInAWeek >= policy.MostPerAccountAndWeek)
            return GateAnswer.WeekLimit;
        if (!now.IsApproved && now.AutomaticToday >= Math.Max(policy.UsualVolume, policy.UnusualVolumeFactor * now.BusiestDay))
            return GateAnswer.UnusualVolume;
        return GateAnswer.Open;
    }
}

/// <summary>
/// An answer of the agent before it leaves. It leaves at whatever hour, as answers do; thanks, which nobody waits for, keep to the hours and the gap of other messages.
/// </summary>
public static class GateOfAnswer
{
    /// <summary>Whether it may leave now, and if not, why. One whose facts no longer hold is no longer wanted.</summary>
    public static GateAnswer Check(GateFacts now, FollowUpPolicy policy)
    {
        if (now.OnlyObserves)
            return GateAnswer.Observing;
        if (!now.RecipientsAreValid || !now.FactsHold)
            return GateAnswer.FactsChanged;
        if (now.HasUnreadAnswer)
            return GateAnswer.UnreadAnswer;
        // Trust may have been taken back since it was written; and where a member had follow-ups rest, nothing is said that nobody saw.
        if (!now.IsApproved && (!now.IsTrusted || now.IsPaused))
            return GateAnswer.NeedsApproval;
        if (now.Message.Stage == Stage.Thanks)
        {
            if (!now.IsBusinessDay || !now.IsInsideWindow || now.LocalDay < now.Message.SendOn)
                return GateAnswer.OutsideWindow;
            if (now.GapKeptFrom > now.LocalDay)
                return GateAnswer.MinimumGap;
        }
        return now.SentLastHour >= policy.MostPerHour ? GateAnswer.HourLimit : GateAnswer.Open;
    }
}

/// <summary>
/// A letter before it is printed. Hours of sending mean nothing to it, and what is printed in the evening leaves with the next day's post; all else holds as for any message.
/// </summary>
public static class GateOfLetter
{
    /// <summary>Whether it may be printed now, and if not, why.</summary>
    /// <param name="now">The facts.</param>
    /// <param name="policy">The limits.</param>
    /// <param name="nextPost">The first business day there on which it could leave.</param>
    public static GateAnswer Check(GateFacts now, FollowUpPolicy policy, DateOnly nextPost) =>
        SendGate.Check(
            ByPost(now, nextPost) with
            {
                // The day it was planned for moves with it until it is posted.
                Message = now.Message with
                {
                    SendOn = now.Plan.Next?.SendOn ?? now.Message.SendOn,
                },
            },
            policy
        );

    /// <summary>The same facts of what leaves by post, on the day it could: no hour is closed to it.</summary>
    public static GateFacts ByPost(GateFacts now, DateOnly nextPost) =>
        now with
        {
            LocalDay = now.LocalDay > nextPost ? now.LocalDay : nextPost,
            IsBusinessDay = true,
            IsInsideWindow = true,
        };
}
