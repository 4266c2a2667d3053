using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>The few accounts whose name has these words in it: for a form that has to know which.</summary>
public sealed class PickAccount(AppDb db)
{
    private const int Few = 20;

    public async Task<IReadOnlyList<PickedAccount>> Run(string? search, CancellationToken ct)
    {
        var currency = await db.Organizations.Select(o => o.Currency).SingleAsync(ct);
        var accounts = string.IsNullOrWhiteSpace(search) ? db.Accounts : (await AccountsCalled.Find(db, search, ct)).All;
        var found = await accounts.AsNoTracking().OrderBy(a => a.Name).Take(Few).ToListAsync(ct);
        return [.. found.Select(a => PickedAccount.Of(a, currency))];
    }
}

/// <param name="Currency">What its documents are most likely in.</param>
public sealed record PickedAccount(AccountId Id, string Name, string? City, string Currency)
{
    internal static PickedAccount Of(Account account, string currency) =>
        new(account.Id, account.Name, account.Details.City, account.Details.Currency ?? currency);
}
