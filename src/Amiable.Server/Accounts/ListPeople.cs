using Amiable.Contacts;
using Amiable.Referents;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>Who is who at an account, and on our side for it: the preferred ones first.</summary>
public sealed class ListPeople(AppDb db)
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
                .ToListAsync(ct)
        );
}

public sealed record AccountPeople(IReadOnlyList<Contact> Contacts, IReadOnlyList<Referent> Referents);
