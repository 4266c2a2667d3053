using Amiable.Accounts;
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
        List<AccountId> found = [.. accounts.Select(a => a.Id)];
        List<string> numbers = [.. rows.Select(r => r.Number.Trim()).Distinct()];
        var invoices = await db
            .Invoices.Where(i => found.Contains(i.AccountId) && (numbers.Contains(i.Number) || i.Settled.Minor < i.Total.Minor))
            .ToListAsync(ct);
        var used = invoices.SelectMany(i => i.Allocations).Select(a => a.CreditId).ToHashSet();
        var credits = await db
            .Credits.Where(c => found.Contains(c.AccountId) && (c.Used.Minor < c.Amount.Minor || used.Contains(c.Id)))
            .ToListAsync(ct);
        foreach (var credit in credits)
            read._byId[credit.AccountId].Knows(credit);
        foreach (var invoice in invoices)
            read._byId[invoice.AccountId].Knows(invoice);
        return read;
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
}
