namespace Amiable.Mail.Connections;

/// <summary>What went wrong with a mail server, in the terms in which a caller decides what to do next.</summary>
public enum MailFailure
{
    /// <summary>No connection: unknown name, nobody listens, no way there. Worth trying again.</summary>
    Unreachable,

    /// <summary>The server said nothing for longer than is allowed. Worth trying again.</summary>
    TimedOut,

    /// <summary>The connection ended in the middle. Worth trying again.</summary>
    ConnectionLost,

    /// <summary>The server's certificate is not for this name, not valid now, or signed by nobody we trust. A person has to look.</summary>
    Certificate,

    /// <summary>Encryption was asked for and the server does not offer it, or signing in would send the password in clear. A person has to look.</summary>
    NoEncryption,

    /// <summary>The server does not accept this user name with this password or token. A person has to look.</summary>
    SignInRefused,

    /// <summary>The server offers no way of signing in that we know. A person has to look.</summary>
    SignInUnavailable,

    /// <summary>The server understood and said no; its words are in the message.</summary>
    Refused,

    /// <summary>What the server says is not the protocol, or answers what was not asked.</summary>
    Garbled,

    /// <summary>A line, a reply or a literal longer than the limit.</summary>
    TooLong,

    /// <summary>Its address is not among those that may be reached: <see cref="MailHost.MayReach"/>. A person has to look.</summary>
    Forbidden,
}

/// <summary>
/// The one exception of the SMTP and the IMAP client for what a server, or the way to it, does wrong. Wrong arguments throw
/// <see cref="ArgumentException"/>, cancelling throws <see cref="OperationCanceledException"/>. Holds no password and no token, in no property.
/// </summary>
public sealed class MailServerFailed : Exception
{
    /// <summary>What failed, in one English sentence; words of the server are quoted in it, without secrets.</summary>
    public MailServerFailed(MailFailure kind, string message, Exception? inner = null)
        : base(message, inner) => Kind = kind;

    /// <summary>What to do about it depends on this.</summary>
    public MailFailure Kind { get; }

    /// <summary>Whether the same may work later without anybody changing anything.</summary>
    public bool IsPassing { get; init; }

    /// <summary>Of the certificate that was refused, its SHA-256 as <see cref="MailHost.PinnedCertificate"/> has it.</summary>
    public string? Fingerprint { get; init; }

    internal static MailServerFailed Passing(MailFailure kind, string message, Exception? inner = null) =>
        new(kind, message, inner) { IsPassing = true };
}
