using Amiable.Communications;
using Amiable.Mail.Mime;

namespace Amiable.Tests.Stories;

internal static class ReadMail
{
    /// <summary>The plain text of a message as its reader's program shows it, no-break spaces as spaces.</summary>
    public static string Text(this OutgoingMail mail) => Plain(MimeMessage.Parse(mail.Mime).PlainText!);

    public static string Html(this OutgoingMail mail) => Plain(MimeMessage.Parse(mail.Mime).Html!);

    /// <summary>A header field, unfolded and as it was sent.</summary>
    public static string Header(this OutgoingMail mail, string name)
    {
        var head = System.Text.Encoding.ASCII.GetString(mail.Mime).Split("\r\n\r\n", 2)[0].Replace("\r\n ", " ", StringComparison.Ordinal);
        return head.Split("\r\n").Single(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))[(name.Length + 1)..].Trim();
    }

    private static string Plain(MimePart part) => part.Text().Replace('\u00a0', ' ').Replace('\u202f', ' ');
}
