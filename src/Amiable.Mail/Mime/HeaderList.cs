using System.Collections;
using System.Text;

namespace Amiable.Mail.Mime;

/// <summary>The header fields of a message or a part, in their order (RFC 5322 section 3.6; RFC 2045 section 3).</summary>
public sealed class HeaderList : IReadOnlyList<Header>
{
    /// <summary>Most fields kept of one block; those beyond are passed over.</summary>
    public const int Most = 2000;

    private readonly List<Header> headers = [];

    /// <inheritdoc/>
    public int Count => headers.Count;

    /// <inheritdoc/>
    public Header this[int index] => headers[index];

    /// <summary>The readable value of the first field of that name, or null.</summary>
    public string? this[string name] => Find(name)?.Value;

    /// <summary>The first field of that name, or null.</summary>
    public Header? Find(string name) => headers.Find(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>All fields of that name, top to bottom.</summary>
    public IEnumerable<Header> All(string name) => headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public IEnumerator<Header> GetEnumerator() => headers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// Reads the block of fields at the start of <paramref name="bytes"/> and says where the body starts. A line that is no field is passed over when fields
    /// follow it; else the body starts there, blank line or not.
    /// </summary>
    /// <param name="bytes">A message, a part, or a block of a delivery status.</param>
    /// <param name="isMessage">Whether the block stands at the top: then a mailbox's From_ line (RFC 4155) and blank lines before the first field are passed over.</param>
    internal static (HeaderList Headers, int BodyAt) Read(ReadOnlyMemory<byte> bytes, bool isMessage)
    {
        var list = new HeaderList();
        var span = bytes.Span;
        var at = isMessage ? AfterEnvelope(span) : 0;
        while (at < span.Length)
        {
            var end = EndOfLine(span, at);
            var line = span[at..end];
            if (IsBlank(line))
                return (list, end);
            var colon = NameLength(line);
            if (colon < 0)
            {
                var next = end < span.Length ? span[end..EndOfLine(span, end)] : default;
                if ((list.Count == 0 && !isMessage) || NameLength(next) < 0)
                    return (list, at);
                at = end;
                continue;
            }
            var start = at + colon + 1;
            while (end < span.Length && span[end] is (byte)' ' or (byte)'\t')
                end = EndOfLine(span, end);
            if (list.Count < Most)
                list.headers.Add(new Header(Encoding.Latin1.GetString(line[..colon].TrimEnd(" \t"u8)), bytes[start..end]));
            at = end;
        }
        return (list, span.Length);
    }

    private static int AfterEnvelope(ReadOnlySpan<byte> span)
    {
        var at = span.StartsWith("\uFEFF"u8) ? 3 : 0;
        while (at < span.Length)
        {
            var end = EndOfLine(span, at);
            var line = span[at..end];
            if (!IsBlank(line) && !line.StartsWith("From "u8) && !line.StartsWith(">From "u8))
                return at;
            at = end;
        }
        return at;
    }

    /// <summary>The length of the field name at the start of a line, or -1: printable characters but the colon, then perhaps blanks (RFC 5322 section 4.5).</summary>
    private static int NameLength(ReadOnlySpan<byte> line)
    {
        var colon = line[..Math.Min(line.Length, 200)].IndexOf((byte)':');
        if (colon < 1)
            return -1;
        var name = line[..colon].TrimEnd(" \t"u8);
        foreach (var c in name)
            if (c is <= 32 or >= 127)
                return -1;
        return name.Length > 0 ? colon : -1;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.Trim("\r\n"u8).IsEmpty;

    private static int EndOfLine(ReadOnlySpan<byte> span, int at)
    {
        var feed = span[at..].IndexOf((byte)'\n');
        return feed < 0 ? span.Length : at + feed + 1;
    }
}
