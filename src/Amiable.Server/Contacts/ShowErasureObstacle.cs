using Microsoft.EntityFrameworkCore;

namespace Amiable.Contacts;

/// <summary>Why the contacts of an account cannot be erased for now; null when they can.</summary>
public sealed class ShowErasureObstacle(AppDb db, Today today)
{
    public async Task<Problem?> Run(AccountId id, CancellationToken ct)
    {
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        if (await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is not { } account)
            return new NotFound("account");
        var owed = await db
            .Invoices.IgnoreAutoIncludes()
            .AsNoTracking()
            .Where(i => i.AccountId == id && i.Settled.Minor < i.Total.Minor)
            .ToListAsync(ct);
        return Erasure.Obstacle(account, owed, today.For(organization));
    }
}
