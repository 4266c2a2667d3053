using Amiable.Mail.Smtp;

namespace Amiable.Mail.DeliveryReports;

/// <summary>Reads what a mail server says in the conversation itself, with the words and codes by which reports are read.</summary>
public static class ReplyReading
{
    /// <summary>A refusal as a report about its recipient.</summary>
    /// <param name="recipient">Whom it is about.</param>
    /// <param name="reply">What the server said: 4xx is a delay, anything else a failure.</param>
    /// <param name="command">To what: MAIL, RCPT or DATA.</param>
    public static DeliveryReport Read(string recipient, SmtpReply reply, string command)
    {
        var evidence = new BounceEvidence(
            reply.ToString(),
            words: "",
            reply.Enhanced,
            reply.IsPassing ? "delayed" : "failed",
            command,
            family: ""
        );
        var verdict = evidence.Read();
        return new(
            reply.IsPassing ? ReportKind.Delayed : ReportKind.Failed,
            recipient,
            verdict.Status ?? reply.Enhanced,
            $"{reply.Code}",
            verdict.Reason,
            OriginalMessageId: null,
            reply.ToString()
        );
    }
}
