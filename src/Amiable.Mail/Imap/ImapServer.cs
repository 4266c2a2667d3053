using Amiable.Mail.Connections;

namespace Amiable.Mail.Imap;

/// <summary>The server that keeps our mail.</summary>
/// <param name="Host">Where it is and who signs in.</param>
public sealed record ImapServer(MailHost Host)
{
    /// <summary>How long to wait for a line of an answer before the connection is given up.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long one IDLE lasts before it is renewed. RFC 2177 asks for less than 29 minutes; routers forget a silent connection sooner.
    /// </summary>
    public TimeSpan IdleFor { get; init; } = TimeSpan.FromMinutes(9);

    /// <summary>How often to ask a server without IDLE.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>A mailbox as it was when opened (RFC 9051 section 6.3.2).</summary>
/// <param name="Name">As people read it.</param>
/// <param name="UidValidity">As long as it is the same, a UID means the same message (section 2.3.1.1). 0 when the server does not say.</param>
/// <param name="UidNext">Every later message gets this UID or a higher one; <see langword="null"/> when the server does not say.</param>
/// <param name="Exists">How many messages it holds.</param>
/// <param name="IsReadOnly">Whether nothing can be marked or moved.</param>
public sealed record OpenMailbox(string Name, uint UidValidity, uint? UidNext, uint Exists, bool IsReadOnly);

/// <summary>What is known of a message before it is fetched.</summary>
/// <param name="Uid">Its number, for good as long as UIDVALIDITY is the same.</param>
/// <param name="Size">In bytes, as the server claims (RFC822.SIZE); 0 when it does not.</param>
/// <param name="Flags">As <c>\Seen</c> and <c>\Answered</c>, and keywords.</param>
/// <param name="Received">When the server took it (INTERNALDATE), if it says so.</param>
public sealed record MessageSummary(uint Uid, long Size, IReadOnlyList<string> Flags, DateTimeOffset? Received);

/// <summary>A mailbox in the list (RFC 9051 section 6.3.9).</summary>
/// <param name="Name">As people read it.</param>
/// <param name="Separator">What stands between the levels of its name; none where there are no levels.</param>
/// <param name="Attributes">As <c>\Noselect</c>, and what it is for (RFC 6154): <c>\Sent</c>, <c>\Junk</c>.</param>
public sealed record MailboxName(string Name, string? Separator, IReadOnlyList<string> Attributes);
