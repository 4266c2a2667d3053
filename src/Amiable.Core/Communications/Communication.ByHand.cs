using Amiable.FollowUp;

namespace Amiable.Communications;

/// <summary>What a member writes, and about what.</summary>
public sealed record Letter(
    IReadOnlyList<Recipient> Recipients,
    MessageWords Words,
    string Language,
    MessageFacts Facts,
    IReadOnlyList<AttachedFile> Files
);

/// <content>What a member writes by hand.</content>
public sealed partial class Communication
{
    /// <summary>A member writes to an account.</summary>
    /// <param name="id">Identity.</param>
    /// <param name="account">To whom.</param>
    /// <param name="form">The form it was written in: however often that is sent, it is one message.</param>
    /// <param name="thread">The conversation it goes on with; null for one that is found by its invoices.</param>
    /// <param name="now">When.</param>
    /// <param name="channel">How it travels; it stays with that.</param>
    public static Communication ByHand(
        CommunicationId id,
        AccountId account,
        Guid form,
        CommunicationId? thread,
        DateTimeOffset now,
        Channel channel = Channel.Email
    ) => new(id, account, Origin.Member, StepOf(form), CommunicationStatus.Scheduled, now) { ThreadId = thread, Channel = channel };

    /// <summary>The step of what was written in that form.</summary>
    public static string StepOf(Guid form) => $"hand {form:N}";

    /// <summary>Its author says, or says anew, what leaves and when, and thereby approves it.</summary>
    public Problem? WriteByHand(Letter letter, (DateOnly Day, DateTimeOffset At) moment, MemberId by, DateTimeOffset now, DateOnly today)
    {
        if (Origin != Origin.Member)
            return new Refused("communication.not-by-hand", "The agent wrote it: edit it instead.");
        if (Edit(moment.Day, moment.At, letter.Recipients, letter.Words, Tone, today) is { } problem)
            return problem;
        WaitAs(CommunicationStatus.Scheduled);
        (Language, Facts, Files) = (letter.Language, letter.Facts, letter.Files);
        (ApprovedBy, ApprovedAt) = (by, now);
        return null;
    }
}
