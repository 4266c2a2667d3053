using System.Runtime.CompilerServices;
using Amiable.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Balances;

/// <summary>What one account owes in a currency, by how long it has been due.</summary>
public sealed record AgedAccount(AccountId Id, string Name, AgedBalance Aged);

/// <summary>Who owes what in one currency, by how long it has been due: whoever owes most comes first.</summary>
public sealed class ListAgedAccounts(AppDb db, AgeAccounts ageAccounts)
{
    private const int OnAPage = 50;
    private const int AtATime = 500;

    // Made once: reading a place out of a row is compiled. Whoever owes most comes first.
    private static readonly Keyset<AccountBalance> InOrder = new Keyset<AccountBalance>(descending: true)
        .By(b => b.Minor)
        .By(b => b.AccountId);

    public Task<Page<AgedAccount>> Run(string currency, string? after, string? before, CancellationToken ct) =>
        Read(currency, after, before, OnAPage, ct);

    /// <summary>All of them, piece by piece.</summary>
    public async IAsyncEnumerable<AgedAccount> Run(string currency, [EnumeratorCancellation] CancellationToken ct)
    {
        string? after = null;
        do
        {
            var page = await Read(currency, after, null, AtATime, ct);
            foreach (var row in page.Rows)
                yield return row;
            after = page.After;
        } while (after is not null);
    }

    private async Task<Page<AgedAccount>> Read(string currency, string? after, string? before, int size, CancellationToken ct)
    {
        var owing = db.AccountBalances.AsNoTracking().Where(b => b.Currency == currency && b.Minor != 0);
        var page = await InOrder.Read(owing, after, before, size, ct);
        List<AccountId> ids = [.. page.Rows.Select(b => b.AccountId)];
        var accounts = await db.Accounts.AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var aged = await ageAccounts.Run(ids, ct);
        return page.Select(b => new AgedAccount(
            b.AccountId,
            accounts[b.AccountId].Name,
            aged(accounts[b.AccountId]).Aged.FirstOrDefault(a => a.Currency == currency) ?? AgedBalance.Nothing(currency)
        ));
    }
}
