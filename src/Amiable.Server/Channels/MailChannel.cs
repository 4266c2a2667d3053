using System.Text.Json.Serialization;
using Amiable.Mail.Connections;

namespace Amiable.Channels;

/// <summary>How mail comes in.</summary>
public enum InboundWay
{
    /// <summary>It does not: answers stay in the mailbox of the company.</summary>
    None,

    /// <summary>A mailbox is read over IMAP.</summary>
    Imap,

    /// <summary>A mail server, or a provider, hands each mail over by a call.</summary>
    Webhook,
}

/// <summary>A mail server as a member enters it. The password is encrypted.</summary>
public sealed record MailServerSettings
{
    public required string Host { get; init; }
    public required int Port { get; init; }
    public required Encryption Encryption { get; init; }
    public string? User { get; init; }

    /// <summary>Encrypted by SecretBox; null for none. Kept in a column of its own, so that the audit log can tell all the rest.</summary>
    [JsonIgnore]
    public string? Secret { get; init; }

    /// <summary>SHA-256 of the one certificate to trust, for a server that signed its own; null to trust those of the operating system.</summary>
    public string? PinnedCertificate { get; init; }

    /// <summary>
    /// The settings as they are kept: what is secret or was found out about the former server stays with that server. Whoever could change the host and
    /// keep the password could have it sent to a machine of his own.
    /// </summary>
    public MailServerSettings After(MailServerSettings? former)
    {
        if (former is null || !string.Equals(Host, former.Host, StringComparison.OrdinalIgnoreCase))
            return this;
        return this with
        {
            Secret = Secret ?? (User is not null && User == former.User ? former.Secret : null),
            PinnedCertificate = PinnedCertificate ?? (Port == former.Port ? former.PinnedCertificate : null),
        };
    }
}

/// <summary>
/// The mail servers of an organization, by which its messages leave and answers come in, and its provider of text messages. There is one at most.
/// </summary>
public sealed class MailChannel : Owned
{
    private MailServerSettings? _smtp;
    private MailServerSettings? _imap;
    private TextSettings? _texts;

    public MailChannelId Id { get; private init; }

    /// <summary>Takes what leaves; null as long as it goes to the outbox folder.</summary>
    public MailServerSettings? Smtp
    {
        get => _smtp is null ? null : _smtp with { Secret = SmtpSecret };
        set => (_smtp, SmtpSecret) = (value is null ? null : value with { Secret = null }, value?.Secret);
    }

    /// <summary>The secret of <see cref="Smtp"/>. Encrypted.</summary>
    public string? SmtpSecret { get; private set; }

    public InboundWay InboundWay { get; set; }

    /// <summary>Keeps what comes in; null unless it is read there.</summary>
    public MailServerSettings? Imap
    {
        get => _imap is null ? null : _imap with { Secret = ImapSecret };
        set => (_imap, ImapSecret) = (value is null ? null : value with { Secret = null }, value?.Secret);
    }

    /// <summary>The secret of <see cref="Imap"/>. Encrypted.</summary>
    public string? ImapSecret { get; private set; }

    /// <summary>Takes text messages; null where none are sent.</summary>
    public TextSettings? Texts
    {
        get => _texts is null ? null : _texts with { Secret = TextsSecret };
        set => (_texts, TextsSecret) = (value is null ? null : value with { Secret = null }, value?.Secret);
    }

    /// <summary>The secret of <see cref="Texts"/>. Encrypted.</summary>
    public string? TextsSecret { get; private set; }

    /// <summary>The mailbox read there.</summary>
    public string ImapFolder { get; set; } = "INBOX";

    /// <summary>Where a mail is moved once read; null to leave it where it is.</summary>
    public string? ImapMoveTo { get; set; }

    /// <summary>SHA-256 of the secret that the webhook's caller has to know.</summary>
    public byte[]? WebhookSecretHash { get; set; }

    /// <summary>Whether mail to "agent+anything@…" arrives at "agent@…", so that answers can say by their address what they answer.</summary>
    public bool HasPlusAddresses { get; set; }

    /// <summary>Signs those addresses. Encrypted.</summary>
    public string ReplyKey { get; private init; } = "";

    /// <summary>The name under which the company's own receiving server writes Authentication-Results (RFC 8601); null to believe none.</summary>
    public string? TrustedReceiver { get; set; }

    private MailChannel() { }

    public MailChannel(MailChannelId id, string replyKey) => (Id, ReplyKey) = (id, replyKey);
}

/// <summary>How far the mailbox of an organization was read, and what keeps it from being read.</summary>
public sealed class MailboxCursor : Owned
{
    public MailChannelId Id { get; private init; }

    /// <summary>Of the mailbox (RFC 9051 section 2.3.1.1); null before it was opened for the first time.</summary>
    public long? UidValidity { get; set; }

    public long LastUid { get; set; }

    /// <summary>When it was last looked into with success.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>Why it cannot be read at the moment; null when it can.</summary>
    public string? Trouble { get; set; }

    private MailboxCursor() { }

    public MailboxCursor(MailChannelId channel) => Id = channel;
}
