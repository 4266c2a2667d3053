namespace Amiable.Mail.Mime;

/// <summary>
/// One node of a message's tree (RFC 2045 section 2.4; RFC 2046): a leaf with content, a multipart with children, or a message in a message. Its bytes are
/// slices of the message as it came; content is decoded when asked for, each time anew.
/// </summary>
public sealed class MimePart
{
    private ParameterizedValue? contentType;
    private ParameterizedValue? disposition;

    internal MimePart(HeaderList headers, ReadOnlyMemory<byte> body, string assumedType)
    {
        (Headers, Body, AssumedType) = (headers, body, assumedType);
    }

    /// <summary>The part's own fields.</summary>
    public HeaderList Headers { get; }

    /// <summary>What follows the fields, as it came.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The children of a multipart, in their order; empty for a leaf, and for a multipart in which no boundary was found.</summary>
    public IReadOnlyList<MimePart> Children { get; internal set; } = [];

    /// <summary>The message in a part of type message/rfc822, message/global or text/rfc822-headers; null elsewhere and beyond <see cref="MimeMessage.Deepest"/>.</summary>
    public MimeMessage? Embedded { get; internal set; }

    /// <summary>What was meant to be read before the first boundary by programs without MIME; some servers hide a bounce there.</summary>
    public ReadOnlyMemory<byte> Preamble { get; internal set; }

    /// <summary>The Content-Type, or the one the RFC assumes where there is none or it is not readable (RFC 2045 section 5.2, RFC 2046 section 5.1.5).</summary>
    public ParameterizedValue ContentType => contentType ??= ReadContentType();

    /// <summary>The Content-Disposition (RFC 2183): "inline", "attachment" or empty.</summary>
    public ParameterizedValue Disposition => disposition ??= ParameterizedValue.Read(Headers.Find("Content-Disposition")?.Text ?? "");

    /// <summary>The media type in lower case: "text/plain".</summary>
    public string MediaType => ContentType.Value;

    /// <summary>Whether it is a text a person reads: text/plain or text/html (with nothing more said: text/plain), and no attachment.</summary>
    public bool IsText => MediaType is "text/plain" or "text/html" or "text" && !IsAttachment;

    /// <summary>Whether it is there to be opened or saved: said to be an attachment, or named and not text, or neither text nor multipart.</summary>
    public bool IsAttachment =>
        Children.Count == 0
        && (
            Disposition.Value == "attachment"
            || (FileName is not null && Disposition.Value != "inline")
            || !(
                MediaType.StartsWith("text/", StringComparison.Ordinal)
                || MediaType.StartsWith("multipart/", StringComparison.Ordinal)
                || MediaType.StartsWith("message/", StringComparison.Ordinal)
                || MediaType == "text"
            )
        );

    /// <summary>The file name given to it (RFC 2183 section 2.3, else the "name" parameter), without folders, or null.</summary>
    public string? FileName
    {
        get
        {
            var name = Disposition["filename"] ?? ContentType["name"];
            name = name?[(name.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
            return string.IsNullOrEmpty(name) ? null : string.Concat(name.Where(c => !char.IsControl(c)));
        }
    }

    /// <summary>The Content-ID without its angle brackets (RFC 2392), or null.</summary>
    public string? ContentId => Headers.Find("Content-ID")?.Text.Trim('<', '>', ' ');

    /// <summary>The Content-Transfer-Encoding in lower case; "7bit" when there is none (RFC 2045 section 6.1).</summary>
    public string TransferEncoding =>
        (Headers.Find("Content-Transfer-Encoding")?.Text ?? "7bit").Split(' ', ';', '(')[0].Trim('"', '\'').ToLowerInvariant();

    private string AssumedType { get; }

    /// <summary>The content with its transfer encoding undone: the file, if it is one.</summary>
    public ReadOnlyMemory<byte> Content() =>
        TransferEncoding switch
        {
            "base64" => TransferEncodings.Base64(Body.Span),
            "quoted-printable" or "quotedprintable" => TransferEncodings.QuotedPrintable(Body.Span),
            "x-uuencode" or "uuencode" or "x-uue" or "uue" => TransferEncodings.Uuencode(Body.Span),
            _ => Body,
        };

    /// <summary>The content as text in its charset, line breaks as "\n".</summary>
    public string Text() =>
        Charsets
            .Read(Content().Span, ContentType["charset"])
            .Replace("\r\n", "\n", StringComparison.Ordinal)
            .Replace('\r', '\n')
            .Replace("\0", "", StringComparison.Ordinal);

    /// <summary>This part and all below it, top to bottom, without going into messages in messages.</summary>
    public IEnumerable<MimePart> Tree() => [this, .. Children.SelectMany(child => child.Tree())];

    private ParameterizedValue ReadContentType()
    {
        var read = ParameterizedValue.Read(Headers.Find("Content-Type")?.Text ?? "");
        if (read.Value.Contains('/', StringComparison.Ordinal) || read.Value == "text")
            return read;
        return ParameterizedValue.Read(AssumedType);
    }
}
