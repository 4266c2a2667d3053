using Amiable.Accounts;
using Amiable.Contacts;
using Amiable.Credits;
using Amiable.FollowUp;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Import;

/// <summary>
/// Brings what a source says into the ledger, all of it or nothing. The same rows again change nothing; a row that says more (a payment, a due
/// date) updates what is known; what a member recorded by hand is not taken back because a source does not know it yet.
/// </summary>
public sealed class ImportLedger(AppDb db, FindAccounts findAccounts, PlanFollowUps planFollowUps, CurrentMember member, Today today)
{
    private const string Imported = "import";

    public sealed record Source(string FileName, string Fingerprint, IReadOnlyList<ImportedInvoice> Documents);

    public async Task<Result<ImportOutcome>> Run(Source source, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var day = today.For(await db.Organizations.SingleAsync(ct));
        var accounts = await findAccounts.Run(source.Documents, ct);
        var work = new Work(accounts, day, today.Now);
        await Load(work, ct);
        foreach (var document in source.Documents)
            (document.Kind == ImportedKind.CreditNote ? (Action<Work, ImportedInvoice>)TakeCreditNote : TakeInvoice)(work, document);
        if (work.Errors.Count > 0)
            return new ImportOutcome(new(), work.Errors, null);

        foreach (var account in accounts.All)
            account.LedgerWasRead(today.Now);
        foreach (var account in work.Arrivals.Where(a => a.Resume()))
            db.AccountEvents.Add(new(today.NewId<AccountEventId>(), account.Id, AccountEventKind.Resumed, "new-document", null, today.Now));
        Allocating.OldestFirst(work.Credits.Values.SelectMany(c => c).OfType<CreditNote>(), work.Invoices.Values, day);

        var counts = work.Counts with { NewAccounts = accounts.New };
        var import = new LedgerImport(today.NewId<ImportId>(), source.FileName, source.Fingerprint, counts, member.Name ?? "", today.Now);
        db.Imports.Add(import);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        db.ChangeTracker.Clear();
        foreach (var some in accounts.All.Select(a => a.Id).Chunk(200))
            await planFollowUps.Run(some, ct);
        return new ImportOutcome(counts, [], import.Id);
    }

    private async Task Load(Work work, CancellationToken ct)
    {
        foreach (var some in work.Accounts.Known.Select(a => a.Id).Chunk(500))
        {
            foreach (var invoice in await db.Invoices.Where(i => some.Contains(i.AccountId)).ToListAsync(ct))
                work.Invoices[(invoice.AccountId, invoice.Number)] = invoice;
            foreach (var credits in (await db.Credits.Where(c => some.Contains(c.AccountId)).ToListAsync(ct)).GroupBy(c => c.AccountId))
                work.Credits[credits.Key] = [.. credits];
        }
    }

    private void TakeInvoice(Work work, ImportedInvoice document)
    {
        var account = work.Accounts.Of(document);
        if (work.Invoices.TryGetValue((account.Id, document.Number), out var known))
        {
            if (known.Total != document.Total)
                work.Refuse(
                    document,
                    "import.other-total",
                    $"{account.Name} already has an invoice {document.Number} of {known.Total}: this one says {document.Total}."
                );
            else
                Update(work, known, document);
            return;
        }

        var invoice = new Invoice(
            today.NewId<InvoiceId>(),
            account.Id,
            document.Number,
            document.IssuedOn,
            document.DueOn,
            document.Total,
            today.Now,
            document.PurchaseOrder
        );
        invoice.Exclude(ExclusionOf(document));
        db.Invoices.Add(invoice);
        work.Invoices[(account.Id, invoice.Number)] = invoice;
        work.Counts = work.Counts with { NewInvoices = work.Counts.NewInvoices + 1 };
        if (document.Paid.IsPositive)
            SetPaid(work, invoice, document);
        if (document.IsDisputed)
            invoice.Dispute(DisputeReason.Other, null, work.Day);
        if (!invoice.IsSettled && invoice.CountsInBalance)
            work.Arrivals.Add(account);
    }

