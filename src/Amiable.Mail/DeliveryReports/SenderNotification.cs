using System.Text.Json;
using Amiable.Mail.Mime;

namespace Amiable.Mail.DeliveryReports;

/// <summary>The JSON in which Amazon SES tells of bounces, complaints and deliveries, by mail through SNS ("Notification contents" in its developer guide).</summary>
internal static class SenderNotification
{
    /// <summary>The reports in it; none when it is no such mail.</summary>
    public static IReadOnlyList<DeliveryReport> Read(MimeMessage message)
    {
        if (message.PlainText is not { Body.Length: < 1_000_000 } part)
            return [];
        var text = part.Text().TrimStart();
        if (
            !text.StartsWith('{')
            || !(text.Contains("notificationType", StringComparison.Ordinal) || text.Contains("eventType", StringComparison.Ordinal))
        )
            return [];
        // The service folds its long line; the notice under the object is no part of it.
        text = text.Replace("\n", "", StringComparison.Ordinal);
        var end = text.LastIndexOf('}') + 1;
        var note = text.IndexOf("--If you wish", StringComparison.Ordinal);
        if (note > 0)
            end = text.LastIndexOf('}', note) + 1;
        try
        {
            using var document = JsonDocument.Parse(text[..end], new JsonDocumentOptions { MaxDepth = 30 });
            return Reports(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    private static List<DeliveryReport> Reports(JsonElement root)
    {
        var type = Text(root, "notificationType") ?? Text(root, "eventType");
        var mail = root.TryGetProperty("mail", out var found) ? found : default;
        var id = (
            mail.ValueKind == JsonValueKind.Object && mail.TryGetProperty("commonHeaders", out var headers)
                ? Text(headers, "messageId")
                : null
        )?.Trim('<', '>');
        id ??= Text(mail, "messageId");
        return type switch
        {
            "Bounce" =>
            [
                .. Items(root, "bounce", "bouncedRecipients").Select(r => Bounced(r, id, Text(root.GetProperty("bounce"), "bounceType"))),
            ],
            "Complaint" =>
            [
                .. Items(root, "complaint", "complainedRecipients")
                    .Select(r => new DeliveryReport(
                        ReportKind.Complaint,
                        Text(r, "emailAddress"),
                        null,
                        null,
                        DeliveryReason.Feedback,
                        id,
                        Text(root.GetProperty("complaint"), "complaintFeedbackType") ?? ""
                    )),
            ],
            "Delivery" =>
            [
                .. Items(root, "delivery", "recipients")
                    .Select(r => new DeliveryReport(
                        ReportKind.Delivered,
                        r.ValueKind == JsonValueKind.String ? r.GetString() : null,
                        "2.6.0",
                        "250",
                        DeliveryReason.Delivered,
                        id,
                        Text(root.GetProperty("delivery"), "smtpResponse") ?? ""
                    )),
            ],
            _ => [],
        };
    }

    private static DeliveryReport Bounced(JsonElement recipient, string? id, string? type)
    {
        var block = new StatusBlock(
            Text(recipient, "emailAddress"),
            Text(recipient, "action") ?? "failed",
            Text(recipient, "status"),
            Text(recipient, "diagnosticCode") ?? ""
        );
        var reading = new BounceEvidence(block.Diagnostic, "", block.Status, block.Action, "", "").Read();
        if (reading.Reason == DeliveryReason.Undefined && type == "Permanent")
            reading = reading with { Reason = DeliveryReason.UserUnknown };
        return new(ReportKind.Failed, block.Recipient, reading.Status, reading.Reply, reading.Reason, id, block.Diagnostic);
    }

    private static IEnumerable<JsonElement> Items(JsonElement root, string name, string list) =>
        root.TryGetProperty(name, out var inner)
        && inner.ValueKind == JsonValueKind.Object
        && inner.TryGetProperty(list, out var items)
        && items.ValueKind == JsonValueKind.Array
            ? [.. items.EnumerateArray().Select(i => i.Clone())]
            : [];

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
