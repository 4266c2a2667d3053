using Amiable.Accounts;
using Amiable.Contacts;
using Amiable.Errands;
using Amiable.FollowUp;
using Amiable.Platform.Audit;
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
    AuditTrail audit,
    ErrandSteps steps,
    Today today
)
{
    // After so many accounts, a database that does not know how it has grown reads far too much for each of them.
    private const int Many = 1000;

    public async Task<Result<ImportOutcome>> Run(ImportSource source, CancellationToken ct)
    {
        LedgerChanges changes;
        LedgerImport import;
        try
        {
            // It begins before the ledger is read, so that two imports at once come one after the other.
            await using var transaction = await Whole.Begin(db, ct);
            if (source.Id is { } id && await db.Imports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is { } before)
                return new ImportOutcome(before.Counts, [], before.Id);
            BeginSteps();
            var addUp = await db.AddUpLater(source.Documents.Count, ct);
            changes = await compare.Run(
                source,
                ct,
                (soFar, part) => soFar.HasErrors && !source.LeaveOutErrors ? Task.CompletedTask : Enter(part, soFar.Accounts, ct)
            );
            if (changes.HasErrors && !source.LeaveOutErrors)
                return new ImportOutcome(new(), changes.Errors, null);
            import = Record(source, changes);
            audit.LastStep();
            await db.SaveChangesAsync(ct);
            await addUp();
            await transaction.Commit(ct);
        }
        catch (DbUpdateException)
        {
            // Somebody changed one of these accounts in this very moment. Nothing was saved; the next try sees what they did.
            return new ChangedMeanwhile();
        }
        finally
        {
            EndSteps();
        }
        await Plan([.. changes.Changed], ct);
        return new ImportOutcome(import.Counts, changes.Errors, import.Id);
    }

    private void BeginSteps()
    {
        // Tens of thousands of rows are looked through for changes once, when they are saved, and not at each of these steps.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        audit.BeginSteps();
    }

    private void EndSteps()
    {
        audit.ForgetSteps();
        db.ChangeTracker.AutoDetectChangesEnabled = true;
        db.ChangeTracker.Clear();
    }

    private async Task Plan(AccountId[] changed, CancellationToken ct)
    {
        await steps.Expect(changed.Length);
        if (changed.Length >= Many)
            await db.RefreshStatistics(ct);
        foreach (var some in changed.Chunk(200))
        {
            await planFollowUps.Run(some, ct);
            await steps.Advance(some.Length);
        }
    }

    private async Task Enter(LedgerPart part, AccountsOfImport accounts, CancellationToken ct)
    {
        foreach (var ledger in part.Ledgers)
        {
            if (accounts.IsAdded(ledger.Account))
                db.Accounts.Add(ledger.Account);
            db.Invoices.AddRange(ledger.Added);
            db.Credits.AddRange(ledger.Credits.Added);
            db.Credits.RemoveRange(ledger.Credits.Removed);
            ledger.Account.LedgerWasRead(today.Now);
            if (ledger.HasArrivals && ledger.Account.Resume())
                db.AccountEvents.Add(
                    new(today.NewId<AccountEventId>(), ledger.Account.Id, AccountEventKind.Resumed, "new-document", null, today.Now)
                );
        }
        await AddContacts(part, accounts, ct);

        var own = part.Ledgers.Select(l => l.Account).ToHashSet();
        // The accounts of the parts to come are tracked, too.
        var entries = db.ChangeTracker.Entries().Where(e => e.Entity is not Account account || own.Contains(account)).ToList();
        foreach (var entry in entries.Where(e => e.State == EntityState.Unchanged))
            entry.DetectChanges();
        await db.SaveChangesAsync(ct);
        foreach (var entry in entries)
            entry.State = EntityState.Detached;
    }

    private LedgerImport Record(ImportSource source, LedgerChanges changes)
    {
        var import = new LedgerImport(
            source.Id ?? today.NewId<ImportId>(),
            source.FileName,
            source.Fingerprint,
            changes.Counts with
            {
                LeftOut = source.LeftOut + changes.Errors.Count,
            },
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
    private async Task AddContacts(LedgerPart part, AccountsOfImport accounts, CancellationToken ct)
    {
        var addressed = part
            .Ledgers.SelectMany(l => part.DocumentsOf(l.Account.Id).Select(d => (l.Account, Document: d)))
            .Where(d => d.Document.ContactEmail is not null && EmailAddress.IsValid(d.Document.ContactEmail))
            .ToLookup(d => d.Account, d => d.Document);
        var some = addressed.Select(g => g.Key).Where(a => !accounts.IsAdded(a)).Select(a => a.Id).ToList();
        var known = (await db.Contacts.AsNoTracking().Where(c => some.Contains(c.AccountId)).ToListAsync(ct)).ToLookup(c => c.AccountId);
        var unwanted = await findUnwantedAddresses.Run(addressed.SelectMany(g => g).Select(d => d.ContactEmail!), ct);
        foreach (var account in addressed)
        {
            var hasNobody = !known[account.Key.Id].Any();
            var taken = known[account.Key.Id].Select(c => c.Email).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
            var isPrimary = hasNobody;
            foreach (var document in account.Where(d => (hasNobody || part.IsNew(d)) && taken.Add(d.ContactEmail!)))
            {
                var contact = new Contact(
                    today.NewId<ContactId>(),
                    account.Key.Id,
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
