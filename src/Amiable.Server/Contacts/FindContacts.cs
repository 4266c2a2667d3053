using Microsoft.EntityFrameworkCore;

namespace Amiable.Contacts;

/// <summary>The contacts somebody may mean, by name or address: first those with words that begin so, then those with it inside of a word.</summary>
public sealed class FindContacts(AppDb db, FullText fullText)
{
    public async Task<IReadOnlyList<FoundContact>> Run(SoughtWords sought, int most, CancellationToken ct)
    {
        var ids = await BestFirst.Of(
            most,
            () => fullText.WithWords<ContactId>(Searchable.Contacts, sought, most, ct),
            () => fullText.WithParts<ContactId>(Searchable.Contacts, sought, most, ct)
        );
        var contacts = await (
            from contact in db.Contacts
            where ids.Contains(contact.Id)
            join account in db.Accounts on contact.AccountId equals account.Id
            select new FoundContact(contact.Id, contact.FullName, contact.Email, account.Id, account.Name)
        ).ToDictionaryAsync(c => c.Id, ct);
        return [.. ids.Where(contacts.ContainsKey).Select(id => contacts[id])];
    }
}

public sealed record FoundContact(ContactId Id, string Name, string? Email, AccountId AccountId, string AccountName);
