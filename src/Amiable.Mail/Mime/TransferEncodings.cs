namespace Amiable.Mail.Mime;

/// <summary>Undoes content-transfer-encodings (RFC 2045 section 6) as they are found in the wild: errors are passed over, nothing throws.</summary>
public static class TransferEncodings
{
    private const byte Junk = 255;
    private const byte Padding = 254;
    private static readonly byte[] Sextets = SextetTable();

    /// <summary>
    /// Base64 (RFC 2045 section 6.8; the URL alphabet of RFC 4648 section 5 too). Characters outside the alphabet are skipped; text after padding starts
    /// a new run, as in blocks glued together; a last odd character is dropped.
    /// </summary>
    public static byte[] Base64(ReadOnlySpan<byte> encoded)
    {
        var bytes = new byte[(int)((long)encoded.Length * 3 / 4) + 3];
        if (System.Buffers.Text.Base64.DecodeFromUtf8(encoded, bytes, out _, out var clean) == System.Buffers.OperationStatus.Done)
            return bytes.AsSpan(0, clean).ToArray();
        int written = 0,
            bits = 0,
            held = 0;
        foreach (var character in encoded)
        {
            var sextet = Sextets[character];
            if (sextet < 64)
            {
                held = (held << 6) | sextet;
                bits += 6;
                if (bits < 8)
                    continue;
                bits -= 8;
                bytes[written++] = (byte)(held >> bits);
                held &= (1 << bits) - 1;
            }
            else if (sextet == Padding)
                bits = held = 0;
        }
        return written == bytes.Length ? bytes : bytes.AsSpan(0, written).ToArray();
    }

    /// <summary>
    /// Quoted-printable (RFC 2045 section 6.7). "=" before what is no pair of hexadecimal digits stays as it is; lower-case digits are taken; spaces at line
    /// ends, which transport added, go.
    /// </summary>
    public static byte[] QuotedPrintable(ReadOnlySpan<byte> encoded)
    {
        var bytes = new byte[encoded.Length];
        int written = 0,
            solid = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            var character = encoded[i];
            if (character == '=' && SoftBreak(encoded, i) is > 0 and var skipped)
            {
                i += skipped;
                solid = written;
            }
            else if (
                character == '='
                && i + 2 < encoded.Length
                && Hex(encoded[i + 1]) is >= 0 and var high
                && Hex(encoded[i + 2]) is >= 0 and var low
            )
            {
                bytes[written++] = (byte)(high * 16 + low);
                solid = written;
                i += 2;
            }
            else
            {
                if (character is (byte)'\n' || (character == '\r' && i + 1 < encoded.Length && encoded[i + 1] == '\n'))
                    written = solid;
                bytes[written++] = character;
                if (character is not ((byte)' ' or (byte)'\t'))
                    solid = written;
            }
        }
        return bytes.AsSpan(0, written).ToArray();
    }

    /// <summary>Uuencode (POSIX 1003.1; never a standard of mail): the lines between "begin" and "end", or bare lines when there is no "begin".</summary>
    public static byte[] Uuencode(ReadOnlySpan<byte> encoded)
    {
        var bytes = new List<byte>(encoded.Length * 3 / 4);
        foreach (var range in new Lines(encoded))
        {
            var line = encoded[range].TrimEnd("\r\n"u8);
            if (line.StartsWith("begin "u8) || line.IsEmpty)
                continue;
            if (line.SequenceEqual("end"u8))
                break;
            UuLine(line, bytes);
        }
        return [.. bytes];
    }

    internal static int Hex(byte character) =>
        character switch
        {
            >= (byte)'0' and <= (byte)'9' => character - '0',
            >= (byte)'A' and <= (byte)'F' => character - 'A' + 10,
            >= (byte)'a' and <= (byte)'f' => character - 'a' + 10,
            _ => -1,
        };

    private static void UuLine(ReadOnlySpan<byte> line, List<byte> bytes)
    {
        var count = (line[0] - 32) & 63;
        for (var i = 1; count > 0 && i < line.Length; i += 4)
        {
            var group = 0;
            for (var k = 0; k < 4; k++)
                group = (group << 6) | (i + k < line.Length ? (line[i + k] - 32) & 63 : 0);
            for (var shift = 16; shift >= 0 && count > 0; shift -= 8, count--)
                bytes.Add((byte)(group >> shift));
        }
    }

    private static int SoftBreak(ReadOnlySpan<byte> encoded, int equals)
    {
        var i = equals + 1;
        while (i < encoded.Length && encoded[i] is (byte)' ' or (byte)'\t')
            if (++i - equals > 1000)
                return 0;
        if (i >= encoded.Length)
            return i - equals;
        if (encoded[i] == '\n')
            return i - equals;
        if (encoded[i] == '\r')
            return i + 1 < encoded.Length && encoded[i + 1] == '\n' ? i + 1 - equals : i - equals;
        return 0;
    }

    private static byte[] SextetTable()
    {
        var table = new byte[256];
        Array.Fill(table, Junk);
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;
        for (var i = 0; i < 64; i++)
            table[alphabet[i]] = (byte)i;
        table['-'] = 62;
        table['_'] = 63;
        table['='] = Padding;
        return table;
    }
}
