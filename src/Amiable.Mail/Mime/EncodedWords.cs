using System.Text;

namespace Amiable.Mail.Mime;

/// <summary>Reads the encoded words of header fields (RFC 2047; language tags RFC 2231 section 5), the broken ones of real senders too.</summary>
public static class EncodedWords
{
    /// <summary>How far the end of one word is looked for, in characters. The RFC allows 75.</summary>
    private const int LongestWord = 4096;

    /// <summary>
    /// <paramref name="text"/> with its encoded words decoded. White space between two of them goes (section 6.2); a character cut in two by neighbours of
    /// the same charset is put together; a word with spaces in it, or in quotes, is read all the same; what cannot be read stays as it is.
    /// </summary>
    public static string Decode(string text)
    {
        if (!text.Contains("=?", StringComparison.Ordinal))
            return text;
        var decoded = new StringBuilder(text.Length);
        var pending = new Pending(decoded);
        var at = 0;
        while (at < text.Length)
        {
            var start = text.IndexOf("=?", at, StringComparison.Ordinal);
            if (start < 0)
                break;
            if (Word(text, start) is not { } word)
            {
                pending.Flush();
                decoded.Append(text, at, start + 2 - at);
                at = start + 2;
                continue;
            }
            var between = text.AsSpan(at, start - at);
            if (!pending.IsOpen || !between.IsWhiteSpace())
            {
                pending.Flush();
                decoded.Append(between);
            }
            pending.Add(word.Charset, word.Bytes);
            at = word.End;
        }
        pending.Flush();
        return decoded.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>Whether raw bytes hold the escape sequences of ISO-2022-JP (RFC 1468), which is 7-bit and so needs no label to be recognised.</summary>
    internal static bool Has8BitJapanese(ReadOnlySpan<byte> bytes) => bytes.IndexOf("\u001b$B"u8) >= 0 || bytes.IndexOf("\u001b$@"u8) >= 0;

    private static (string Charset, byte[] Bytes, int End)? Word(string text, int start)
    {
        var charsetEnd = text.IndexOf('?', start + 2, Math.Min(60, text.Length - start - 2));
        if (charsetEnd < 0 || charsetEnd + 2 >= text.Length || text[charsetEnd + 2] != '?')
            return null;
        var charset = text[(start + 2)..charsetEnd];
        var encoding = char.ToUpperInvariant(text[charsetEnd + 1]);
        if (encoding is not ('B' or 'Q') || charset.Length == 0 || charset.Contains(' ', StringComparison.Ordinal))
            return null;
        var from = charsetEnd + 3;
        var end = text.IndexOf("?=", from, Math.Min(LongestWord, text.Length - from), StringComparison.Ordinal);
        if (end < 0)
            return null;
        var star = charset.IndexOf('*', StringComparison.Ordinal);
        var encoded = Encoding.Latin1.GetBytes(text[from..end]);
        return (star < 0 ? charset : charset[..star], encoding == 'B' ? TransferEncodings.Base64(encoded) : Q(encoded), end + 2);
    }

    /// <summary>The "Q" encoding (RFC 2047 section 4.2): quoted-printable with "_" for the space.</summary>
    private static byte[] Q(byte[] encoded)
    {
        var bytes = new List<byte>(encoded.Length);
        for (var i = 0; i < encoded.Length; i++)
        {
            if (
                encoded[i] == '='
                && i + 2 < encoded.Length
                && TransferEncodings.Hex(encoded[i + 1]) is >= 0 and var high
                && TransferEncodings.Hex(encoded[i + 2]) is >= 0 and var low
            )
            {
                bytes.Add((byte)(high * 16 + low));
                i += 2;
            }
            else
                bytes.Add(encoded[i] == '_' ? (byte)' ' : encoded[i]);
        }
        return [.. bytes];
    }

    /// <summary>Bytes of neighbouring words of one charset, decoded together.</summary>
    private sealed class Pending(StringBuilder decoded)
    {
        private readonly List<byte> bytes = [];
        private string? charset;

        public bool IsOpen => charset is not null;

        public void Add(string next, byte[] more)
        {
            if (charset is not null && !charset.Equals(next, StringComparison.OrdinalIgnoreCase))
                Flush();
            charset = next;
            bytes.AddRange(more);
        }

        public void Flush()
        {
            if (charset is null)
                return;
            foreach (var c in Charsets.Read([.. bytes], charset))
                decoded.Append(c is '\r' or '\n' or '\0' ? ' ' : c);
            bytes.Clear();
            charset = null;
        }
    }
}
