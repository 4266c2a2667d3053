using System.Text;

namespace Amiable.Mail.Mime;

/// <summary>One header field (RFC 5322 section 2.2), a slice of the message it came in.</summary>
/// <param name="name">Its name as written.</param>
/// <param name="raw">What follows the colon, folded, as bytes.</param>
public sealed class Header(string name, ReadOnlyMemory<byte> raw)
{
    /// <summary>Longest value read, in bytes: what is beyond is no header but an attack or an accident.</summary>
    public const int MostRead = 1 << 20;

    private string? text;
    private string? value;

    /// <summary>Its name as written; names are compared without regard to case.</summary>
    public string Name { get; } = name;

    /// <summary>What follows the colon, as it came: folded, encoded.</summary>
    public ReadOnlyMemory<byte> Raw { get; } = raw;

    /// <summary>The value unfolded (RFC 5322 section 2.2.3) and trimmed, with its encoded words as they are: what structured fields are read from.</summary>
    public string Text => text ??= Unfolded();

    /// <summary>The value for people: unfolded, encoded words (RFC 2047) decoded.</summary>
    public string Value => value ??= EncodedWords.Decode(Text);

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Value}";

    private string Unfolded()
    {
        var bytes = Raw.Span;
        if (bytes.Length > MostRead)
            bytes = bytes[..MostRead];
        var decoded = EncodedWords.Has8BitJapanese(bytes) ? Charsets.Read(bytes, "iso-2022-jp") : Charsets.Read(bytes);
        var unfolded = new StringBuilder(decoded.Length);
        var broken = false;
        foreach (var c in decoded)
        {
            if (c is '\r' or '\n')
            {
                broken = true;
                continue;
            }
            if (c is '\0')
                continue;
            if (broken && c is not (' ' or '\t'))
                unfolded.Append(' ');
            unfolded.Append(broken && c == '\t' ? ' ' : c);
            broken = false;
        }
        return unfolded.ToString().Trim();
    }
}
