using System.Text;

namespace Amiable.Mail.Mime;

/// <summary>Chooses how a text travels (RFC 2045 section 6) and encodes it.</summary>
internal static class BodyEncoding
{
    /// <summary>Longest line of a 7bit or 8bit body, in bytes without its end (RFC 5322 section 2.1.1).</summary>
    private const int LongestLine = 998;

    /// <summary>
    /// 7bit for short ASCII lines; 8bit where the way takes it; quoted-printable while it stays readable; else base64. What transport is known to change, as
    /// "From " at the start of a line, is encoded.
    /// </summary>
    public static (string Encoding, string Body) Of(string text, bool eightBit)
    {
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var bytes = Encoding.UTF8.GetByteCount(text);
        var beyond = text.Count(c => c > 127);
        var isFragile = text.Contains('\0', StringComparison.Ordinal) || IsFragile(text);
        if (!isFragile && beyond == 0)
            return ("7bit", Lines(text));
        if (!isFragile && eightBit)
            return ("8bit", Lines(text));
        return beyond * 5 > bytes ? ("base64", Base64(text)) : ("quoted-printable", QuotedPrintable(text));
    }

    private static string Lines(string text) => text.Replace("\n", "\r\n", StringComparison.Ordinal);

    private static bool IsFragile(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
            if (
                Encoding.UTF8.GetByteCount(line) > LongestLine
                || line.StartsWith("From ", StringComparison.Ordinal)
                || line.StartsWith("--=_", StringComparison.Ordinal)
                || (line.Length > 0 && line[^1] is ' ' or '\t')
            )
                return true;
        return text.AsSpan().ContainsAnyInRange('\u0001', '\u0008')
            || text.AsSpan().ContainsAny('\v', '\f', '\u0085')
            || text.AsSpan().ContainsAny('\u2028', '\u2029');
    }

    private static string Base64(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Lines(text)), Base64FormattingOptions.InsertLineBreaks);

    private static string QuotedPrintable(string text)
    {
        var encoded = new StringBuilder(text.Length * 2);
        foreach (var line in text.Split('\n'))
        {
            QuotedLine(Encoding.UTF8.GetBytes(line), encoded);
            encoded.Append("\r\n");
        }
        encoded.Length -= 2;
        return encoded.ToString();
    }

    private static void QuotedLine(byte[] line, StringBuilder encoded)
    {
        var column = 0;
        for (var i = 0; i < line.Length; i++)
        {
            var b = line[i];
            var isLast = i == line.Length - 1;
            var plain = b is >= 33 and <= 126 and not (byte)'=' || (b is (byte)' ' or (byte)'\t' && !isLast);
            // ">From " and a lone "." are what mailboxes and SMTP make of lines that start so.
            if (i == 0 && b is (byte)'F' or (byte)'.' or (byte)'-')
                plain = false;
            if (column + (plain ? 1 : 3) > 75)
            {
                encoded.Append("=\r\n");
                column = 0;
            }
            if (plain)
                encoded.Append((char)b);
            else
                encoded.Append('=').Append("0123456789ABCDEF"[b >> 4]).Append("0123456789ABCDEF"[b & 15]);
            column += plain ? 1 : 3;
        }
    }
}
