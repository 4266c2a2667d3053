using System.Globalization;
using System.Text;

namespace Amiable.Mail.Mime;

/// <summary>Writes one message: mixed(related(alternative(text, html), pictures), files), each level only where there is need of it.</summary>
internal sealed class MessageWriting(OutgoingMessage message, Stream to)
{
    /// <summary>Bytes of a file in one line of base64 (RFC 2045 section 6.8: 76 characters).</summary>
    private const int BytesInLine = 57;

    private readonly StringBuilder head = new();

    public async Task Write(CancellationToken cancellation)
    {
        if (message.Boundary.Length is 0 or > 40 || !message.Boundary.All(char.IsAsciiLetterOrDigit))
            throw new HeaderRefused("Content-Type");
        Fields();
        await Mixed(cancellation);
        await Flush(cancellation);
    }

    private void Fields()
    {
        Field("Date", message.Date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + Offset(message.Date.Offset));
        Addresses("From", [message.From]);
        Addresses("Reply-To", message.ReplyTo is { } reply ? [reply] : []);
        Addresses("To", message.To);
        Addresses("Cc", message.Cc);
        Field("Message-ID", Id(message.MessageId, "Message-ID"));
        if (message.InReplyTo is { } answered)
            Field("In-Reply-To", Id(answered, "In-Reply-To"));
        if (message.References.Count > 0)
            Field("References", string.Join("\r\n ", message.References.Select(r => Id(r, "References"))));
        head.Append(HeaderWriting.Unstructured("Subject", message.Subject));
        foreach (var (name, value) in message.Fields)
            head.Append(HeaderWriting.Unstructured(name, value));
        Field("MIME-Version", "1.0");
    }

    private void Field(string name, string value) => head.Append(name).Append(": ").Append(value).Append("\r\n");

    private void Addresses(string name, IReadOnlyList<Mailbox> mailboxes)
    {
        if (mailboxes.Count > 0)
            head.Append(HeaderWriting.Addresses(name, mailboxes));
    }

    private static string Offset(TimeSpan offset) =>
        (offset < TimeSpan.Zero ? "-" : "+") + offset.Duration().ToString("hhmm", CultureInfo.InvariantCulture);

    private static string Id(string id, string field)
    {
        if (id.Length is 0 or > 900 || id.Any(c => c is <= ' ' or > '~' or '<' or '>'))
            throw new HeaderRefused(field);
        return $"<{id}>";
    }

    private async Task Mixed(CancellationToken cancellation)
    {
        if (message.Attachments.Count == 0)
        {
            await Related(cancellation);
            return;
        }
        Open("mixed");
        Delimit("mixed");
        await Related(cancellation);
        foreach (var file in message.Attachments)
        {
            Delimit("mixed");
            await File(file, "attachment", cancellation);
        }
        Close("mixed");
    }

    private async Task Related(CancellationToken cancellation)
    {
        if (message.Pictures.Count == 0 || message.Html is null)
        {
            Alternative();
            return;
        }
        Open("related", "; type=\"" + (message.Text is null ? "text/html" : "multipart/alternative") + "\"");
        Delimit("related");
        Alternative();
        foreach (var picture in message.Pictures)
        {
            Delimit("related");
            await File(picture, "inline", cancellation);
        }
        Close("related");
    }

    private void Alternative()
    {
        if (message.Html is null || message.Text is null)
        {
            TextPart(message.Html is null ? "plain" : "html", message.Text ?? message.Html ?? "");
            return;
        }
        Open("alternative");
        Delimit("alternative");
        TextPart("plain", message.Text);
        Delimit("alternative");
        TextPart("html", message.Html);
        Close("alternative");
    }

    private void TextPart(string type, string text)
    {
        var (encoding, body) = BodyEncoding.Of(text, message.EightBit);
        Field("Content-Type", $"text/{type}; charset=utf-8");
        Field("Content-Transfer-Encoding", encoding);
        head.Append("\r\n").Append(body);
    }

    private void Open(string type, string parameters = "") =>
        Field("Content-Type", $"multipart/{type}{parameters};\r\n boundary=\"{Boundary(type)}\"");

    /// <summary>"=_" occurs neither in base64 nor in quoted-printable, and text that holds it is encoded.</summary>
    private string Boundary(string type) => $"=_{type[..3]}_{message.Boundary}";

    private void Delimit(string type) => head.Append("\r\n--").Append(Boundary(type)).Append("\r\n");

    private void Close(string type) => head.Append("\r\n--").Append(Boundary(type)).Append("--\r\n");

    private async Task File(OutgoingFile file, string disposition, CancellationToken cancellation)
    {
        head.Append(HeaderWriting.FileFields(file, disposition));
        if (file.ContentId is { } id)
            Field("Content-ID", Id(id, "Content-ID"));
        Field("Content-Transfer-Encoding", "base64");
        head.Append("\r\n");
        await Flush(cancellation);
        await using var content = file.Open();
        var bytes = new byte[BytesInLine * 400];
        var lines = new byte[(76 + 2) * 400];
        int read;
        while ((read = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation)) > 0)
        {
            var written = 0;
            for (var at = 0; at < read; at += BytesInLine)
            {
                System.Buffers.Text.Base64.EncodeToUtf8(
                    bytes.AsSpan(at, Math.Min(BytesInLine, read - at)),
                    lines.AsSpan(written),
                    out _,
                    out var count
                );
                written += count;
                lines[written++] = (byte)'\r';
                lines[written++] = (byte)'\n';
            }
            await to.WriteAsync(lines.AsMemory(0, written), cancellation);
        }
    }

    private async Task Flush(CancellationToken cancellation)
    {
        await to.WriteAsync(Encoding.UTF8.GetBytes(head.ToString()), cancellation);
        head.Clear();
    }
}
