using Amiable.Mail.Connections;

namespace Amiable.Mail.Smtp;

/// <summary>
/// A message as it goes over the line: every CR, LF and CRLF becomes CRLF, because a lone one can be read as a line end by one server and not by the
/// next (RFC 5321 section 2.3.8; "SMTP smuggling"), and a dot at the start of a line is doubled (section 4.5.2).
/// </summary>
internal sealed class DataWriter(MailConnection connection, TimeSpan timeout, CancellationToken cancellation)
{
    private static readonly byte[] LineEnd = "\r\n"u8.ToArray();
    private static readonly byte[] Dot = "."u8.ToArray();

    private bool _atLineStart = true;
    private bool _afterCr;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> piece)
    {
        while (!piece.IsEmpty)
        {
            var end = piece.Span.IndexOfAny((byte)'\r', (byte)'\n');
            if (end != 0)
            {
                var text = end < 0 ? piece : piece[..end];
                if (_atLineStart && text.Span[0] == '.')
                    await connection.WriteAsync(Dot, timeout, cancellation).ConfigureAwait(false);
                await connection.WriteAsync(text, timeout, cancellation).ConfigureAwait(false);
                (_atLineStart, _afterCr) = (false, false);
            }
            if (end < 0)
                return;
            var isCr = piece.Span[end] == '\r';
            if (isCr || !_afterCr)
                await connection.WriteAsync(LineEnd, timeout, cancellation).ConfigureAwait(false);
            (_atLineStart, _afterCr) = (true, isCr);
            piece = piece[(end + 1)..];
        }
    }

    /// <summary>Completes the last line; the final dot is not ours to send.</summary>
    public ValueTask EndAsync() => _atLineStart ? default : connection.WriteAsync(LineEnd, timeout, cancellation);
}
