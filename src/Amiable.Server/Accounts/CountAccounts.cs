using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>How many accounts each filter of the list would show.</summary>
public sealed class CountAccounts(AppDb db, Today today)
{
    public async Task<AccountCounts> Run(CancellationToken ct)
    {
        var day = today.For(await db.Organizations.AsNoTracking().SingleAsync(ct));
        var totals = await db.StandingTotals.AsNoTracking().ToListAsync(ct);
        return new(
            totals.Sum(t => t.Accounts),
            totals.Where(t => t.OldestDue < day).Sum(t => t.Accounts),
            await db.Accounts.CountAsync(a => a.PausedOn != null && (a.PausedUntil == null || a.PausedUntil >= day), ct),
            totals.Sum(t => t.Disputed),
            totals.Sum(t => t.Unreachable)
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
