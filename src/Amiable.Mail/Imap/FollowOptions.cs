using Amiable.Mail.Connections;

namespace Amiable.Mail.Imap;

/// <summary>How far a mailbox was read. Store it with what was read, and give it back to go on from there.</summary>
/// <param name="UidValidity">Of the mailbox; another one makes <paramref name="LastUid"/> meaningless (RFC 9051 section 2.3.1.1).</param>
/// <param name="LastUid">Everything up to this UID was read; 0 for nothing.</param>
public readonly record struct MailboxPosition(uint UidValidity, uint LastUid);

/// <summary>What becomes of a message in the mailbox once it was read.</summary>
/// <param name="Seen">Whether it is marked as read.</param>
/// <param name="MoveTo">Where it is moved; it stays where it is when <see langword="null"/>.</param>
public sealed record AfterReading(bool Seen = false, string? MoveTo = null)
{
    /// <summary>It stays as it was.</summary>
    public static AfterReading Nothing { get; } = new();
}

/// <summary>Which mailbox to follow, and how.</summary>
public sealed record FollowOptions
{
    /// <summary>Name as people read it.</summary>
    public string Mailbox { get; init; } = "INBOX";

    /// <summary>Without a position: whether to begin with the mail that is there already, or with what comes from now on.</summary>
    public bool FromTheBeginning { get; init; }

    /// <summary>Applied to each message when the next event is asked for: then the caller is done with it.</summary>
    public AfterReading AfterReading { get; init; } = AfterReading.Nothing;

    /// <summary>Of a longer message only so many bytes are fetched.</summary>
    public int MostBytes { get; init; } = 50 * 1024 * 1024;

    /// <summary>How long to wait after the first failure; twice as long after each further one.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>No longer than this, and at once this long where a person has to look first.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(10);
}

/// <summary>Something that happened to a followed mailbox.</summary>
/// <param name="Position">To be stored when this was dealt with.</param>
public abstract record MailboxEvent(MailboxPosition Position);

/// <summary>The mailbox is open; also after each interruption.</summary>
public sealed record MailboxOpened(MailboxPosition Position, OpenMailbox Mailbox) : MailboxEvent(Position);

/// <summary>
/// The server has numbered the mailbox anew: what follows is all its mail from the first one on, much of which was read before. Tell by Message-ID.
/// </summary>
/// <param name="Position">The new one, at the beginning.</param>
/// <param name="Former">Which no longer means anything.</param>
public sealed record MailboxRenumbered(MailboxPosition Position, MailboxPosition Former) : MailboxEvent(Position);

/// <summary>A message.</summary>
/// <param name="Position">Behind it.</param>
/// <param name="Summary">What the server says of it.</param>
/// <param name="Content">Its bytes; <see langword="null"/> when the server failed to give it several times, and it was passed over to get at the next ones.</param>
/// <param name="IsTruncated">Whether it is longer than is fetched.</param>
public sealed record MailArrived(MailboxPosition Position, MessageSummary Summary, ReadOnlyMemory<byte>? Content, bool IsTruncated)
    : MailboxEvent(Position);

/// <summary>A message was read, but could not be marked or moved afterwards; it is not tried again.</summary>
public sealed record FilingFailed(MailboxPosition Position, uint Uid, MailServerFailed Failure) : MailboxEvent(Position);

/// <summary>The connection is gone or could not be had; it is tried again by itself.</summary>
/// <param name="Position">Where it will go on.</param>
/// <param name="Failure">Why.</param>
/// <param name="RetryIn">When.</param>
public sealed record FollowingInterrupted(MailboxPosition Position, MailServerFailed Failure, TimeSpan RetryIn) : MailboxEvent(Position);
