using Amiable.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Balances;

/// <summary>What one account owes.</summary>
/// <param name="Balances">One a currency; none when it owes nothing and is owed nothing.</param>
/// <param name="Aged">The same by age, net of unallocated credit.</param>
public sealed record AccountOwes(AccountId Id, string Name, IReadOnlyList<CurrencyBalance> Balances, IReadOnlyList<AgedBalance> Aged);

/// <summary>What is owed in one currency.</summary>
/// <param name="Credit">Unallocated; the outstanding balance is net of it.</param>
public sealed record CurrencyBalance(Balance Balance, Money Credit);

/// <summary>What accounts owe, in the order in which they became known.</summary>
public sealed class WalkBalances(AppDb db, AgeAccounts ageAccounts)
{
    // Made once: reading a place out of a row is compiled.
    private static readonly Keyset<Account> InOrder = new Keyset<Account>().By(a => a.Id);

    /// <param name="currency">Only accounts that owe, or are owed, in it; null for all that ever had an invoice or a credit.</param>
    /// <param name="after">The place after which it begins.</param>
    /// <param name="size">How many.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<AccountOwes>> Run(string? currency, string? after, int size, CancellationToken ct)
    {
        var accounts = db.Accounts.AsNoTracking();
        accounts = currency is null
            ? accounts.Where(a => db.AccountBalances.Any(b => b.AccountId == a.Id))
            : accounts.Where(a => db.AccountBalances.Any(b => b.AccountId == a.Id && b.Currency == currency && b.Minor != 0));
        var page = await InOrder.Read(accounts, after, null, size, ct);
        var owed = await ageAccounts.Run([.. page.Rows.Select(a => a.Id)], ct);
        return page.Select(owed);
    }

    /// <summary>What one account owes.</summary>
    public async Task<Result<AccountOwes>> Run(AccountId id, CancellationToken ct) =>
        await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is { } account
            ? (await ageAccounts.Run([id], ct))(account)
            : new NotFound("account");
}
