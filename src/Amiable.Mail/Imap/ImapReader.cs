using System.Globalization;
using System.Text;
using Amiable.Mail.Connections;

namespace Amiable.Mail.Imap;

/// <summary>Reads responses with their literals (RFC 9051 section 4.3, RFC 7888, RFC 3516), within limits.</summary>
internal sealed class ImapReader(MailConnection connection, TimeSpan timeout)
{
    /// <summary>Of a line: long enough for the numbers of a hundred thousand messages.</summary>
    private const int MostBytesInLine = 1024 * 1024;

    /// <summary>Of a whole response but for the content of a message.</summary>
    private const int MostBytesInMemory = 4 * 1024 * 1024;

    private const int MostLiterals = 1_000;

    /// <summary>The next response.</summary>
    /// <param name="content">Where the content of a message goes: the first literal after BODY[].</param>
    /// <param name="mostContent">How long that may be, in bytes.</param>
    /// <param name="cancellation">Ends the waiting, and with it the use of the connection.</param>
    /// <exception cref="MailServerFailed">Too long, too late, or not IMAP.</exception>
    public async ValueTask<ImapResponse> ReadAsync(Stream? content, long mostContent, CancellationToken cancellation)
    {
        var line = await LineAsync(cancellation).ConfigureAwait(false);
        if (line.Length == 0)
            throw new MailServerFailed(MailFailure.Garbled, "The server sent an empty line where a response should be.");
        var literals = new List<string>();
        var taken = line.Length;
        for (var count = 0; LiteralAtEnd(line) is var (start, length) && length >= 0; count++)
        {
            if (count == 0 && ImapResponse.IsStatus(line))
                break;
            if (count == MostLiterals)
                throw new MailServerFailed(MailFailure.TooLong, $"The server sent a response of more than {MostLiterals} literals.");
            var head = line[..start].TrimEnd(' ');
            if (IsContent(head))
            {
                var first = content is not null && !head.Contains(ImapValue.StreamedMark, StringComparison.Ordinal);
                taken = first ? taken : TakeMore(taken, length);
                if (first && length > mostContent)
                    throw new MailServerFailed(
                        MailFailure.TooLong,
                        $"The server sent a message of {length} bytes; at most {mostContent} are taken."
                    );
                await connection.ReadToAsync(first ? content : null, length, timeout, cancellation).ConfigureAwait(false);
                head += ImapValue.StreamedMark;
            }
            else
            {
                taken = TakeMore(taken, length);
                literals.Add(await LiteralAsync((int)length, cancellation).ConfigureAwait(false));
                head += ImapValue.LiteralMark;
            }
            var rest = await LineAsync(cancellation).ConfigureAwait(false);
            taken = TakeMore(taken, rest.Length);
            line = head + rest;
        }
        if (connection.IsWrittenDown)
            connection.Heard(Readable(line.Replace(ImapValue.LiteralMark, '§').Replace(ImapValue.StreamedMark, '§')));
        return ImapResponse.Parse(line, literals);
    }

    /// <summary>The server's words, as people read them, without secrets.</summary>
    public string Readable(string line) => Printable.Line(connection.Clean(Printable.Decode(Encoding.Latin1.GetBytes(line))), 500);

    private static int TakeMore(int taken, long more) =>
        taken + more <= MostBytesInMemory
            ? (int)(taken + more)
            : throw new MailServerFailed(MailFailure.TooLong, $"The server sent a response of more than {MostBytesInMemory} bytes.");

    private async ValueTask<string> LineAsync(CancellationToken cancellation)
    {
        var bytes = await connection.ReadLineAsync(MostBytesInLine, timeout, cancellation).ConfigureAwait(false);
        return Encoding.Latin1.GetString(bytes.Span);
    }

    private async ValueTask<string> LiteralAsync(int length, CancellationToken cancellation)
    {
        using var memory = new MemoryStream();
        await connection.ReadToAsync(memory, length, timeout, cancellation).ConfigureAwait(false);
        return Encoding.Latin1.GetString(memory.GetBuffer(), 0, (int)memory.Length);
    }

    private static bool IsContent(string head) =>
        head.EndsWith("BODY[]", StringComparison.OrdinalIgnoreCase)
        || (
            head.EndsWith('>')
            && head.LastIndexOf('<') is > 0 and var at
            && head.AsSpan(0, at).EndsWith("BODY[]", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>{7}, {7+} or ~{7} at the end of a line: where it starts and what it announces, or -1.</summary>
    private static (int Start, long Length) LiteralAtEnd(string line)
    {
        if (!line.EndsWith('}'))
            return (0, -1);
        var start = line.LastIndexOf('{');
        if (start < 0)
            return (0, -1);
        var digits = line.AsSpan(start + 1, line.Length - start - 2);
        if (digits.EndsWith("+"))
            digits = digits[..^1];
        if (digits.Length is 0 or > 18 || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            return (0, -1);
        return (start > 0 && line[start - 1] == '~' ? start - 1 : start, length);
    }
}
