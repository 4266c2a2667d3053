using Amiable.Channels;
using Amiable.Mail.Imap;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Inbound;

/// <summary>Something happened to the mailbox that is followed: a mail came, it was opened, or it cannot be read.</summary>
public sealed class TakeMailboxEvent(AppDb db, StoreMail storeMail, Today today)
{
    /// <returns>The mail that was stored; null for none, or one that was here already.</returns>
    public async Task<InboundMailId?> Run(MailChannelId channel, MailboxEvent happened, CancellationToken ct)
    {
        if (happened is MailArrived { Content: { } content } arrived)
            return await storeMail.Run(content.ToArray(), (channel, arrived.Position), ct);
        if (await db.MailboxCursors.SingleOrDefaultAsync(c => c.Id == channel, ct) is not { } cursor)
            return null;
        if (happened is FollowingInterrupted interrupted)
            cursor.Trouble = interrupted.Failure.Kind.ToString();
        else
            cursor.MoveTo(happened.Position, today.Now);
        await db.SaveChangesAsync(ct);
        return null;
    }
}
