using System.Text;

namespace Amiable.Mail.Imap;

/// <summary>A command without its tag: words, and strings that may have to go as literals (RFC 9051 section 4.3).</summary>
internal sealed class ImapCommand(string words)
{
    private readonly List<(string Text, byte[]? Literal)> _parts = [(words, null)];

    public string Name { get; } = words.Split(' ') is ["UID", var verb, ..] ? "UID " + verb : words.Split(' ')[0];

    /// <summary>Instead of what is sent, in the transcript.</summary>
    public string? Shown { get; init; }

    public IReadOnlyList<(string Text, byte[]? Literal)> Parts => _parts;

    public ImapCommand Words(string more)
    {
        _parts.Add((" " + more, null));
        return this;
    }

    /// <summary>A string, quoted where it can be.</summary>
    public ImapCommand String(string text)
    {
        if (text.All(c => c is >= ' ' and <= '~'))
            return Words(
                "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\""
            );
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new ArgumentException("No string of IMAP can contain NUL.");
        _parts.Add((" ", Encoding.UTF8.GetBytes(text)));
        return this;
    }

    public ImapCommand Mailbox(string name) =>
        string.IsNullOrEmpty(name) ? throw new ArgumentException("A mailbox has a name.") : String(ModifiedUtf7.Encode(name));
}
