using System.Text;

namespace Amiable.Mail.Mime;

/// <summary>Cuts a message into its parts (RFC 2046 section 5.1). One of them reads one message, and counts what it read.</summary>
internal sealed class MimeParsing
{
    private int parts;

    public MimeMessage Message(ReadOnlyMemory<byte> bytes, int depth)
    {
        if (depth == 0 && bytes.Span.IndexOf((byte)'\n') < 0 && bytes.Span.Contains((byte)'\r'))
            bytes = WithLineFeeds(bytes);
        var (headers, bodyAt) = HeaderList.Read(bytes, isMessage: true);
        var root = new MimePart(headers, bytes[bodyAt..], "text/plain");
        Fill(root, depth);
        return new MimeMessage(bytes, root);
    }

    private void Fill(MimePart part, int depth)
    {
        if (depth >= MimeMessage.Deepest || parts >= MimeMessage.MostParts)
            return;
        if (part.MediaType.StartsWith("multipart/", StringComparison.Ordinal))
            Split(part, depth);
        else if (
            part.MediaType
            is "message/rfc822"
                or "message/global"
                or "message/news"
                or "text/rfc822-headers"
                or "message/rfc822-headers"
                or "text/rfc822"
        )
        {
            var identity = part.TransferEncoding is not ("base64" or "quoted-printable");
            if (!identity && part.Body.Length > 50_000_000)
                return;
            part.Embedded = Message(part.Content(), depth + 1);
        }
    }

    private void Split(MimePart part, int depth)
    {
        var boundary = Boundary(part.ContentType["boundary"]);
        var cuts = boundary is null ? [] : Delimiters(part.Body.Span, boundary);
        if (cuts.Count == 0 && Guessed(part.Body.Span) is { } guessed)
            cuts = Delimiters(part.Body.Span, guessed);
        if (cuts.Count == 0)
            return;
        part.Preamble = part.Body[..cuts[0].Start];
        var children = new List<MimePart>();
        for (var i = 0; i < cuts.Count && !cuts[i].IsEnd; i++)
        {
            var end = i + 1 < cuts.Count ? cuts[i + 1].Start : part.Body.Length;
            if (++parts >= MimeMessage.MostParts)
                end = part.Body.Length;
            children.Add(Child(part, WithoutLastBreak(part.Body[Math.Min(cuts[i].After, end)..end]), depth));
            if (parts >= MimeMessage.MostParts)
                break;
        }
        part.Children = children;
    }

    private MimePart Child(MimePart parent, ReadOnlyMemory<byte> bytes, int depth)
    {
        var (headers, bodyAt) = HeaderList.Read(bytes, isMessage: false);
        var child = new MimePart(headers, bytes[bodyAt..], parent.MediaType == "multipart/digest" ? "message/rfc822" : "text/plain");
        Fill(child, depth + 1);
        return child;
    }

    private static byte[]? Boundary(string? given)
    {
        var boundary = given?.TrimEnd();
        return string.IsNullOrEmpty(boundary) || boundary.Length > 1000 ? null : Encoding.UTF8.GetBytes("--" + boundary);
    }

    /// <summary>The lines that are boundaries: where each starts, where what follows starts, and whether it is the last. Everything after the last is no part.</summary>
    private static List<(int Start, int After, bool IsEnd)> Delimiters(ReadOnlySpan<byte> body, ReadOnlySpan<byte> boundary)
    {
        var cuts = new List<(int, int, bool)>();
        var at = 0;
        while (at < body.Length && cuts.Count <= MimeMessage.MostParts)
        {
            var found = body[at..].IndexOf(boundary);
            if (found < 0)
                break;
            found += at;
            at = found + boundary.Length;
            if (found > 0 && body[found - 1] != '\n')
                continue;
            var feed = body[at..].IndexOf((byte)'\n');
            var after = feed < 0 ? body.Length : at + feed + 1;
            var rest = body[at..after].Trim(" \t\r\n"u8);
            var isEnd = rest.StartsWith("--"u8);
            // A longer boundary that begins like this one is another's, unless what follows is only an old habit of blanks.
            if (!rest.IsEmpty && !(isEnd && rest[2..].Trim(" \t"u8).IsEmpty))
                continue;
            cuts.Add((found, after, isEnd));
            at = after;
            if (isEnd)
                break;
        }
        return cuts;
    }

    /// <summary>The boundary of a multipart that does not say it, or says another: the first line starting with "--" that a header field follows.</summary>
    private static byte[]? Guessed(ReadOnlySpan<byte> body)
    {
        var looked = 0;
        byte[]? candidate = null;
        foreach (var range in new Lines(body))
        {
            var line = body[range].TrimEnd(" \t\r\n"u8);
            if (candidate is not null && line.StartsWith("Content-"u8))
                return candidate;
            candidate =
                line.Length is > 6 and < 200 && line.StartsWith("--"u8) && !line.EndsWith("--"u8) && !line.Contains((byte)' ')
                    ? line.ToArray()
                    : null;
            if (++looked > 2000)
                break;
        }
        return null;
    }

    /// <summary>The line break before a boundary belongs to it (RFC 2046 section 5.1.1).</summary>
    private static ReadOnlyMemory<byte> WithoutLastBreak(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        if (span.EndsWith("\r\n"u8))
            return bytes[..^2];
        return span.EndsWith("\n"u8) ? bytes[..^1] : bytes;
    }

    private static byte[] WithLineFeeds(ReadOnlyMemory<byte> bytes)
    {
        var copy = bytes.ToArray();
        copy.AsSpan().Replace((byte)'\r', (byte)'\n');
        return copy;
    }
}
