using Amiable.Contacts;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>How many accounts each filter of the list would show.</summary>
public sealed class CountAccounts(AppDb db, Today today)
{
    public async Task<AccountCounts> Run(CancellationToken ct)
    {
        var day = today.For(await db.Organizations.AsNoTracking().SingleAsync(ct));
        var open = db.Invoices.IgnoreAutoIncludes().Counted();
        var all = await db.Accounts.CountAsync(ct);
        // Counted from the other side: looking up the contacts of every account would take as many searches as there are accounts.
        var reachable = await db
            .Contacts.Where(c => c.Email != null && c.EmailStatus == EmailStatus.Valid)
            .Select(c => c.AccountId)
            .Distinct()
            .CountAsync(ct);
        return new(
            all,
            await open.Where(i => i.DueOn < day).Select(i => i.AccountId).Distinct().CountAsync(ct),
            await db.Accounts.CountAsync(a => a.PausedOn != null && (a.PausedUntil == null || a.PausedUntil >= day), ct),
            await open.Where(i => i.DisputedOn != null).Select(i => i.AccountId).Distinct().CountAsync(ct),
            all - reachable
        );
    }
}

/// <summary>Numbers of accounts.</summary>
public sealed record AccountCounts(int All, int Overdue, int Paused, int Disputed, int Unreachable)
{
    public int Of(AccountsOnly only) =>
        only switch
        {
            AccountsOnly.Overdue => Overdue,
            AccountsOnly.Paused => Paused,
            AccountsOnly.Disputed => Disputed,
            AccountsOnly.Unreachable => Unreachable,
            _ => All,
        };
}
