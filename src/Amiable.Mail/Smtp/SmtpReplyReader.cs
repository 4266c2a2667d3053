using System.Text;
using Amiable.Mail.Connections;

namespace Amiable.Mail.Smtp;

/// <summary>Reads replies (RFC 5321 section 4.2.1), strictly in what they mean and leniently in how they are written.</summary>
internal static class SmtpReplyReader
{
    /// <summary>RFC 5321 section 4.5.3.1.5 allows 512; some servers explain themselves at length.</summary>
    private const int MostBytesInLine = 8 * 1024;
    private const int MostLines = 128;

    /// <exception cref="MailServerFailed">No reply, not a reply, or too long a one.</exception>
    public static async ValueTask<(SmtpReply Reply, IReadOnlyList<string> Lines)> ReadAsync(
        MailConnection connection,
        TimeSpan timeout,
        CancellationToken cancellation
    )
    {
        var lines = new List<string>(1);
        while (true)
        {
            var line = await connection.ReadLineAsync(MostBytesInLine, timeout, cancellation).ConfigureAwait(false);
            var code = CodeOf(line.Span);
            var text = line.Length > 4 ? Printable.Line(connection.Clean(Printable.Decode(line.Span[4..])), MostBytesInLine) : "";
            if (connection.IsWrittenDown)
                connection.Heard(Printable.Decode(line.Span));
            if (code is null || (lines.Count > 0 && code != First(lines)))
                throw Garbled(connection, line.Span);
            var more = line.Length > 3 && line.Span[3] == '-';
            lines.Add(lines.Count == 0 ? $"{code} {text}" : text);
            if (!more)
                return (Build(code.Value, lines), lines);
            if (lines.Count == MostLines)
                throw new MailServerFailed(MailFailure.TooLong, $"The server sent a reply of more than {MostLines} lines.");
        }
    }

    private static int First(List<string> lines) => int.Parse(lines[0].AsSpan(0, 3), provider: null);

    /// <summary>200–599, followed by a space, a hyphen or nothing.</summary>
    private static int? CodeOf(ReadOnlySpan<byte> line)
    {
        if (
            line.Length < 3
            || line[0] is < (byte)'2' or > (byte)'5'
            || !char.IsAsciiDigit((char)line[1])
            || !char.IsAsciiDigit((char)line[2])
        )
            return null;
        if (line.Length > 3 && line[3] is not ((byte)' ' or (byte)'-'))
            return null;
        return (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
    }

    private static SmtpReply Build(int code, List<string> lines)
    {
        lines[0] = lines[0][4..];
        var enhanced = EnhancedOf(lines[0], code);
        if (enhanced is null && lines.Count == 1)
            return new(code, null, lines[0].Trim());
        var words = new StringBuilder();
        foreach (var line in lines)
        {
            var text = (EnhancedOf(line, code) is { } own ? line[own.Length..] : line).Trim();
            if (text.Length > 0)
                words.Append(words.Length > 0 ? " " : "").Append(text);
        }
        return new(code, enhanced, words.ToString());
    }

    /// <summary>RFC 2034 section 3: the enhanced code opens the text and is of the same class as the reply code.</summary>
    private static string? EnhancedOf(string text, int code)
    {
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        var word = end < 0 ? text : text[..end];
        if (word.Length is < 5 or > 9 || word[0] != code / 100 + '0' || word[0] is not ('2' or '4' or '5') || word[1] != '.')
            return null;
        var parts = word.Split('.');
        return parts.Length == 3 && parts.All(part => part.Length is > 0 and < 4 && part.All(char.IsAsciiDigit)) ? word : null;
    }

    private static MailServerFailed Garbled(MailConnection connection, ReadOnlySpan<byte> line) =>
        new(MailFailure.Garbled, $"The server answered what is not SMTP: {Printable.Line(connection.Clean(Printable.Decode(line)), 100)}");
}
