using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Amiable.Mail.Connections;

/// <summary>How the connection is protected.</summary>
public enum Encryption
{
    /// <summary>TLS from the first byte (RFC 8314): port 465 for SMTP, 993 for IMAP.</summary>
    Implicit,

    /// <summary>Plain first, then STARTTLS (RFC 3207; RFC 9051 section 6.2.1), without which nothing else happens: port 587 or 25, 143.</summary>
    StartTls,

    /// <summary>None at all. Signing in is refused, but see <see cref="MailHost.AllowPlainSignInOnLoopback"/>.</summary>
    None,
}

/// <summary>Where a mail server is, how to know that it is the right one, and who signs in.</summary>
/// <param name="Name">Host name or address. The certificate must be for this name.</param>
/// <param name="Port">TCP port, 1–65535.</param>
/// <param name="Encryption">How the connection is protected; it is never less than this.</param>
public sealed record MailHost(string Name, int Port, Encryption Encryption)
{
    /// <summary>Who signs in; nobody when <see langword="null"/>.</summary>
    public Credentials? Credentials { get; init; }

    /// <summary>
    /// Root certificates of a company's own authority. When given they are the only ones trusted; otherwise those of the operating system are.
    /// Name and dates are checked either way. Revocation is not: mail servers rarely answer for it, and a check that passes when it fails is none.
    /// </summary>
    public X509Certificate2Collection? OwnRoots { get; init; }

    /// <summary>
    /// SHA-256 of the one certificate (DER, 64 hexadecimal digits, colons allowed) that the server has to show, whatever its name, dates and signer:
    /// for a server with a certificate it signed itself. Any other is refused.
    /// </summary>
    public string? PinnedCertificate { get; init; }

    /// <summary>Lets a password go unencrypted to a server on this same machine (127.0.0.0/8, ::1). Anywhere else it never does.</summary>
    public bool AllowPlainSignInOnLoopback { get; init; }

    /// <summary>
    /// Which addresses may be connected to, where not every one may: the name is looked up once, and when one of its addresses is not allowed nothing is
    /// connected to at all. All are when <see langword="null"/>.
    /// </summary>
    public Func<IPAddress, bool>? MayReach { get; init; }

    /// <summary>How long connecting, and the TLS handshake, may take each. RFC 5321 sets no figure for it.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Name and port.</summary>
    public override string ToString() => $"{Name}:{Port}";
}
