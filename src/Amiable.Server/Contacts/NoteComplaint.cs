using Microsoft.EntityFrameworkCore;

namespace Amiable.Contacts;

/// <summary>
/// Whoever owns an address complained: it is never written to again, at whatever account, nor when it comes back later. Part of the caller's work:
/// the caller saves and plans these accounts again.
/// </summary>
public sealed class NoteComplaint(AppDb db, FindUnwantedAddresses findUnwantedAddresses, Today today)
{
    /// <returns>The accounts with a contact of that address.</returns>
    public async Task<IReadOnlyList<AccountId>> Run(string address, DateTimeOffset at, CancellationToken ct)
    {
        var lower = address.Trim().ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // Said in SQL.
        var contacts = await db.Contacts.Where(c => c.Email != null && c.Email.ToLower() == lower).ToListAsync(ct);
#pragma warning restore CA1304, CA1311, CA1862
        foreach (var contact in contacts)
            contact.EmailComplained(at);
        if ((await findUnwantedAddresses.Run([address], ct)).Count == 0)
            db.UnwantedAddresses.Add(new(today.NewId<UnwantedAddressId>(), address, at));
        return [.. contacts.Select(c => c.AccountId).Distinct()];
    }
}
