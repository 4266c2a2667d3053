using System.Buffers;
using System.Globalization;
using System.Text;

namespace Amiable.Mail.Smtp;

/// <summary>An address that cannot stand in an SMTP command. The message says which and why.</summary>
public sealed class UnusableAddress(string message) : ArgumentException(message);

/// <summary>
/// An address as it goes into MAIL and RCPT (RFC 5321 section 4.1.2, RFC 6531 section 3.3). Narrower than the grammar, so that no address can be read
/// as anything but one address: no control character, no space, no angle bracket, no source route, quoted local parts only without these.
/// </summary>
internal readonly record struct SmtpAddress(string Local, string Domain)
{
    private static readonly SearchValues<char> NeverInLocal = SearchValues.Create("<>()[]\\,;:@\"");
    private static readonly SearchValues<char> NeverInQuoted = SearchValues.Create("<>\\\"");

    /// <summary>RFC 5321 section 4.5.3.1.3: a path of 256 octets with its brackets.</summary>
    private const int MostOctets = 254;

    public bool NeedsUtf8 => !Ascii.IsValid(Local) || !Ascii.IsValid(Domain);

    public override string ToString() => $"{Local}@{Domain}";

    /// <exception cref="UnusableAddress">It is none.</exception>
    public static SmtpAddress Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.LastIndexOf('@');
        if (at < 1 || at == text.Length - 1)
            throw Unusable(text, "it is not of the form name@domain");
        foreach (var rune in text.EnumerateRunes())
            if (
                Rune.IsControl(rune)
                || Rune.IsWhiteSpace(rune)
                || rune == Rune.ReplacementChar
                || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
            )
                throw Unusable(text, "it contains a space, a line end or another invisible character");
        if (Encoding.UTF8.GetByteCount(text) > MostOctets)
            throw Unusable(text, $"it is longer than {MostOctets} bytes");
        var (local, domain) = (text[..at], text[(at + 1)..]);
        var quoted = local.Length > 2 && local[0] == '"' && local[^1] == '"';
        if (quoted ? local.AsSpan(1, local.Length - 2).ContainsAny(NeverInQuoted) : local.AsSpan().ContainsAny(NeverInLocal))
            throw Unusable(text, "its first part contains a character that is not allowed there");
        if (!IsDomain(domain))
            throw Unusable(text, "what follows the @ is not a domain");
        return new(local, domain);
    }

    /// <summary>The same with its domain in ASCII (RFC 5891), for servers without SMTPUTF8, where the local part allows it.</summary>
    public SmtpAddress? InAscii()
    {
        if (!NeedsUtf8)
            return this;
        try
        {
            return Ascii.IsValid(Local) ? this with { Domain = new IdnMapping().GetAscii(Domain) } : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsDomain(string domain)
    {
        if (domain[0] == '[' && domain[^1] == ']')
            return domain.Length > 2 && domain[1..^1].All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or ':' or '-');
        return domain[0] is not ('.' or '-')
            && !domain.Contains("..", StringComparison.Ordinal)
            && domain.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' || c > '\u007f');
    }

    private static UnusableAddress Unusable(string text, string why) =>
        new($"The address {Connections.Printable.Line(text, 100)} cannot be used: {why}.");
}
