using Amiable.Mail.Connections;

namespace Amiable.Mail.Smtp;

/// <summary>What became of a message, for one recipient or all of them.</summary>
public enum SmtpOutcome
{
    /// <summary>The server has it and will deliver it or report.</summary>
    Accepted,

    /// <summary>Some recipients were accepted, others were not; see each.</summary>
    PartlyAccepted,

    /// <summary>Certainly not accepted; the same may work later. Safe to send again.</summary>
    RefusedForNow,

    /// <summary>Certainly not accepted, and never will be as it is.</summary>
    RefusedForGood,

    /// <summary>
    /// The whole message left and no reply came: the server may have it. Sending again may deliver it twice (RFC 5321 section 4.5.3.2.6); not
    /// sending, never.
    /// </summary>
    Unknown,
}

/// <summary>What became of the message for one recipient.</summary>
/// <param name="Address">As given.</param>
/// <param name="Outcome">Never <see cref="SmtpOutcome.PartlyAccepted"/>.</param>
/// <param name="Reply">What the server said last about it; none when the connection ended first.</param>
public sealed record RecipientResult(string Address, SmtpOutcome Outcome, SmtpReply? Reply);

/// <summary>What became of one message.</summary>
/// <param name="Outcome">Of all recipients together.</param>
/// <param name="Recipients">One by one, in the order of the envelope.</param>
/// <param name="Reply">The server's last word on the message; when accepted it often names its queue id.</param>
public sealed record SmtpResult(SmtpOutcome Outcome, IReadOnlyList<RecipientResult> Recipients, SmtpReply? Reply)
{
    /// <summary>What broke off the conversation, if anything did.</summary>
    public MailServerFailed? Failure { get; init; }

    /// <summary>Whether the wish for delivery reports was passed on (RFC 3461 section 5.2.2).</summary>
    public bool ReportsRequested { get; init; }

    /// <summary>Whether it was the sender who was refused (MAIL): recipients and content were not even looked at.</summary>
    public bool IsSenderRefused { get; init; }

    internal static SmtpResult Of(IReadOnlyList<RecipientResult> recipients, SmtpReply? reply, MailServerFailed? failure, bool reports) =>
        new(Together(recipients), recipients, reply) { Failure = failure, ReportsRequested = reports };

    private static SmtpOutcome Together(IReadOnlyList<RecipientResult> recipients)
    {
        if (recipients.Any(r => r.Outcome == SmtpOutcome.Unknown))
            return SmtpOutcome.Unknown;
        var accepted = recipients.Count(r => r.Outcome == SmtpOutcome.Accepted);
        if (accepted > 0)
            return accepted == recipients.Count ? SmtpOutcome.Accepted : SmtpOutcome.PartlyAccepted;
        return recipients.Any(r => r.Outcome == SmtpOutcome.RefusedForNow) ? SmtpOutcome.RefusedForNow : SmtpOutcome.RefusedForGood;
    }
}
