using Amiable.FollowUp;

namespace Amiable.Communications;

/// <content>A letter: it waits to be printed, and left when a person says that it was posted.</content>
public sealed partial class Communication
{
    /// <summary>Whether it is printed, and no server sends it.</summary>
    public bool IsLetter => Channel == Channel.Letter;

    /// <summary>Whether it waits in the print queue on that day.</summary>
    public bool IsToPrintOn(DateOnly day) => IsLetter && Status == CommunicationStatus.Scheduled && SendOn <= day;

    /// <summary>Says which of its files lie in the envelope: the others could not be printed, and are in it no more.</summary>
    public void Enclosed(IReadOnlyCollection<InvoiceDocumentId> documents)
    {
        Must(Status.IsWaiting(), "packed");
        Files = [.. Files.Where(f => f.Document is { } document && documents.Contains(document))];
    }

    /// <summary>A member posted it on that day, and thereby answers for it.</summary>
    /// <param name="on">The day it was posted.</param>
    /// <param name="today">The organization's day.</param>
    /// <param name="at">The moment that day is told by: now, or noon of an earlier day.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="now">When it is said.</param>
    public Problem? WasPosted(DateOnly on, DateOnly today, DateTimeOffset at, MemberId by, DateTimeOffset now)
    {
        if (!IsLetter || Status != CommunicationStatus.Scheduled)
            return new Refused("post.not-to-print", "It is not among the letters to print: it was posted, changed or cancelled.");
        if (on > today)
            return new Invalid("on", "post.later", "That day is yet to come: choose the day it was posted.");
        if (on < today.AddDays(-MostDaysBack))
            return new Invalid("on", "post.long-ago", $"Choose a day of the last {MostDaysBack} days.") { Values = [MostDaysBack] };
        MoveTo(on, at);
        if (ApprovedBy is null)
            (ApprovedBy, ApprovedAt) = (by, now);
        (StatusReason, IsSentNow) = (null, false);
        Become(CommunicationStatus.Sending);
        WasSent(at);
        return null;
    }

    /// <summary>It was not posted after all: it waits in the print queue again.</summary>
    public Problem? WasNotPosted()
    {
        if (Consignment is not null)
            return new Refused("post.by-service", "A service posts it: it can no longer be taken back here.");
        if (!IsLetter || Status != CommunicationStatus.Sent)
            return new Refused("post.not-posted", "It is not a letter that was posted.");
        (Status, SentAt) = (CommunicationStatus.Scheduled, null);
        return null;
    }

    // Whoever notes it later than that has forgotten when it was.
    private const int MostDaysBack = 30;
}