    private void Update(Work work, Invoice invoice, ImportedInvoice document)
    {
        var before = (invoice.Settled, invoice.DueOn, invoice.IsDisputed, invoice.Excluded);
        if (document.DueOn is { } due && due != invoice.DueOn)
            invoice.FallsDue(due);
        SetPaid(work, invoice, document);
        if (document.IsDisputed && !invoice.IsDisputed)
            invoice.Dispute(DisputeReason.Other, null, work.Day);
        if (ExclusionOf(document) is { } exclusion)
            invoice.Exclude(exclusion);
        else if (invoice.Excluded is Exclusion.Draft or Exclusion.DirectDebitPending)
            invoice.Exclude(null);

        var changed = before != (invoice.Settled, invoice.DueOn, invoice.IsDisputed, invoice.Excluded);
        work.Counts = changed
            ? work.Counts with
            {
                Updated = work.Counts.Updated + 1,
            }
            : work.Counts with
            {
                Unchanged = work.Counts.Unchanged + 1,
            };
    }

    /// <summary>The source knows of more: recorded. It knows of less: only what an import recorded is taken back.</summary>
    private void SetPaid(Work work, Invoice invoice, ImportedInvoice document)
    {
        var payments = work.CreditsOf(invoice.AccountId).OfType<Payment>().ToList();
        var byHand = invoice
            .Allocations.Where(a => payments.Any(p => p.Id == a.CreditId && p.Reference != Imported))
            .Select(a => a.Amount)
            .Sum(invoice.Total.Currency);
        var paid = document.Paid < byHand ? byHand : document.Paid;
        var most = invoice.Outstanding + invoice.PaidByPayments;
        var edited = Allocating.EditPaidAmount(
            invoice,
            Money.Min(paid, most),
            document.SettledOn ?? work.Day,
            payments.Where(p => p.Reference == Imported),
            amount => new(today.NewId<CreditId>(), invoice.AccountId, amount, document.SettledOn ?? work.Day, today.Now, Imported)
        );
        if (edited.Value is { } payment)
        {
            db.Credits.Add(payment);
            work.CreditsOf(invoice.AccountId).Add(payment);
        }
        foreach (var empty in payments.Where(p => p.Reference == Imported && p.Used.IsZero))
            db.Credits.Remove(empty);
    }

    private void TakeCreditNote(Work work, ImportedInvoice document)
    {
        var account = work.Accounts.Of(document);
        var known = work.CreditsOf(account.Id).OfType<CreditNote>().FirstOrDefault(n => n.Number == document.Number);
        if (known is not null && known.Amount != document.Total)
            work.Refuse(
                document,
                "import.other-total",
                $"{account.Name} already has a credit note {document.Number} of {known.Amount}: this one says {document.Total}."
            );
        if (known is not null || document.IsDraft || document.IsCancelled || document.Total.IsZero)
        {
            work.Counts = work.Counts with { Unchanged = work.Counts.Unchanged + 1 };
            return;
        }
        var note = new CreditNote(today.NewId<CreditId>(), account.Id, document.Number, document.Total, document.IssuedOn, today.Now);
        db.Credits.Add(note);
        work.CreditsOf(account.Id).Add(note);
        work.Arrivals.Add(account);
        work.Counts = work.Counts with { NewCreditNotes = work.Counts.NewCreditNotes + 1 };
    }

    /// <summary>How a document's flags keep it out of follow-ups; the same for an import and for a plan without a database.</summary>
    public static Exclusion? ExclusionOf(ImportedInvoice document) =>
        document.IsCancelled ? Exclusion.Cancelled
        : document.IsDraft ? Exclusion.Draft
        : document.IsDirectDebit ? Exclusion.DirectDebitPending
        : null;

    private sealed class Work(AccountsOfImport accounts, DateOnly day, DateTimeOffset now)
    {
        public AccountsOfImport Accounts => accounts;
        public DateOnly Day => day;
        public DateTimeOffset Now => now;
        public Dictionary<(AccountId, string), Invoice> Invoices { get; } = [];
        public Dictionary<AccountId, List<Credit>> Credits { get; } = [];

        /// <summary>Accounts for which something new arrived: a pause ends.</summary>
        public HashSet<Account> Arrivals { get; } = [];
        public List<RowError> Errors { get; } = [];
        public ImportCounts Counts { get; set; } = new();

        public List<Credit> CreditsOf(AccountId account) => Credits.TryGetValue(account, out var credits) ? credits : Credits[account] = [];

        public void Refuse(ImportedInvoice document, string code, string reason) =>
            Errors.Add(RowError.At(document.Line, "", document.Number, code, reason));
    }
}

/// <summary>What came of an import: what it did, or what stood in its way; then nothing was saved.</summary>
public sealed record ImportOutcome(ImportCounts Counts, IReadOnlyList<RowError> Errors, ImportId? Import);
