using Amiable.Contacts;
using Amiable.Mail.Mime;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Inbound;

/// <summary>A member says to which account a mail belongs: it becomes a communication of it, as if it had been matched.</summary>
public sealed class AssignInboundMail(AppDb db, ReadClues readClues, FileReceived fileReceived, SaveContact saveContact)
{
    /// <param name="id">Which mail.</param>
    /// <param name="chosen">Whose it is; null when nothing was chosen.</param>
    /// <param name="addSender">Whether its sender becomes a contact there, so that the next one is known.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Done>> Run(InboundMailId id, AccountId? chosen, bool addSender, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.InboundMails.SingleOrDefaultAsync(m => m.Id == id, ct) is not { } mail)
            return new NotFound("mail");
        if (chosen is not { } accountId)
            return new Invalid("account", "inbox.no-account", "Choose the account it belongs to.");
        if (!await db.Accounts.AnyAsync(a => a.Id == accountId, ct))
            return new NotFound("account");
        if (mail.State != InboundState.Unmatched)
            return new Refused("inbox.not-waiting", "Somebody has dealt with it already.");
        if (addSender && await AddSender(mail, accountId, ct) is { } problem)
            return problem;

        // Adding a contact plans anew, which forgets what was read before.
        mail = await db.InboundMails.SingleAsync(m => m.Id == id, ct);
        var message = MimeMessage.Parse(mail.Bytes);
        var found = await readClues.Run(message, FileReceived.TextOf(message), ct);
        var thread = (found.Clues.Tagged ?? found.Clues.Answered) == accountId ? found.Thread : null;
        await fileReceived.Run(mail, message, accountId, thread, why: null, ct);
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await transaction.CommitAsync(ct);
        return new Done();
    }

    private async Task<Problem?> AddSender(InboundMail mail, AccountId account, CancellationToken ct)
    {
        var added = await saveContact.Run(
            account,
            id: null,
            new(mail.FromName, mail.FromAddress, Phone: null, Role: null, Notes: null, Language: null, IsPrimary: false),
            ct
        );
        // Who is a contact already need not be added.
        return added.Problem is Invalid { Code: "contact.double" } ? null : added.Problem;
    }
}
