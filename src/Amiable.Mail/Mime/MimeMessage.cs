namespace Amiable.Mail.Mime;

/// <summary>
/// A message (RFC 5322, 2045–2047, 2231, 6532). Any bytes make one: reading never throws, takes time in proportion to the size, and copies nothing but the
/// structure.
/// </summary>
public sealed class MimeMessage
{
    /// <summary>How deep parts and messages may be nested; what is deeper stays one part, unread.</summary>
    public const int Deepest = 30;

    /// <summary>Most parts read in one message; the rest stays in the last one, unread.</summary>
    public const int MostParts = 5000;

    internal MimeMessage(ReadOnlyMemory<byte> bytes, MimePart root) => (Bytes, Root) = (bytes, root);

    /// <summary>The message as it came.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The part that is the whole message.</summary>
    public MimePart Root { get; }

    /// <summary>The message's fields.</summary>
    public HeaderList Headers => Root.Headers;

    /// <summary>The subject, decoded; empty when there is none.</summary>
    public string Subject => Headers["Subject"] ?? "";

    /// <summary>The mailboxes it is from (RFC 5322 section 3.6.2).</summary>
    public IReadOnlyList<Mailbox> From => Mailboxes("From");

    /// <summary>Where answers are to go, if said.</summary>
    public IReadOnlyList<Mailbox> ReplyTo => Mailboxes("Reply-To");

    /// <summary>Its first recipients (RFC 5322 section 3.6.3).</summary>
    public IReadOnlyList<Mailbox> To => Mailboxes("To");

    /// <summary>Those in copy.</summary>
    public IReadOnlyList<Mailbox> Cc => Mailboxes("Cc");

    /// <summary>When it was written, with the sender's offset from UTC; null when the field is missing or not readable.</summary>
    public DateTimeOffset? Date => MailDate.Read(Headers.Find("Date")?.Text);

    /// <summary>The Message-ID without angle brackets (RFC 5322 section 3.6.4), or null.</summary>
    public string? MessageId => MessageIds(Headers.Find("Message-ID")?.Text).FirstOrDefault();

    /// <summary>The ids of the messages it answers, without angle brackets.</summary>
    public IReadOnlyList<string> InReplyTo => MessageIds(Headers.Find("In-Reply-To")?.Text);

    /// <summary>The ids of the thread it stands in, oldest first.</summary>
    public IReadOnlyList<string> References => MessageIds(Headers.Find("References")?.Text);

    /// <summary>What a person reads as plain text: the first text/plain part that is no attachment, or null.</summary>
    public MimePart? PlainText => Root.Tree().FirstOrDefault(p => p.IsText && p.MediaType != "text/html" && p.Children.Count == 0);

    /// <summary>What a person reads as HTML, or null.</summary>
    public MimePart? Html => Root.Tree().FirstOrDefault(p => p.IsText && p.MediaType == "text/html");

    /// <summary>The files that came with it, winmail.dat as it is; attached messages are parts with an <see cref="MimePart.Embedded"/> message.</summary>
    public IReadOnlyList<MimePart> Attachments => [.. Root.Tree().Where(p => p.IsAttachment || p.Embedded is not null)];

    /// <summary>Reads any bytes as a message.</summary>
    /// <param name="bytes">As they came; kept, and not to be changed afterwards.</param>
    public static MimeMessage Parse(ReadOnlyMemory<byte> bytes) => new MimeParsing().Message(bytes, 0);

    /// <summary>The ids in a field of message ids (RFC 5322 section 3.6.4), without angle brackets; bare ones, as some programs write them, too.</summary>
    public static IReadOnlyList<string> MessageIds(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        var ids = new List<string>();
        var at = 0;
        while (text.IndexOf('<', at) is >= 0 and var open && text.IndexOf('>', open) is >= 0 and var close)
        {
            var id = string.Concat(text[(open + 1)..close].Where(c => !char.IsWhiteSpace(c)));
            if (id.Length > 0)
                ids.Add(id);
            at = close + 1;
        }
        if (ids.Count == 0)
            ids.AddRange(
                text.Split((char[])[' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries)
                    .Select(id => id.Trim('<', '>'))
                    .Where(id => id.Contains('@'))
            );
        return ids;
    }

    private List<Mailbox> Mailboxes(string field) =>
        [.. Headers.All(field).SelectMany(h => Mailbox.ReadList(h.Text)).Take(Mailbox.MostInList)];
}
