using Amiable.Channels;
using Amiable.Mail.Imap;
using Amiable.Mail.Mime;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Inbound;

/// <summary>Keeps a mail exactly as it came, before anything is made of it. The same mail again, by whatever way, is kept once.</summary>
public sealed class StoreMail(AppDb db, Today today)
{
    /// <param name="bytes">As it came.</param>
    /// <param name="read">How far the mailbox was read with it, in the same transaction: what is stored is never fetched again. Null for another way.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Its identity; null when it was here already.</returns>
    public async Task<InboundMailId?> Run(byte[] bytes, (MailChannelId Channel, MailboxPosition Position)? read, CancellationToken ct)
    {
        // It begins before the mails are looked through: the same one by the other way, or the next of the same mailbox, comes after this.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var mail = new InboundMail(today.NewId<InboundMailId>(), bytes, MailFingerprint.Of(MimeMessage.Parse(bytes)), today.Now);
        var isNew = !await db.InboundMails.AnyAsync(m => m.Fingerprint == mail.Fingerprint, ct);
        if (isNew)
            db.InboundMails.Add(mail);
        await Move(read, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return isNew ? mail.Id : null;
    }

    private async Task Move((MailChannelId Channel, MailboxPosition Position)? read, CancellationToken ct)
    {
        if (read is var (channel, position) && await db.MailboxCursors.SingleOrDefaultAsync(c => c.Id == channel, ct) is { } cursor)
            cursor.MoveTo(position, today.Now);
    }
}
