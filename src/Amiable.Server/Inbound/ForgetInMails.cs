using System.Text;
using Amiable.Contacts;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Inbound;

/// <summary>
/// Erases what mails said that came in from, or about, somebody who asked for it. Bytes cannot be changed without being others: a mail that names the person
/// goes as a whole; what was made of it stays, under the pseudonym. Part of the caller's work: the caller holds the transaction.
/// </summary>
public sealed class ForgetInMails(AppDb db)
{
    private const int AtATime = 20;

    /// <param name="erased">Who.</param>
    /// <param name="communications">Those of the account that named the person.</param>
    /// <param name="ct">Cancels.</param>
    public async Task Run(ErasedContact erased, IReadOnlyList<CommunicationId> communications, CancellationToken ct)
    {
        foreach (var some in communications.Chunk(AtATime))
        {
            CommunicationId?[] ids = [.. some.Select(id => (CommunicationId?)id)];
            foreach (var mail in await db.InboundMails.Where(m => ids.Contains(m.CommunicationId)).ToListAsync(ct))
                mail.Forget();
            await Save(ct);
        }
        // Reports of servers, and what waits or was set aside, belong to no account: each is looked at.
        var others = await db.InboundMails.Where(m => m.CommunicationId == null).Select(m => m.Id).ToListAsync(ct);
        foreach (var some in others.Chunk(AtATime))
        {
            foreach (var mail in await db.InboundMails.Where(m => some.Contains(m.Id)).ToListAsync(ct))
                if (Names(mail, erased))
                    mail.Forget();
            await Save(ct);
        }
    }

    private static bool Names(InboundMail mail, ErasedContact erased) =>
        erased.Is(new Communications.Sender(null, mail.FromName, mail.FromAddress))
        || (mail.Bytes.Length > 0 && Encoding.Latin1.GetString(mail.Bytes) is var text && erased.In(text) != text);

    private async Task Save(CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }
}
