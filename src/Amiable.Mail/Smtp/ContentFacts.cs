using System.Text;

namespace Amiable.Mail.Smtp;

/// <summary>What a server has to be able to do for a message, seen in its bytes.</summary>
internal sealed class ContentFacts
{
    private bool _afterCr;
    private bool _inHeaders = true;
    private long _inLine;

    /// <summary>As SIZE counts them (RFC 1870 section 3): every line end two bytes, no stuffed dots.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether it needs 8BITMIME (RFC 6152).</summary>
    public bool IsEightBit { get; private set; }

    /// <summary>Whether it needs SMTPUTF8 (RFC 6531 section 3.6): bytes above 127 before the first empty line.</summary>
    public bool HasEightBitHeaders { get; private set; }

    public void Add(ReadOnlySpan<byte> piece)
    {
        while (!piece.IsEmpty)
        {
            var end = piece.IndexOfAny((byte)'\r', (byte)'\n');
            var text = end < 0 ? piece : piece[..end];
            if (text.Length > 0)
            {
                _afterCr = false;
                _inLine += text.Length;
                Bytes += text.Length;
                if (!Ascii.IsValid(text))
                    (IsEightBit, HasEightBitHeaders) = (true, HasEightBitHeaders || _inHeaders);
            }
            if (end < 0)
                return;
            EndLine(piece[end] == '\r');
            piece = piece[(end + 1)..];
        }
    }

    private void EndLine(bool isCr)
    {
        if (!isCr && _afterCr)
        {
            _afterCr = false;
            return;
        }
        _inHeaders &= _inLine > 0;
        (_inLine, _afterCr) = (0, isCr);
        Bytes += 2;
    }
}
