namespace Amiable.Communications;

/// <content>A letter that a service prints and posts, because a member wanted it.</content>
public sealed partial class Communication
{
    /// <summary>The letter there; null for one that a member posts, and for everything else.</summary>
    public Consignment? Consignment { get; private set; }

    /// <summary>A member hands it over, and thereby answers for it. Before its turn has begun it certainly is not posted.</summary>
    /// <param name="day">The day it is dated.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="gateProof">What was checked.</param>
    /// <param name="now">When.</param>
    public void Commission(DateOnly day, MemberId by, string gateProof, DateTimeOffset now)
    {
        Must(IsLetter, "commissioned");
        MoveTo(day, now);
        if (ApprovedBy is null)
            (ApprovedBy, ApprovedAt) = (by, now);
        Claim(gateProof);
        Consignment = null;
    }

    /// <summary>The service has its pages, and was not told to post them.</summary>
    public void WasDrafted(Consignment draft)
    {
        Must(IsInLine, "drafted");
        Consignment = draft;
    }

    /// <summary>It certainly will not be posted by the service: it waits in the print queue again.</summary>
    /// <param name="reason">A code that screens put into words; null when nothing is wrong with it.</param>
    public void WasNotCommissioned(string? reason)
    {
        Become(CommunicationStatus.Scheduled);
        (Consignment, StatusReason) = (null, reason);
    }

    /// <summary>The service took it. Until it says that the letter is in the post, this moment counts.</summary>
    public void WasCommissioned(Consignment taken, DateTimeOffset now)
    {
        Consignment = taken;
        WasSent(now);
    }

    /// <summary>The service says where it is.</summary>
    /// <param name="told">What.</param>
    /// <param name="posted">The day it was posted there, and the moment; null when that is not known.</param>
    /// <returns>Whether the plan looks different now: it came back, was posted on another day, or left although nobody knew.</returns>
    public bool Hear(Consignment told, (DateOnly On, DateTimeOffset At)? posted)
    {
        var before = (Status, SendOn);
        Consignment = told;
        if (Status == CommunicationStatus.Uncertain && told.State != ConsignmentState.Draft)
            WasSent(SendAt);
        if (!Status.HasLeft())
            return false;
        // The rhythm counts from the day on which the post has it.
        if (posted is var (on, at))
            (SendOn, SendAt, SentAt) = (on, at, at);
        if (told.State == ConsignmentState.Delivered)
            BecomeIfItCan(CommunicationStatus.Delivered);
        if (told.State is ConsignmentState.Returned or ConsignmentState.Refused && Status.CanBecome(CommunicationStatus.Bounced))
        {
            Become(CommunicationStatus.Bounced);
            NeedsAPersonBeforeTheNext();
        }
        return before != (Status, SendOn);
    }
}
