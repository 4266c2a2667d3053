using Amiable.Channels;
using Amiable.Mail.Imap;

namespace Amiable.Inbound;

/// <summary>How far a mailbox was read, in the terms of the mail library.</summary>
internal static class CursorMoves
{
    public static MailboxPosition? Position(this MailboxCursor cursor) =>
        cursor.UidValidity is { } validity ? new((uint)validity, (uint)cursor.LastUid) : null;

    /// <summary>It was read up to here, without trouble.</summary>
    public static void MoveTo(this MailboxCursor cursor, MailboxPosition position, DateTimeOffset now) =>
        (cursor.UidValidity, cursor.LastUid, cursor.ReadAt, cursor.Trouble) = (position.UidValidity, position.LastUid, now, null);
}
