using Microsoft.EntityFrameworkCore;

namespace Amiable.Contacts;

/// <summary>
/// An address of an account turned out not to work: whoever has it there is not written to until it is changed. Part of the caller's work: the
/// caller saves and plans the account again.
/// </summary>
public sealed class NoteBounce(AppDb db)
{
    public async Task Run(AccountId account, string address, AddressFault fault, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var contact in await db.Contacts.Where(c => c.AccountId == account && c.Email != null).ToListAsync(ct))
            if (contact.EmailStatus == EmailStatus.Valid && string.Equals(contact.Email, address, StringComparison.OrdinalIgnoreCase))
                contact.EmailBounced(fault, at);
    }
}
