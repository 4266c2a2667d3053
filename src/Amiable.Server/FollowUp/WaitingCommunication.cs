using Amiable.Communications;

namespace Amiable.FollowUp;

/// <summary>A message that waits, for the planner.</summary>
internal static class WaitingCommunication
{
    private const string Unread = nameof(GateAnswer.UnreadAnswer);
    private const string Failed = nameof(GateAnswer.EarlierFailed);

    /// <summary>
    /// An earlier message that did not arrive, or an answer that nobody has read, is told at once, not only when the message would have left; and no longer
    /// as soon as a person has seen to it.
    /// </summary>
    public static void MindWhatHoldsIt(this Communication waiting, AccountFacts facts)
    {
        var holds =
            facts.HasUnsolvedFailure ? Failed
            : facts.HasUnreadAnswer ? Unread
            : null;
        if (waiting.StatusReason is not (null or Unread or Failed))
            return;
        if (holds is null)
            waiting.NoLongerHeldBack();
        else if (!waiting.IsSentNow)
            waiting.HoldBack(holds);
    }

    /// <summary>The message as the planner compares it.</summary>
    public static Waiting AsWaiting(this Communication c) =>
        new(
            c.Id,
            c.SendOn,
            c.Stage ?? Stage.Overdue,
            c.Tone,
            c.Channel,
            Asked(c.Facts.About),
            Asked(c.Facts.Upcoming),
            c.Facts.Credit,
            c.IsPinned || c.IsSentNow
        );

    private static List<Asked> Asked(IEnumerable<StatedInvoice> stated) => [.. stated.Select(i => new Asked(i.Invoice, i.Outstanding))];

    /// <summary>
    /// Whether nothing would come of looking again at once, with the message as it is planned now: no task, no words that wait for an approval, nothing that holds it back.
    /// </summary>
    public static bool IsPlain(this AccountFacts facts, FollowUpPlan plan) =>
        plan.Needs.Count == 0 && !facts.HasOpenTasks && facts.Wordings.Count == 0 && facts.Waiting?.StatusReason is null;

    /// <summary>Why what waits is no longer planned.</summary>
    public static string WhyCancelled(this AccountFacts facts, FollowUpPlan plan) =>
        facts.Situation.IsPaused ? "paused"
        : facts.Situation.Reach is null ? "no-contact"
        : plan.LeftOut.Count == 0 ? "nothing-owed"
        : "no-longer-planned";
}
