namespace Amiable.Communications;

/// <summary>Where a communication stands.</summary>
public enum CommunicationStatus
{
    /// <summary>Planned only: the agent observes.</summary>
    Draft,

    /// <summary>Waits for a member's yes.</summary>
    AwaitingApproval,

    /// <summary>Goes out at its time, if the gate still agrees.</summary>
    Scheduled,

    /// <summary>Claimed by a worker; it may or may not have left, unless it is still in line.</summary>
    Sending,

    /// <summary>Handed over.</summary>
    Sent,

    /// <summary>Arrived.</summary>
    Delivered,

    /// <summary>Came back.</summary>
    Bounced,

    /// <summary>Its recipient complained.</summary>
    Complained,

    /// <summary>Refused before it left.</summary>
    Failed,

    /// <summary>The process died while sending: a human finds out, it is never sent again by itself.</summary>
    Uncertain,

    /// <summary>Will not go out.</summary>
    Cancelled,

    /// <summary>Came in.</summary>
    Received,
}

/// <summary>Which status may follow which.</summary>
public static class CommunicationStates
{
    private static readonly Dictionary<CommunicationStatus, CommunicationStatus[]> After = new()
    {
        [CommunicationStatus.Draft] = [CommunicationStatus.AwaitingApproval, CommunicationStatus.Scheduled, CommunicationStatus.Cancelled],
        [CommunicationStatus.AwaitingApproval] = [CommunicationStatus.Scheduled, CommunicationStatus.Draft, CommunicationStatus.Cancelled],
        [CommunicationStatus.Scheduled] =
        [
            CommunicationStatus.Sending,
            CommunicationStatus.AwaitingApproval,
            CommunicationStatus.Draft,
            CommunicationStatus.Cancelled,
        ],
        // Back to what waits only when it certainly was not taken: the server said so, or its turn never came.
        [CommunicationStatus.Sending] =
        [
            CommunicationStatus.Sent,
            CommunicationStatus.Scheduled,
            CommunicationStatus.Failed,
            CommunicationStatus.Uncertain,
        ],
        [CommunicationStatus.Sent] = [CommunicationStatus.Delivered, CommunicationStatus.Bounced, CommunicationStatus.Complained],
        [CommunicationStatus.Delivered] = [CommunicationStatus.Bounced, CommunicationStatus.Complained],
        [CommunicationStatus.Uncertain] = [CommunicationStatus.Sent, CommunicationStatus.Cancelled],
        [CommunicationStatus.Failed] = [CommunicationStatus.Cancelled],
    };

    /// <summary>Whether <paramref name="to"/> may follow <paramref name="from"/>.</summary>
    public static bool CanBecome(this CommunicationStatus from, CommunicationStatus to) => After.GetValueOrDefault(from, []).Contains(to);

    /// <summary>Whether it is still to go out, so that it may be edited, cancelled or planned again.</summary>
    public static bool IsWaiting(this CommunicationStatus status) =>
        status is CommunicationStatus.Draft or CommunicationStatus.AwaitingApproval or CommunicationStatus.Scheduled;

    /// <summary>Whether it went out, or may have, whatever became of it: the next step is named after it.</summary>
    public static bool HasLeft(this CommunicationStatus status) => status.MayHaveArrived() || status == CommunicationStatus.Bounced;

    /// <summary>Whether the customer has, or may have, received it: it then counts in the rhythm and the ladder.</summary>
    public static bool MayHaveArrived(this CommunicationStatus status) =>
        status
            is CommunicationStatus.Sending
                or CommunicationStatus.Sent
                or CommunicationStatus.Delivered
                or CommunicationStatus.Complained
                or CommunicationStatus.Uncertain;
}
