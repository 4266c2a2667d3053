using Microsoft.EntityFrameworkCore;

namespace Amiable.Contacts;

/// <summary>
/// Whoever has a telephone number wants no more text messages: none leaves for it again, at whatever account, nor when it comes back later. Part of the caller's work: the
/// caller saves.
/// </summary>
public sealed class NoteStop(AppDb db, FindUnwantedAddresses findUnwantedAddresses, Today today)
{
    /// <param name="number">As ITU-T E.164 writes it.</param>
    /// <param name="at">When they said so.</param>
    /// <param name="ct">Cancels.</param>
    public async Task Run(string number, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var contact in await db.Contacts.Where(c => c.Phone != null).WithNumber(number, ct))
            contact.WantsNoTexts(at);
        if ((await findUnwantedAddresses.Run([number], ct)).Count == 0)
            db.UnwantedAddresses.Add(new(today.NewId<UnwantedAddressId>(), number, at));
    }
}

internal static class ContactsOfNumber
{
    /// <summary>Those whose number this is, however it was typed.</summary>
    public static async Task<List<Contact>> WithNumber(this IQueryable<Contact> contacts, string number, CancellationToken ct)
    {
        // Digits are typed in groups of any kind: the last one is all that every way of typing has in common.
        var last = number[^1..];
        return (await contacts.Where(c => c.Phone!.Contains(last)).ToListAsync(ct)).FindAll(c =>
            PhoneNumber.WithCountry(c.Phone) == number
        );
    }
}
