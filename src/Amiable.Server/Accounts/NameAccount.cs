using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>One account, named.</summary>
public sealed class NameAccount(AppDb db)
{
    public async Task<PickedAccount?> Run(AccountId id, CancellationToken ct) =>
        await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is { } account
            ? PickedAccount.Of(account, await db.Organizations.Select(o => o.Currency).SingleAsync(ct))
            : null;
}
