using Microsoft.EntityFrameworkCore;

namespace Amiable.Import;

/// <summary>
/// What an import would change, found and changed in memory: for a preview, which forgets it, and for the import, which saves it.
/// </summary>
public sealed class CompareLedger(AppDb db, FindAccounts findAccounts, Today today)
{
    private const int InOnePart = 500;

    /// <param name="source">What is compared with the ledger.</param>
    /// <param name="ct">Ends it.</param>
    /// <param name="each">Saves the part of some accounts, and lets go of it: a large file is not held in memory as a whole.</param>
    public async Task<LedgerChanges> Run(ImportSource source, CancellationToken ct, Func<LedgerChanges, LedgerPart, Task>? each = null)
    {
        var day = today.For(await db.Organizations.AsNoTracking().SingleAsync(ct));
        var accounts = await findAccounts.Run(source.Documents, ct);
        var changes = new LedgerChanges(accounts);
        // Credit notes first: what their source has used of them must be out of the way before its invoices say that they are paid.
        var documents = source
            .Documents.OrderBy(d => d.Kind == ImportedKind.CreditNote ? 0 : 1)
            .Where(d => accounts.Of(d) is not null)
            .ToLookup(d => accounts.Of(d)!.Id);
        var known = accounts.Known.Select(a => a.Id).ToHashSet();
        foreach (var some in accounts.All.Chunk(InOnePart))
        {
            var part = new LedgerPart([.. some.Select(a => new AccountLedger(a, day, today, source.Knows))], documents);
            await part.Know(db, [.. some.Select(a => a.Id).Where(known.Contains)], ct);
            part.Take();
            changes.Add(part);
            if (each is not null)
                await each(changes, part);
        }
        return changes;
    }
}

/// <summary>What an import changes of some accounts.</summary>
public sealed class LedgerPart
{
    private readonly Dictionary<AccountId, AccountLedger> _ledgers;
    private readonly ILookup<AccountId, ImportedInvoice> _documents;
    private readonly HashSet<ImportedInvoice> _new = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(Taken, ImportedKind), int> _counts = [];

    internal LedgerPart(IReadOnlyList<AccountLedger> ledgers, ILookup<AccountId, ImportedInvoice> documents) =>
        (_ledgers, _documents) = (ledgers.ToDictionary(l => l.Account.Id), documents);

    internal IReadOnlyCollection<AccountLedger> Ledgers => _ledgers.Values;

    internal IReadOnlyDictionary<(Taken Taken, ImportedKind Kind), int> Counts => _counts;

    /// <summary>Whether the document was not known before.</summary>
    internal bool IsNew(ImportedInvoice document) => _new.Contains(document);

    /// <summary>What the source says of that account, credit notes first.</summary>
    internal IEnumerable<ImportedInvoice> DocumentsOf(AccountId account) => _documents[account];

    internal async Task Know(AppDb db, AccountId[] known, CancellationToken ct)
    {
        if (known.Length == 0)
            return;
        foreach (var credit in await db.Credits.Where(c => known.Contains(c.AccountId)).ToListAsync(ct))
            _ledgers[credit.AccountId].Knows(credit);
        foreach (var invoice in await db.Invoices.Where(i => known.Contains(i.AccountId)).ToListAsync(ct))
            _ledgers[invoice.AccountId].Knows(invoice);
    }

    internal void Take()
    {
        foreach (var (account, ledger) in _ledgers)
        {
            foreach (var document in DocumentsOf(account))
            {
                var taken = ledger.Take(document);
                if (taken == Taken.New)
                    _new.Add(document);
                _counts[(taken, document.Kind)] = _counts.GetValueOrDefault((taken, document.Kind)) + 1;
            }
            ledger.Allocate();
        }
    }
}

/// <summary>What an import changes, in figures.</summary>
public sealed class LedgerChanges
{
    private readonly Dictionary<(Taken, ImportedKind), int> _counts = [];
    private readonly List<AccountId> _changed = [];
    private readonly List<RowError> _errors;

    internal LedgerChanges(AccountsOfImport accounts) => (Accounts, _errors) = (accounts, [.. accounts.Errors]);

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
    public IReadOnlyList<RowError> Errors => [.. _errors.OrderBy(e => e.Line)];

    /// <summary>Whether a document contradicts the ledger, as far as was compared.</summary>
    internal bool HasErrors => _errors.Count > 0;

    /// <summary>The accounts whose ledger is not what it was.</summary>
    internal IReadOnlyList<AccountId> Changed => _changed;

    internal int CountOf(Taken taken, ImportedKind kind) => _counts.GetValueOrDefault((taken, kind));

    internal void Add(LedgerPart part)
    {
        foreach (var (key, count) in part.Counts)
            _counts[key] = _counts.GetValueOrDefault(key) + count;
        _errors.AddRange(part.Ledgers.SelectMany(l => l.Errors));
        _changed.AddRange(part.Ledgers.Where(l => l.HasChanges).Select(l => l.Account.Id));
    }
}
