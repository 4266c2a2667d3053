using Amiable.Mail.Mime;

namespace Amiable.Mail.DeliveryReports;

/// <summary>Abuse reports in the Abuse Reporting Format (RFC 5965), and authentication failure reports in the same (RFC 6591).</summary>
internal static class Complaint
{
    /// <summary>The complaint in the message, or null. Its status is none; its diagnostic is the Feedback-Type.</summary>
    public static DeliveryReport? Read(MimeMessage message, OriginalMessage original)
    {
        var part = message.Root.Tree().FirstOrDefault(p => p.MediaType == "message/feedback-report");
        if (part is null && !(message.Root.ContentType["report-type"] ?? "").Equals("feedback-report", StringComparison.OrdinalIgnoreCase))
            return null;
        var fields = part is null ? message.Headers : HeaderList.Read(part.Content(), isMessage: true).Headers;
        var recipient = fields["Original-Rcpt-To"] ?? fields["Removal-Recipient"] ?? original.Recipient;
        return new(
            ReportKind.Complaint,
            recipient is null ? null : Mailbox.Read(recipient)?.Address ?? original.Recipient,
            null,
            null,
            DeliveryReason.Feedback,
            original.Id,
            (fields["Feedback-Type"] ?? "").ToLowerInvariant()
        );
    }
}
