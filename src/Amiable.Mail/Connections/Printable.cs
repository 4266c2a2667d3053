using System.Text;

namespace Amiable.Mail.Connections;

/// <summary>What strangers send, made fit for a log line or a screen.</summary>
internal static class Printable
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>UTF-8 where it is (RFC 6531 section 3.7.4.2), otherwise Latin-1; never throws.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>One line: control characters become spaces, and it ends after so many characters.</summary>
    public static string Line(string text, int most)
    {
        var cut = text.Length > most ? string.Concat(text.AsSpan(0, most), "…") : text;
        return cut.AsSpan().ContainsAnyInRange('\0', '\u001f') || cut.AsSpan().ContainsAnyInRange('\u007f', '\u009f')
            ? string.Create(cut.Length, cut, (span, source) => Fill(span, source))
            : cut;
    }

    private static void Fill(Span<char> span, string source)
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = char.IsControl(source[i]) ? ' ' : source[i];
    }

    /// <summary>The text with each of the secrets replaced.</summary>
    public static string Without(string text, IReadOnlyList<string> secrets)
    {
        foreach (var secret in secrets)
            text = text.Replace(secret, "•••", StringComparison.Ordinal);
        return text;
    }
}
