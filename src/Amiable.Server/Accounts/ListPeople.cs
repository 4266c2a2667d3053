using Amiable.Contacts;
using Amiable.Referents;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>Who is who at an account, and on our side for it: the preferred ones first.</summary>
public sealed class ListPeople(AppDb db, ShowErasureObstacle showErasureObstacle)
{
    public async Task<AccountPeople> Run(AccountId id, CancellationToken ct) =>
        new(
            await db
                .Contacts.AsNoTracking()
                .Where(c => c.AccountId == id)
                .OrderByDescending(c => c.IsPrimary)
                .ThenBy(c => c.FullName)
                .ToListAsync(ct),
            await db
                .Referents.AsNoTracking()
                .Where(r => r.AccountId == id)
                .OrderByDescending(r => r.IsPrimary)
                .ThenBy(r => r.LastName)
                .ToListAsync(ct),
            await showErasureObstacle.Run(id, ct)
        );
}

/// <param name="Contacts">People at the account.</param>
/// <param name="Referents">People on our side.</param>
/// <param name="NoErasing">Why no contact can be erased for now.</param>
public sealed record AccountPeople(IReadOnlyList<Contact> Contacts, IReadOnlyList<Referent> Referents, Problem? NoErasing);
