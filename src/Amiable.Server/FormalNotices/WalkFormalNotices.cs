using Microsoft.EntityFrameworkCore;

namespace Amiable.FormalNotices;

/// <summary>All formal notices to an account, part by part, in the order in which they were prepared.</summary>
public sealed class WalkFormalNotices(AppDb db)
{
    // Made once: reading a place out of a row is compiled.
    private static readonly Keyset<FormalNotice> InOrder = new Keyset<FormalNotice>().By(n => n.Id);

    public async Task<Result<Page<FormalNotice>>> Run(AccountId account, string? after, int size, CancellationToken ct) =>
        await db.Accounts.AnyAsync(a => a.Id == account, ct)
            ? await InOrder.Read(db.FormalNotices.AsNoTracking().Where(n => n.AccountId == account), after, null, size, ct)
            : new NotFound("account");
}
