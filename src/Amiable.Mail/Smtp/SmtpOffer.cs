using System.Globalization;

namespace Amiable.Mail.Smtp;

/// <summary>What a server says it can do in its answer to EHLO (RFC 5321 section 4.1.1.1).</summary>
public sealed class SmtpOffer
{
    private readonly Dictionary<string, string> _keywords = new(StringComparer.OrdinalIgnoreCase);

    internal SmtpOffer(IEnumerable<string> linesAfterTheFirst)
    {
        foreach (var line in linesAfterTheFirst.Select(line => line.Trim()))
        {
            // "AUTH=PLAIN" is how servers older than RFC 2554 write "AUTH PLAIN".
            var end = line.IndexOfAny([' ', '=']);
            var (keyword, value) = end < 0 ? (line, "") : (line[..end], line[(end + 1)..].Trim());
            if (keyword.Length > 0 && !(_keywords.TryGetValue(keyword, out var known) && known.Length > 0))
                _keywords[keyword] = value;
        }
    }

    internal static SmtpOffer Nothing { get; } = new([]);

    /// <summary>Every keyword it named.</summary>
    public IReadOnlyCollection<string> Keywords => _keywords.Keys;

    /// <summary>RFC 3207.</summary>
    public bool StartTls => _keywords.ContainsKey("STARTTLS");

    /// <summary>RFC 2920.</summary>
    public bool Pipelining => _keywords.ContainsKey("PIPELINING");

    /// <summary>RFC 6152.</summary>
    public bool EightBitMime => _keywords.ContainsKey("8BITMIME");

    /// <summary>RFC 6531.</summary>
    public bool SmtpUtf8 => _keywords.ContainsKey("SMTPUTF8");

    /// <summary>RFC 3461.</summary>
    public bool DeliveryReports => _keywords.ContainsKey("DSN");

    /// <summary>RFC 1870.</summary>
    public bool Size => _keywords.ContainsKey("SIZE");

    /// <summary>The largest message it takes, in bytes (RFC 1870); <see langword="null"/> when it names no limit.</summary>
    public long? LargestMessage =>
        _keywords.TryGetValue("SIZE", out var text)
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
        && size > 0
            ? size
            : null;

    /// <summary>The ways to sign in (RFC 4954), in capitals.</summary>
    public IReadOnlyList<string> SignInWays =>
        _keywords.TryGetValue("AUTH", out var ways) ? ways.ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
}
