using Amiable.Accounts;
using Amiable.Credits;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Import;

/// <summary>The ledgers of the accounts that rows are about: what is open, and what the rows name. Settled history is left where it is.</summary>
internal sealed class LedgersOfRows
{
    private static readonly SourceKnows OnlyPayments = new(Payments: true, Drafts: false, DirectDebits: false);

    private readonly Dictionary<AccountId, AccountLedger> _byId = [];
    private readonly Dictionary<(string, string), AccountLedger> _bySource = [];

    public IEnumerable<AccountLedger> All => _byId.Values;

    public static async Task<LedgersOfRows> Read(AppDb db, IReadOnlyList<InvoiceRow> rows, DateOnly day, Today today, CancellationToken ct)
    {
        List<AccountId> ids = [.. rows.Select(r => r.AccountId).OfType<Guid>().Select(id => new AccountId(id)).Distinct()];
        List<string?> sources = [.. rows.Select(r => r.AccountSource?.SourceId.Trim()).Where(s => s is not null).Distinct()];
        var read = new LedgersOfRows();
        var accounts = await db
            .Accounts.Where(a => ids.Contains(a.Id) || (a.ConnectionId != null && sources.Contains(a.SourceId)))
            .ToListAsync(ct);
        foreach (var account in accounts)
            read.Add(new(account, day, today, OnlyPayments));
        AccountId[] found = [.. accounts.Select(a => a.Id)];
        string[] numbers = [.. rows.Select(r => r.Number.Trim()).Distinct()];
        var candidates = await db
            .Invoices.Where(i =>
                EF.Parameter(found).Contains(i.AccountId) && (EF.Parameter(numbers).Contains(i.Number) || i.Settled.Minor < i.Total.Minor)
            )
            .Select(i => new Candidate(i.Id, i.AccountId, i.Number))
            .ToListAsync(ct);
        // What is written large in one place and small in another is one number.
        var asked = numbers.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var invoices = await Load(db, [.. candidates.Where(c => asked.Contains(c.Number)).Select(c => c.Id)], ct);
        var credits = await Credits(db, invoices, ct, found);
        // What is left of a credit note is set against what else is open. Without one, nothing that no row names changes.
        var withNotes = credits.OfType<CreditNote>().Select(c => c.AccountId).ToHashSet();
        var beside = candidates.Where(c => withNotes.Contains(c.AccountId) && !asked.Contains(c.Number));
        var others = await Load(db, [.. beside.Select(c => c.Id)], ct);
        invoices.AddRange(others);
        credits.AddRange((await Credits(db, others, ct)).Except(credits));
        foreach (var credit in credits)
            read._byId[credit.AccountId].Knows(credit);
        foreach (var invoice in invoices)
            read._byId[invoice.AccountId].Knows(invoice);
        return read;
    }

    private static async Task<List<Invoice>> Load(AppDb db, InvoiceId[] ids, CancellationToken ct) =>
        ids.Length == 0 ? [] : await db.Invoices.Where(i => EF.Parameter(ids).Contains(i.Id)).ToListAsync(ct);

    // What these invoices are settled with, and what is left of the credits of these accounts.
    private static async Task<List<Credit>> Credits(AppDb db, List<Invoice> invoices, CancellationToken ct, params AccountId[] left)
    {
        CreditId[] used = [.. invoices.SelectMany(i => i.Allocations).Select(a => a.CreditId).Distinct()];
        return used.Length == 0 && left.Length == 0
            ? []
            : await db
                .Credits.Where(c =>
                    (EF.Parameter(left).Contains(c.AccountId) && c.Used.Minor < c.Amount.Minor) || EF.Parameter(used).Contains(c.Id)
                )
                .ToListAsync(ct);
    }

    public AccountLedger? Of(InvoiceRow row) =>
        row.AccountId is { } id ? _byId.GetValueOrDefault(new(id))
        : row.AccountSource is { } source ? _bySource.GetValueOrDefault((source.ConnectionId.Trim(), source.SourceId.Trim()))
        : null;

    private void Add(AccountLedger ledger)
    {
        _byId[ledger.Account.Id] = ledger;
        if (ledger.Account is { ConnectionId: { } connection, SourceId: { } source })
            _bySource[(connection, source)] = ledger;
    }

    private sealed record Candidate(InvoiceId Id, AccountId AccountId, string Number);
}
