using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>Whom a new task is about; null for nobody, or nobody one may know of.</summary>
public sealed class NameAccount(AppDb db)
{
    public async Task<string?> Run(AccountId? id, CancellationToken ct) =>
        id is { } account ? await db.Accounts.Where(a => a.Id == account).Select(a => a.Name).SingleOrDefaultAsync(ct) : null;
}
