namespace Amiable.Mail.Mime;

/// <summary>A file to send with a message, or a picture its HTML shows.</summary>
/// <param name="FileName">Its name, in any script and of any length; "/" and "\" become "_".</param>
/// <param name="MediaType">"application/pdf".</param>
/// <param name="Open">Opens its content for reading; read to the end once for each time the message is written, then disposed of.</param>
/// <param name="ContentId">For a picture in the HTML ("cid:logo"): its id without angle brackets.</param>
public sealed record OutgoingFile(string FileName, string MediaType, Func<Stream> Open, string? ContentId = null);

/// <summary>
/// A message to be written: what it says, to whom, with which files. Date, Message-ID and boundary are the caller's, so the same message is the same bytes.
/// </summary>
public sealed record OutgoingMessage
{
    /// <summary>Who sends it.</summary>
    public required Mailbox From { get; init; }

    /// <summary>Its first recipients.</summary>
    public IReadOnlyList<Mailbox> To { get; init; } = [];

    /// <summary>Those in copy.</summary>
    public IReadOnlyList<Mailbox> Cc { get; init; } = [];

    /// <summary>Where answers go, if not to the sender.</summary>
    public Mailbox? ReplyTo { get; init; }

    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>"left@right", without angle brackets (RFC 5322 section 3.6.4).</summary>
    public required string MessageId { get; init; }

    /// <summary>The message it answers, without angle brackets.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>The thread, oldest first, without angle brackets.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Further fields, as "Auto-Submitted", in their order.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields { get; init; } = [];

    /// <summary>The plain text, lines ended by "\n" or CRLF; null for none.</summary>
    public string? Text { get; init; }

    /// <summary>The same in HTML; null for none.</summary>
    public string? Html { get; init; }

    /// <summary>Pictures shown in the HTML (multipart/related, RFC 2387).</summary>
    public IReadOnlyList<OutgoingFile> Pictures { get; init; } = [];

    /// <summary>Files attached (multipart/mixed).</summary>
    public IReadOnlyList<OutgoingFile> Attachments { get; init; } = [];

    /// <summary>What boundaries are made of: up to 40 letters and digits, another one for each message.</summary>
    public required string Boundary { get; init; }

    /// <summary>Whether the way to the recipient takes 8-bit lines (8BITMIME, RFC 6152); otherwise all is 7-bit.</summary>
    public bool EightBit { get; init; }

    /// <summary>Writes it with CRLF line ends, its files read as they are sent.</summary>
    /// <exception cref="HeaderRefused">A value would break out of its field.</exception>
    public Task WriteAsync(Stream to, CancellationToken cancellation = default) => new MessageWriting(this, to).Write(cancellation);
}
