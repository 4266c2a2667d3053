using Microsoft.EntityFrameworkCore;

namespace Amiable.Contacts;

/// <summary>The contacts of an account, the preferred one first; or one of them.</summary>
public sealed class ShowContacts(AppDb db)
{
    public async Task<Result<IReadOnlyList<Contact>>> Run(AccountId account, CancellationToken ct) =>
        await db.Accounts.AnyAsync(a => a.Id == account, ct)
            ? await db
                .Contacts.AsNoTracking()
                .Where(c => c.AccountId == account)
                .OrderByDescending(c => c.IsPrimary)
                .ThenBy(c => c.FullName)
                .ThenBy(c => c.Id)
                .ToListAsync(ct)
            : new NotFound("account");

    public async Task<Result<Contact>> Run(AccountId account, ContactId id, CancellationToken ct) =>
        await db.Contacts.AsNoTracking().SingleOrDefaultAsync(c => c.AccountId == account && c.Id == id, ct) is { } contact
            ? contact
            : new NotFound("contact");
}
