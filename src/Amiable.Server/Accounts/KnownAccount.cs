using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>An account as it is known, and the organization's day.</summary>
public sealed record KnownAccount(Account Account, DateOnly Today)
{
    public bool IsPaused => Account.IsPausedOn(Today);
}

/// <summary>One account as it is known, without what it owes.</summary>
public sealed class LookUpAccount(AppDb db, Today today)
{
    public async Task<Result<KnownAccount>> Run(AccountId id, CancellationToken ct) =>
        await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is { } account
            ? new KnownAccount(account, today.For(await db.Organizations.AsNoTracking().SingleAsync(ct)))
            : new NotFound("account");
}
