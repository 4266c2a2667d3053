using Amiable.Mail.Mime;

namespace Amiable.Mail.DeliveryReports;

/// <summary>Reads what robots write back: delivery status notifications, bounces of every shape, complaints and automatic answers.</summary>
public static class BounceReading
{
    /// <summary>
    /// The reports in a message, one a recipient; none when a person wrote it. In the order of certainty: complaints (RFC 5965), delivery status (RFC 3464),
    /// notifications of senders' services, bounces in words, automatic answers (RFC 3834).
    /// </summary>
    public static IReadOnlyList<DeliveryReport> Read(MimeMessage message)
    {
        var original = OriginalMessage.Of(message);
        if (Complaint.Read(message, original) is { } complaint)
            return [complaint];
        if (SenderNotification.Read(message) is { Count: > 0 } notified)
            return notified;
        var blocks = StatusBlock.Of(message);
        if (blocks.Count > 0 || BounceGate.IsBounce(message))
        {
            var text = BounceText.Of(message);
            var reports = blocks.Count > 0 ? FromStatus(blocks, text, original) : [];
            if (reports.Count == 0)
                reports = FromText(message, text, original);
            // A postmaster goes on vacation too.
            var isAway =
                blocks.Count == 0 && AutomaticAnswer.IsBySubject(message) && reports.TrueForAll(r => r.Reason == DeliveryReason.Undefined);
            return isAway && AutomaticAnswer.Read(message) is { } away ? [away] : reports;
        }
        return AutomaticAnswer.Read(message) is { } answer ? [answer] : [];
    }

    private static List<DeliveryReport> FromStatus(IReadOnlyList<StatusBlock> blocks, BounceText text, OriginalMessage original)
    {
        var reports = new List<DeliveryReport>();
        foreach (var block in blocks)
        {
            var recipient =
                block.Recipient
                ?? (
                    blocks.Count == 1
                        ? text.Failures(original.Senders).Select(f => f.Recipient).FirstOrDefault() ?? original.Recipient
                        : null
                );
            if (block.IsGoodNews)
            {
                reports.Add(
                    new(ReportKind.Delivered, recipient, block.Status, block.Reply, DeliveryReason.Delivered, original.Id, block.Diagnostic)
                );
                continue;
            }
            var about = blocks.Count == 1 ? text.Words : text.About(recipient);
            var reading = new BounceEvidence(
                block.Diagnostic,
                about,
                block.Status,
                block.Action,
                text.Command(block.Diagnostic, about),
                text.Family
            ).Read();
            var kind = block.Action == "delayed" ? ReportKind.Delayed : ReportKind.Failed;
            reports.Add(
                new(
                    kind,
                    recipient,
                    reading.Status,
                    reading.Reply,
                    reading.Reason,
                    original.Id,
                    block.Diagnostic.Length > 0 ? block.Diagnostic : about
                )
            );
        }
        // The server's own later troubles are told with the same recipient: the first says why.
        return [.. reports.GroupBy(r => r.Recipient ?? "", StringComparer.OrdinalIgnoreCase).Select(g => g.First())];
    }

    private static List<DeliveryReport> FromText(MimeMessage message, BounceText text, OriginalMessage original)
    {
        var failures = text.Failures(original.Senders);
        var failed = Mailbox.ReadList(message.Headers.Find("X-Failed-Recipients")?.Text ?? "");
        if (failed.Count == 1)
            failures = [(failed[0].Address, text.Words)];
        else if (failures.Count == 0)
            failures = [(failed.Count > 0 ? failed[0].Address : original.Recipient, text.Words)];
        var reports = new List<DeliveryReport>();
        foreach (var (recipient, words) in failures)
        {
            var reading = new BounceEvidence("", words, null, "", text.Command("", words), text.Family).Read();
            if (reading.Reason == DeliveryReason.Undefined && failures.Count == 1)
                reading = new BounceEvidence("", message.Subject, null, "", "", text.Family).Read();
            var kind = BounceGate.IsOnlyAWarning(message) ? ReportKind.Delayed : ReportKind.Failed;
            if (kind == ReportKind.Delayed && reading.Reason == DeliveryReason.Undefined)
                reading = reading with { Reason = DeliveryReason.Expired };
            reports.Add(new(kind, recipient, reading.Status, reading.Reply, reading.Reason, original.Id, words));
        }
        return reports;
    }
}
