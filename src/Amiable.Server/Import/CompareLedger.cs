using Microsoft.EntityFrameworkCore;

namespace Amiable.Import;

/// <summary>
/// What an import would change, found and changed in memory: for a preview, which forgets it, and for the import, which saves it.
/// </summary>
public sealed class CompareLedger(AppDb db, FindAccounts findAccounts, Today today)
{
    private const int AtATime = 500;

    public async Task<LedgerChanges> Run(ImportSource source, CancellationToken ct)
    {
        var day = today.For(await db.Organizations.AsNoTracking().SingleAsync(ct));
        var accounts = await findAccounts.Run(source.Documents, ct);
        var ledgers = accounts.All.ToDictionary(a => a.Id, a => new AccountLedger(a, day, today, source.Knows));
        foreach (var some in accounts.Known.Select(a => a.Id).Chunk(AtATime))
        {
            foreach (var credit in await db.Credits.Where(c => some.Contains(c.AccountId)).ToListAsync(ct))
                ledgers[credit.AccountId].Knows(credit);
            foreach (var invoice in await db.Invoices.Where(i => some.Contains(i.AccountId)).ToListAsync(ct))
                ledgers[invoice.AccountId].Knows(invoice);
        }

        var changes = new LedgerChanges(accounts, ledgers.Values);
        // Credit notes first: what their source has used of them must be out of the way before its invoices say that they are paid.
        foreach (var document in source.Documents.OrderBy(d => d.Kind == ImportedKind.CreditNote ? 0 : 1))
            if (accounts.Of(document) is { } account)
                changes.Count(document, ledgers[account.Id].Take(document));
        foreach (var ledger in ledgers.Values)
            ledger.Allocate();
        return changes;
    }
}

/// <summary>What an import changes; nothing of it is saved yet.</summary>
public sealed class LedgerChanges
{
    private readonly IReadOnlyCollection<AccountLedger> _ledgers;
    private readonly HashSet<ImportedInvoice> _new = new(ReferenceEqualityComparer.Instance);

    private readonly Dictionary<(Taken, ImportedKind), int> _counts = [];

    internal LedgerChanges(AccountsOfImport accounts, IReadOnlyCollection<AccountLedger> ledgers) =>
        (Accounts, _ledgers) = (accounts, ledgers);

    public AccountsOfImport Accounts { get; }

    public ImportCounts Counts =>
        new()
        {
            NewAccounts = Accounts.Added.Count,
            NewInvoices = CountOf(Taken.New, ImportedKind.Invoice),
            NewCreditNotes = CountOf(Taken.New, ImportedKind.CreditNote),
            Updated = CountOf(Taken.Updated, ImportedKind.Invoice) + CountOf(Taken.Updated, ImportedKind.CreditNote),
            Unchanged = CountOf(Taken.Unchanged, ImportedKind.Invoice) + CountOf(Taken.Unchanged, ImportedKind.CreditNote),
        };

    /// <summary>Documents that contradict the ledger, in the order of the file.</summary>
    public IReadOnlyList<RowError> Errors => [.. Accounts.Errors.Concat(_ledgers.SelectMany(l => l.Errors)).OrderBy(e => e.Line)];

    /// <summary>Whether the document was not known before.</summary>
    public bool IsNew(ImportedInvoice document) => _new.Contains(document);

    internal IEnumerable<AccountLedger> Ledgers => _ledgers;

    internal int CountOf(Taken taken, ImportedKind kind) => _counts.GetValueOrDefault((taken, kind));

    internal void Count(ImportedInvoice document, Taken taken)
    {
        if (taken == Taken.New)
            _new.Add(document);
        _counts[(taken, document.Kind)] = CountOf(taken, document.Kind) + 1;
    }
}
