using Amiable.Accounts;
using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Inbound;
using Amiable.Integrations.Outbox;
using Amiable.Platform.Audit;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Contacts;

/// <summary>
/// Erases a contact who asked for it (GDPR article 17): the contact goes, and wherever the account's records name the person, a pseudonym stands
/// instead. Amounts, days, invoices and what was done stay. All of it happens, or nothing.
/// </summary>
public sealed class EraseContact(
    AppDb db,
    ShowErasureObstacle showErasureObstacle,
    PlanFollowUps planFollowUps,
    RemoveFromOutbox removeFromOutbox,
    EraseAuditDetails eraseAuditDetails,
    ForgetInMails forgetInMails,
    Today today
)
{
    private const int AtATime = 100;

    public async Task<Result<Done>> Run(AccountId account, ContactId id, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Contacts.SingleOrDefaultAsync(c => c.Id == id && c.AccountId == account, ct) is not { } contact)
            return new NotFound("contact");
        if (await showErasureObstacle.Run(account, ct) is { } obstacle)
            return obstacle;
        if (await db.Communications.AnyAsync(c => c.AccountId == account && c.Status == CommunicationStatus.Sending, ct))
            return new Refused("erasure.sending", "A message to this account is leaving at this moment. Try again in a minute.");

        var erased = await Recall(contact, ct);
        db.Contacts.Remove(contact);
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        // What waits is written anew to somebody else, or cancelled; what is left of the person in it is treated like the rest.
        await planFollowUps.Run([account], ct);
        var changed = await ForgetInMessages(account, erased, ct);
        await forgetInMails.Run(erased, changed, ct);
        await ForgetElsewhere(account, erased, ct);
        if ((await db.Save(ct)).Problem is { } overtaken)
            return overtaken;
        // Last: what was just done was told with the very words that have to go.
        await eraseAuditDetails.Run(account, text => erased.In(text) != text, ct);
        await db.ForgetDeletedWords(ct);
        removeFromOutbox.Run(changed);
        await transaction.CommitAsync(ct);
        return new Done();
    }

    private async Task<ErasedContact> Recall(Contact contact, CancellationToken ct)
    {
        var account = await db.Accounts.SingleAsync(a => a.Id == contact.AccountId, ct);
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var earlier = await db.Communications.Where(c => c.AccountId == account.Id).Select(c => c.Recipients).ToListAsync(ct);
        var senders = await db.Communications.Where(c => c.AccountId == account.Id && c.From != null).Select(c => c.From!).ToListAsync(ct);
        var colleagues = await db
            .Contacts.Where(c => c.AccountId == account.Id && c.Id != contact.Id)
            .Select(c => c.FullName)
            .ToListAsync(ct);
        var referents = await db.Referents.Where(r => r.AccountId == account.Id).ToListAsync(ct);
        var members = await db.Members.ToListAsync(ct);
        string?[] others =
        [
            account.Name,
            account.Details.LegalName,
            organization.Name,
            organization.LegalName,
            organization.AgentName,
            .. colleagues,
            .. referents.Select(r => r.FullName),
            .. members.Select(m => m.FullName),
        ];
        var named = earlier.SelectMany(r => r).Concat(senders.Select(s => new Recipient(s.Contact ?? default, s.Name, s.Address)));
        return new(contact, named, others);
    }

    /// <returns>The messages that named the person. Their exact bytes are gone: they cannot be changed without being others.</returns>
    private async Task<List<CommunicationId>> ForgetInMessages(AccountId account, ErasedContact erased, CancellationToken ct)
    {
        List<CommunicationId> changed = [];
        var all = await db.Communications.Where(c => c.AccountId == account).Select(c => c.Id).ToListAsync(ct);
        foreach (var some in all.Chunk(AtATime))
        {
            var messages = await db.Communications.Where(c => some.Contains(c.Id)).ToListAsync(ct);
            var named = messages.Where(m => m.Forget(erased)).Select(m => m.Id).ToList();
            foreach (var mime in await db.ArchivedMimes.Where(m => named.Contains(m.CommunicationId)).ToListAsync(ct))
                mime.Erase(today.Now);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            changed.AddRange(named);
        }
        return changed;
    }

    // Tasks of no account are about the organization, and may name anybody.
    private async Task ForgetElsewhere(AccountId account, ErasedContact erased, CancellationToken ct)
    {
        (await db.Accounts.SingleAsync(a => a.Id == account, ct)).Forget(erased);
        foreach (var happened in await db.AccountEvents.Where(e => e.AccountId == account).ToListAsync(ct))
            happened.Forget(erased);
        foreach (var task in await db.Tasks.Where(t => t.AccountId == account || t.AccountId == null).ToListAsync(ct))
            task.Forget(erased);
        foreach (var told in await db.Instructions.Where(i => i.AccountId == account).ToListAsync(ct))
            told.Forget(erased);
        foreach (
            var colleague in await db.Contacts.Where(c => c.AccountId == account && (c.Notes != null || c.StandIn != null)).ToListAsync(ct)
        )
            colleague.Forget(erased);
        foreach (var referent in await db.Referents.Where(r => r.AccountId == account && r.Notes != null).ToListAsync(ct))
            referent.Forget(erased);
        foreach (
            var invoice in await db
                .Invoices.IgnoreAutoIncludes()
                .Where(i => i.AccountId == account && i.DisputeNote != null)
                .ToListAsync(ct)
        )
            invoice.Forget(erased);
        foreach (var notice in await db.FormalNotices.Where(n => n.AccountId == account).ToListAsync(ct))
            notice.Forget(erased);
        foreach (var said in await db.PaymentDeclarations.Where(d => d.AccountId == account && d.Note != null).ToListAsync(ct))
            said.Forget(erased);
    }
}
