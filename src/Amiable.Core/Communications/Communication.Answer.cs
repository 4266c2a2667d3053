using Amiable.FollowUp;
using Amiable.Replies;

namespace Amiable.Communications;

/// <summary>What an answer of the agent answers, and what it says.</summary>
/// <param name="Message">The message that came in; null for thanks.</param>
/// <param name="Class">The kind of reply it is trusted with.</param>
/// <param name="Parts">What it says.</param>
public sealed record AnswerFacts(CommunicationId? Message, ReplyClass Class, IReadOnlyList<AnswerPart> Parts);

/// <summary>How the agent read a message that came in.</summary>
/// <param name="Intents">What its writer wants, the first first.</param>
/// <param name="Confidence">How sure that is, from 0 to 1.</param>
/// <param name="On">The day it names.</param>
/// <param name="Numbers">The invoices it names.</param>
/// <param name="InstructsTheAgent">It tried to give the agent orders.</param>
public sealed record ReadAs(
    IReadOnlyList<ReplyIntent> Intents,
    double Confidence,
    DateOnly? On,
    IReadOnlyList<string> Numbers,
    bool InstructsTheAgent
);

/// <content>What the agent answers, and thanks for.</content>
public sealed partial class Communication
{
    /// <summary>The agent answers what came in: once, whatever happens.</summary>
    /// <param name="id">Identity.</param>
    /// <param name="received">What it answers.</param>
    /// <param name="status">Whether a member approves it first.</param>
    /// <param name="now">When.</param>
    public static Communication Answering(CommunicationId id, Communication received, CommunicationStatus status, DateTimeOffset now) =>
        new(id, received.AccountId, Origin.Answer, $"answer {received.Id.Value:N}", status, now) { ThreadId = received.Thread };

    /// <summary>What a member decided about what came in is told to who asked: once, whatever the agent answered before.</summary>
    /// <param name="id">Identity.</param>
    /// <param name="received">What asked for it.</param>
    /// <param name="by">The member who decided, and thereby approves it.</param>
    /// <param name="now">When.</param>
    public static Communication TellingDecision(CommunicationId id, Communication received, MemberId by, DateTimeOffset now) =>
        new(id, received.AccountId, Origin.Answer, $"decision {received.Id.Value:N}", CommunicationStatus.Scheduled, now)
        {
            ThreadId = received.Thread,
            ApprovedBy = by,
            ApprovedAt = now,
        };

    /// <summary>The agent thanks for a payment that came as promised: once for each promise.</summary>
    public static Communication Thanking(
        CommunicationId id,
        AccountId account,
        PaymentDeclarationId promise,
        CommunicationId? thread,
        CommunicationStatus status,
        DateTimeOffset now
    ) => new(id, account, Origin.Answer, $"thanks {promise.Value:N}", status, now) { ThreadId = thread, Stage = FollowUp.Stage.Thanks };

    /// <summary>Says what the answer says.</summary>
    public void WriteAnswer(Letter letter, DateOnly day, DateTimeOffset at)
    {
        Must(Origin == Origin.Answer && Status.IsWaiting(), "written as an answer");
        (Recipients, Language, Facts, Files) = (letter.Recipients, letter.Language, letter.Facts, letter.Files);
        (Subject, Text, Html) = (
            letter.Words.Subject.Length > MostInSubject ? letter.Words.Subject[..MostInSubject] : letter.Words.Subject,
            letter.Words.Text,
            letter.Words.Html
        );
        MoveTo(day, at);
    }

    /// <summary>The agent read what came in.</summary>
    public void WasRead(ReadAs reading)
    {
        Must(Origin == Origin.Customer, "read");
        Facts = Facts with { Read = reading };
    }
}
