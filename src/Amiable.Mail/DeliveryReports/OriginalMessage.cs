using System.Text.RegularExpressions;
using Amiable.Mail.Mime;

namespace Amiable.Mail.DeliveryReports;

/// <summary>What a report tells of the message it is about.</summary>
/// <param name="Id">Its Message-ID without angle brackets, or null.</param>
/// <param name="Senders">The addresses it was sent from, and the one the report was sent to.</param>
/// <param name="Recipient">To whom, when it was one, or null.</param>
internal sealed partial record OriginalMessage(string? Id, IReadOnlyList<string> Senders, string? Recipient)
{
    /// <summary>From the message or the headers that came back as a part; else from the lines of the text that look like them; else from the thread.</summary>
    public static OriginalMessage Of(MimeMessage message)
    {
        var returned = message.Root.Tree().Select(p => p.Embedded).FirstOrDefault(m => m is not null);
        var to = message.To.Select(m => m.Address).Take(3);
        if (returned is not null && returned.Headers.Count > 0)
            return new(returned.MessageId, [.. to, .. returned.From.Select(m => m.Address).Take(3)], returned.To.FirstOrDefault()?.Address);
        var text = string.Join(
            '\n',
            message
                .Root.Tree()
                .Where(p => p.Children.Count == 0 && p.Body.Length < 1_000_000 && !p.IsAttachment)
                .Take(5)
                .Select(p => p.Text())
        );
        var id = IdLine().Match(text) is { Success: true } line ? line.Groups[1].Value : message.InReplyTo.FirstOrDefault();
        return new(id, [.. to, Address(FromLine().Match(text)) ?? ""], Address(ToLine().Match(text)));
    }

    private static string? Address(Match match) => match.Success ? Mailbox.Read(match.Groups[1].Value)?.Address : null;

    [GeneratedRegex(@"^[ \t>]{0,8}Message-ID:\s{0,4}<([^<>\s]{1,998})>", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex IdLine();

    [GeneratedRegex(@"^[ \t>]{0,8}From:[ \t]*([^\n]{1,500})", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex FromLine();

    [GeneratedRegex(@"^[ \t>]{0,8}To:[ \t]*([^\n]{1,500})", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex ToLine();
}
