using Amiable.Communications;

namespace Amiable.FollowUp;

/// <summary>A message that waits, for the planner.</summary>
internal static class WaitingCommunication
{
    private const string Unread = nameof(GateAnswer.UnreadAnswer);

    /// <summary>
    /// An answer that nobody has read is told at once, not only when the message would have left; and no longer as soon as somebody has read it.
    /// </summary>
    public static void MindTheUnread(this Communication waiting, bool hasUnreadAnswer)
    {
        if (hasUnreadAnswer && waiting.StatusReason is null && !waiting.IsSentNow)
            waiting.HoldBack(Unread);
        else if (!hasUnreadAnswer && waiting.StatusReason == Unread)
            waiting.NoLongerHeldBack();
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
}
