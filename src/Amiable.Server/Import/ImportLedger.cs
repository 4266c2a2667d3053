using Amiable.Accounts;
using Amiable.Contacts;
using Amiable.Errands;
using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Import;

/// <summary>
/// Brings what a source says into the ledger, all of it or nothing. The same rows again change nothing; a row that says more (a payment, a due
/// date) updates what is known; what a member recorded by hand is not taken back because a source does not know it yet.
/// </summary>
public sealed class ImportLedger(
    AppDb db,
    CompareLedger compare,
    FindUnwantedAddresses findUnwantedAddresses,
    PlanFollowUps planFollowUps,
    CurrentMember member,
    ErrandSteps steps,
    Today today
)
{
    public async Task<Result<ImportOutcome>> Run(ImportSource source, CancellationToken ct)
    {
        LedgerChanges changes;
        LedgerImport import;
        try
        {
            // It begins before the ledger is read, so that two imports at once come one after the other.
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            if (source.Id is { } id && await db.Imports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is { } before)
                return new ImportOutcome(before.Counts, [], before.Id);
            changes = await compare.Run(source, ct);
            if (changes.Errors.Count > 0 && !source.LeaveOutErrors)
                return new ImportOutcome(new(), changes.Errors, null);

            // Tens of thousands of rows are looked through for changes once, not at each of these steps.
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            import = Enter(source, changes);
            await AddContacts(source, changes, ct);
            db.ChangeTracker.DetectChanges();
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Somebody changed one of these accounts in this very moment. Nothing was saved; the next try sees what they did.
            return new ChangedMeanwhile();
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
            db.ChangeTracker.Clear();
        }
        await Plan([.. changes.Ledgers.Where(l => l.HasChanges).Select(l => l.Account.Id)], ct);
        return new ImportOutcome(import.Counts, changes.Errors, import.Id);
    }

    private async Task Plan(AccountId[] changed, CancellationToken ct)
    {
        await steps.Expect(changed.Length);
        foreach (var some in changed.Chunk(200))
        {
            await planFollowUps.Run(some, ct);
            await steps.Advance(some.Length);
        }
    }

    private LedgerImport Enter(ImportSource source, LedgerChanges changes)
    {
        db.Accounts.AddRange(changes.Accounts.Added);
        foreach (var ledger in changes.Ledgers)
        {
            db.Invoices.AddRange(ledger.Added);
            db.Credits.AddRange(ledger.Credits.Added);
            db.Credits.RemoveRange(ledger.Credits.Removed);
            ledger.Account.LedgerWasRead(today.Now);
            if (ledger.HasArrivals && ledger.Account.Resume())
                db.AccountEvents.Add(
                    new(today.NewId<AccountEventId>(), ledger.Account.Id, AccountEventKind.Resumed, "new-document", null, today.Now)
                );
        }
        var counts = changes.Counts with { LeftOut = source.LeftOut + changes.Errors.Count };
        var id = source.Id ?? today.NewId<ImportId>();
        var import = new LedgerImport(
            id,
            source.FileName,
            source.Fingerprint,
            counts,
            member.Name ?? "",
            today.Now,
            source.ReadAs?.Columns,
            source.ReadAs?.Choices
        );
        db.Imports.Add(import);
        return import;
    }

    /// <summary>
    /// An address of a new document becomes a contact, and so does that of an old one when the account has nobody yet. Otherwise importing a
    /// file again would bring back whom a member deleted.
    /// </summary>
    private async Task AddContacts(ImportSource source, LedgerChanges changes, CancellationToken ct)
    {
        var accounts = changes.Accounts;
        var addressed = source
            .Documents.Where(d => d.ContactEmail is not null && EmailAddress.IsValid(d.ContactEmail) && accounts.Of(d) is not null)
            .ToLookup(d => accounts.Of(d)!.Id);
        var contacts = new List<Contact>();
        foreach (var some in addressed.Select(g => g.Key).Except(accounts.Added.Select(a => a.Id)).Chunk(500))
            contacts.AddRange(await db.Contacts.AsNoTracking().Where(c => some.Contains(c.AccountId)).ToListAsync(ct));
        var known = contacts.ToLookup(c => c.AccountId);
        var unwanted = await findUnwantedAddresses.Run(addressed.SelectMany(g => g).Select(d => d.ContactEmail!), ct);
        foreach (var account in addressed)
        {
            var hasNobody = !known[account.Key].Any();
            var taken = known[account.Key].Select(c => c.Email).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
            var isPrimary = hasNobody;
            foreach (var document in account.Where(d => (hasNobody || changes.IsNew(d)) && taken.Add(d.ContactEmail!)))
            {
                var contact = new Contact(
                    today.NewId<ContactId>(),
                    account.Key,
                    document.ContactName ?? "",
                    document.ContactEmail,
                    isPrimary: isPrimary
                );
                // Whoever complained and was deleted comes back as somebody who is never written to.
                if (unwanted.Contains(document.ContactEmail!))
                    contact.EmailComplained(today.Now);
                db.Contacts.Add(contact);
                isPrimary = false;
            }
        }
    }
}

/// <summary>What came of an import: what it did, or what stood in its way. Without an import nothing was saved.</summary>
public sealed record ImportOutcome(ImportCounts Counts, IReadOnlyList<RowError> Errors, ImportId? Import);
