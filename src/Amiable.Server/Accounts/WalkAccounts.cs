using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>Which accounts a program wants to know of; all of them when it says nothing.</summary>
public sealed record AccountsWanted(
    string? Query = null,
    string? ConnectionId = null,
    string? SourceId = null,
    DateTimeOffset? UpdatedSince = null
);

/// <summary>Accounts in the order in which they became known: what is added meanwhile comes last, and nothing is told twice.</summary>
public sealed class WalkAccounts(AppDb db, Today today)
{
    // Made once: reading a place out of a row is compiled.
    private static readonly Keyset<Account> InOrder = new Keyset<Account>().By(a => a.Id);

    public async Task<Page<KnownAccount>> Run(AccountsWanted wanted, string? after, int size, CancellationToken ct)
    {
        var accounts = string.IsNullOrWhiteSpace(wanted.Query) ? db.Accounts : (await AccountsCalled.Find(db, wanted.Query.Trim(), ct)).All;
        if (wanted.ConnectionId is { } connection)
            accounts = accounts.Where(a => a.ConnectionId == connection);
        if (wanted.SourceId is { } source)
            accounts = accounts.Where(a => a.SourceId == source);
        if (wanted.UpdatedSince is { } since)
            accounts = accounts.Where(a => a.UpdatedAt >= since);
        var day = today.For(await db.Organizations.AsNoTracking().SingleAsync(ct));
        var page = await InOrder.Read(accounts.AsNoTracking(), after, null, size, ct);
        return page.Select(a => new KnownAccount(a, day));
    }
}
