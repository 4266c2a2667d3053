using System.Text.RegularExpressions;
using Amiable.Mail.Mime;

namespace Amiable.Mail.DeliveryReports;

/// <summary>The fields of one recipient in a delivery status (RFC 3464 section 2.3).</summary>
/// <param name="Recipient">Final-Recipient, else Original-Recipient, as an address.</param>
/// <param name="Action">In lower case: "failed", "delayed", "delivered", "relayed", "expanded", or empty.</param>
/// <param name="Status">The Status field's code, or null.</param>
/// <param name="Diagnostic">The Diagnostic-Code without its type.</param>
internal sealed partial record StatusBlock(string? Recipient, string Action, string? Status, string Diagnostic)
{
    /// <summary>Most recipients read in one report.</summary>
    public const int Most = 1000;

    /// <summary>The SMTP reply in the diagnostic, or null.</summary>
    public string? Reply => ReplyCode().Match(Diagnostic) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Whether nothing went wrong.</summary>
    public bool IsGoodNews => Action is "delivered" or "relayed" or "expanded" || (Action.Length == 0 && Status is ['2', ..]);

    /// <summary>The blocks of all delivery-status parts; a message whose whole body is one, mislabelled or not, counts.</summary>
    public static IReadOnlyList<StatusBlock> Of(MimeMessage message)
    {
        var found = new List<StatusBlock>();
        foreach (var part in message.Root.Tree().Where(p => p.Children.Count == 0))
        {
            var named = part.MediaType.Contains("delivery-status", StringComparison.Ordinal);
            if (named || (part.MediaType.StartsWith("text/plain", StringComparison.Ordinal) && part.Embedded is null && LooksLikeOne(part)))
                Read(part.Content(), found);
            if (found.Count >= Most)
                break;
        }
        return found;
    }

    private static bool LooksLikeOne(MimePart part)
    {
        var text = part.Body.Length > 100_000 ? "" : part.Text();
        return text.Contains("Final-Recipient:", StringComparison.OrdinalIgnoreCase)
            && text.Contains("Action:", StringComparison.OrdinalIgnoreCase)
            && text.Contains("Reporting-MTA:", StringComparison.OrdinalIgnoreCase);
    }

    private static void Read(ReadOnlyMemory<byte> content, List<StatusBlock> found)
    {
        while (content.Length > 0 && found.Count < Most)
        {
            var (fields, end) = HeaderList.Read(content, isMessage: false);
            if (end == 0 && fields.Count == 0)
            {
                // A line of prose where a field should be: passed over.
                var feed = content.Span.IndexOf((byte)'\n');
                end = feed < 0 ? content.Length : feed + 1;
            }
            content = content[end..];
            if (
                fields.Find("Action") is null
                && fields.Find("Final-Recipient") is null
                && fields.Find("Status") is null
                && fields.Find("Diagnostic-Code") is null
            )
                continue;
            found.Add(OfFields(fields));
        }
    }

    private static StatusBlock OfFields(HeaderList fields)
    {
        var code = StatusCode().Match(fields["Status"] ?? "");
        var diagnostic = fields["Diagnostic-Code"] ?? "";
        var type = diagnostic.IndexOf(';', StringComparison.Ordinal);
        if (type is > 0 and < 30 && !diagnostic[..type].Any(char.IsDigit))
            diagnostic = diagnostic[(type + 1)..];
        return new(
            Address(fields["Final-Recipient"]) ?? Address(fields["Original-Recipient"]) ?? Address(fields["X-Actual-Recipient"]),
            (fields["Action"] ?? "").Split(' ', ';', '(')[0].Trim().ToLowerInvariant(),
            code.Success ? code.Value : null,
            diagnostic.Trim()
        );
    }

    private static string? Address(string? field)
    {
        if (field is null)
            return null;
        var address = Mailbox.Read(field[(field.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim())?.Address;
        return string.IsNullOrEmpty(address) || !address.Contains('@', StringComparison.Ordinal) ? null : address;
    }

    [GeneratedRegex(@"[245]\.\d{1,3}\.\d{1,3}")]
    private static partial Regex StatusCode();

    [GeneratedRegex(@"\b([2345][0-5]\d)(?=[\s-]|$)")]
    private static partial Regex ReplyCode();
}
