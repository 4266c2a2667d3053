using Amiable.Accounts;
using Amiable.Credits;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Balances;

/// <summary>What some accounts owe today, by how long it has been due.</summary>
public sealed class AgeAccounts(AppDb db, Today today)
{
    /// <returns>What each of them owes, by the account.</returns>
    public async Task<Func<Account, AccountOwes>> Run(IReadOnlyCollection<AccountId> ids, CancellationToken ct)
    {
        var day = today.For(await db.Organizations.AsNoTracking().SingleAsync(ct));
        var invoices = (
            await db.Invoices.IgnoreAutoIncludes().AsNoTracking().Counted().Where(i => ids.Contains(i.AccountId)).ToListAsync(ct)
        ).ToLookup(i => i.AccountId);
        var credits = (
            await db.Credits.AsNoTracking().Where(c => ids.Contains(c.AccountId) && c.Used.Minor < c.Amount.Minor).ToListAsync(ct)
        ).ToLookup(c => c.AccountId);
        return account =>
            new(
                account.Id,
                account.Name,
                [
                    .. Balance
                        .Of(invoices[account.Id], credits[account.Id], day)
                        .Select(b => new CurrencyBalance(b, Unused(credits[account.Id], b.Outstanding.Currency))),
                ],
                AgedBalance.Of(invoices[account.Id], credits[account.Id], day)
            );
    }

    private static Money Unused(IEnumerable<Credit> credits, string currency) =>
        credits.Where(c => c.Amount.Currency == currency).Select(c => c.Unused).Sum(currency);
}
