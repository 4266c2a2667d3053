namespace Amiable.Mail.DeliveryReports;

/// <summary>Why a message was not delivered. The names are those in common use for classing bounces.</summary>
public enum DeliveryReason
{
    /// <summary>Nothing could be made of it.</summary>
    Undefined,

    /// <summary>No such person there. Hard.</summary>
    UserUnknown,

    /// <summary>No such domain. Hard.</summary>
    HostUnknown,

    /// <summary>The person went elsewhere. Hard.</summary>
    HasMoved,

    /// <summary>The domain takes no mail at all (RFC 7505). Hard.</summary>
    NotAccept,

    /// <summary>The mailbox is over its quota.</summary>
    MailboxFull,

    /// <summary>The mailbox is switched off or locked.</summary>
    Suspend,

    /// <summary>A filter of the recipient's, after the address was taken.</summary>
    Filtered,

    /// <summary>The sender's address or domain is refused.</summary>
    Rejected,

    /// <summary>The sending host is refused.</summary>
    Blocked,

    /// <summary>The sending host's reputation is bad.</summary>
    BadReputation,

    /// <summary>SPF, DKIM or DMARC failed.</summary>
    AuthFailure,

    /// <summary>The sending host has no name in reverse DNS.</summary>
    RequirePtr,

    /// <summary>It was taken for spam.</summary>
    SpamDetected,

    /// <summary>It was taken for a virus.</summary>
    VirusDetected,

    /// <summary>A policy of the receiver's forbids it.</summary>
    PolicyViolation,

    /// <summary>Access, encryption or authentication is missing.</summary>
    SecurityError,

    /// <summary>The server relays nothing for us.</summary>
    NoRelaying,

    /// <summary>The message is larger than the server takes.</summary>
    MesgTooBig,

    /// <summary>The content or its form is refused.</summary>
    ContentError,

    /// <summary>The message breaks RFC 5322.</summary>
    NotCompliantRfc,

    /// <summary>Too much in too short a time.</summary>
    Speeding,

    /// <summary>Too many connections or recipients.</summary>
    TooManyConn,

    /// <summary>It could not be delivered in time.</summary>
    Expired,

    /// <summary>The network, the DNS or a mail loop.</summary>
    NetworkError,

    /// <summary>The server is broken or set up wrongly.</summary>
    SystemError,

    /// <summary>The server's disk is full.</summary>
    SystemFull,

    /// <summary>The program that takes the mail there failed.</summary>
    MailerError,

    /// <summary>The server did not understand a command.</summary>
    SyntaxError,

    /// <summary>Refused for now, without more.</summary>
    OnHold,

    /// <summary>Delivered.</summary>
    Delivered,

    /// <summary>A complaint.</summary>
    Feedback,

    /// <summary>An automatic answer.</summary>
    Vacation,
}
