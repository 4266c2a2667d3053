using System.Text;
using System.Text.Unicode;

namespace Amiable.Import.Csv;

/// <summary>A file's text as UTF-8, without byte order mark, and what it was written in.</summary>
internal sealed record FileText(ReadOnlyMemory<byte> Utf8, string Encoding);

/// <summary>Finds out in which encoding a file is written. Nobody who exports a ledger knows, so nobody is asked.</summary>
internal static class TextEncodings
{
    private const int LookedAt = 4096;

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static Result<FileText> Decode(ReadOnlyMemory<byte> file)
    {
        var text = Detect(file);
        if (text.Utf8.Span.IndexOf((byte)0) is var nul and >= 0)
            return NotText(text.Utf8.Span, nul);
        return LooksLikeNoise(text.Utf8.Span) ? NotText(text.Utf8.Span, 0) : text;
    }

    /// <summary>The line on which that byte stands, from 1; CR LF, LF and CR each end a line.</summary>
    public static int LineAt(ReadOnlySpan<byte> utf8, long offset)
    {
        var line = 1;
        for (var i = 0; i < offset && i < utf8.Length; i++)
        {
            if (utf8[i] == '\n' || (utf8[i] == '\r' && (i + 1 == utf8.Length || utf8[i + 1] != '\n')))
                line++;
        }
        return line;
    }

    private static FileText Detect(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            return Utf8(file[3..]);
        if (bytes.StartsWith(Encoding.Unicode.Preamble))
            return Transcode(file[2..], Encoding.Unicode, "UTF-16");
        if (bytes.StartsWith(Encoding.BigEndianUnicode.Preamble))
            return Transcode(file[2..], Encoding.BigEndianUnicode, "UTF-16");
        if (Utf16WithoutMark(bytes[..Math.Min(bytes.Length, LookedAt)]) is { } utf16)
            return Transcode(file, utf16, "UTF-16");
        return Utf8Sequences(bytes) ? Utf8(file) : Transcode(file, Windows1252, "Windows-1252");
    }

    // Invalid sequences become U+FFFD here once, so that every later reader sees the same text.
    private static FileText Utf8(ReadOnlyMemory<byte> file) =>
        System.Text.Unicode.Utf8.IsValid(file.Span) ? new(file, "UTF-8") : Transcode(file, Encoding.UTF8, "UTF-8");

    private static FileText Transcode(ReadOnlyMemory<byte> file, Encoding from, string name) =>
        new(Encoding.Convert(from, Encoding.UTF8, file.ToArray()), name);

    // Text in Latin letters has a zero in nearly every second byte of UTF-16, always on the same side.
    private static UnicodeEncoding? Utf16WithoutMark(ReadOnlySpan<byte> start)
    {
        var zeros = (Even: 0, Odd: 0);
        for (var i = 0; i < start.Length; i++)
        {
            if (start[i] == 0)
                zeros = i % 2 == 0 ? (zeros.Even + 1, zeros.Odd) : (zeros.Even, zeros.Odd + 1);
        }
        var pairs = start.Length / 2;
        if (pairs < 2)
            return null;
        if (zeros.Odd > pairs * 2 / 3 && zeros.Even < pairs / 20 + 1)
            return new UnicodeEncoding(bigEndian: false, byteOrderMark: false);
        return zeros.Even > pairs * 2 / 3 && zeros.Odd < pairs / 20 + 1 ? new UnicodeEncoding(bigEndian: true, byteOrderMark: false) : null;
    }

    // One damaged byte must not turn all accents of a UTF-8 file into "Ã©": UTF-8 is kept while its sequences outnumber the damage.
    private static bool Utf8Sequences(ReadOnlySpan<byte> bytes)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes))
            return true;
        int sequences = 0,
            damage = 0;
        while (!bytes.IsEmpty)
        {
            var ascii = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
                break;
            bytes = bytes[ascii..];
            var whole = Rune.DecodeFromUtf8(bytes, out _, out var taken) == System.Buffers.OperationStatus.Done;
            (sequences, damage) = whole ? (sequences + 1, damage) : (sequences, damage + 1);
            bytes = bytes[taken..];
        }
        return sequences > damage * 4;
    }

    private static bool LooksLikeNoise(ReadOnlySpan<byte> utf8)
    {
        var start = utf8[..Math.Min(utf8.Length, LookedAt)];
        var controls = 0;
        foreach (var b in start)
        {
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\v' or (byte)'\f' or (byte)'\r' or 0x1A))
                controls++;
        }
        return controls > 1 && controls * 50 > start.Length;
    }

    private static Invalid NotText(ReadOnlySpan<byte> utf8, long offset) =>
        new(
            "file",
            "file-is-binary",
            $"This is not a text file: line {LineAt(utf8, offset)} holds bytes that no CSV has. Export it again as CSV (UTF-8)."
        );
}
