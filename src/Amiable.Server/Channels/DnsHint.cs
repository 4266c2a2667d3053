namespace Amiable.Channels;

/// <summary>What of a domain tells receivers that a mail is no forgery.</summary>
public enum DnsRecord
{
    /// <summary>Which servers may send for it (RFC 7208).</summary>
    Spf,

    /// <summary>The key with which its server signs (RFC 6376).</summary>
    Dkim,

    /// <summary>What to do with the rest, and whom to tell (RFC 7489).</summary>
    Dmarc,
}

/// <summary>A record to add.</summary>
/// <param name="Record">Which one.</param>
/// <param name="Name">Under which name.</param>
/// <param name="Value">What it says; null where only the sending server can know.</param>
public sealed record DnsHint(DnsRecord Record, string Name, string? Value)
{
    // At a mailbox provider's own domain nothing can be added, and all is there.
    private static readonly HashSet<string> OfEverybody =
    [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "outlook.fr",
        "hotmail.com",
        "hotmail.fr",
        "live.com",
        "live.fr",
        "yahoo.com",
        "yahoo.fr",
        "icloud.com",
        "gmx.com",
        "gmx.de",
        "gmx.fr",
        "web.de",
        "orange.fr",
        "wanadoo.fr",
        "free.fr",
        "sfr.fr",
        "laposte.net",
        "proton.me",
        "protonmail.com",
        "fastmail.com",
        "aol.com",
    ];

    /// <summary>What the domain should have, given the server that sends for it; nothing where nothing can be added.</summary>
    public static IReadOnlyList<DnsHint> For(string address, string? sendingHost)
    {
        var domain = address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant();
        if (sendingHost is null || domain.Length == 0 || OfEverybody.Contains(domain))
            return [];
        // A name without a dot, or an address, is one inside of the house: what the world sees is mostly the server that also receives.
        var allowed =
            MailProvider.Behind(sendingHost)?.Include is { } include ? $"include:{include}"
            : Uri.CheckHostName(sendingHost) == UriHostNameType.Dns && sendingHost.Contains('.', StringComparison.Ordinal)
                ? $"a:{sendingHost}"
            : "mx";
        return
        [
            new(DnsRecord.Spf, domain, $"v=spf1 {allowed} ~all"),
            new(DnsRecord.Dkim, $"…._domainkey.{domain}", null),
            new(DnsRecord.Dmarc, $"_dmarc.{domain}", $"v=DMARC1; p=none; rua=mailto:{address}"),
        ];
    }
}
