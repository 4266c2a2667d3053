using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Contacts;

/// <summary>Adds a contact to an account, or changes one; there is one primary contact at most.</summary>
public sealed class SaveContact(AppDb db, FindUnwantedAddresses findUnwantedAddresses, PlanFollowUps planFollowUps, Today today)
{
    public sealed record Details(
        string FullName,
        string? Email,
        string? Phone,
        string? Role,
        string? Notes,
        string? Language,
        bool IsPrimary
    );

    /// <param name="account">Whose contact.</param>
    /// <param name="id">Which one; null for a new one.</param>
    /// <param name="details">What is known of the person.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="newId">What a new one is known by from now on; null for whatever.</param>
    public async Task<Result<Done>> Run(AccountId account, ContactId? id, Details details, CancellationToken ct, ContactId? newId = null)
    {
        if (!await db.Accounts.AnyAsync(a => a.Id == account, ct))
            return new NotFound("account");
        var all = await db.Contacts.Where(c => c.AccountId == account).ToListAsync(ct);
        var unwanted = await findUnwantedAddresses.Run(details.Email is { } email ? [email.Trim()] : [], ct);
        if (Put(all, account, id ?? newId ?? today.NewId<ContactId>(), isNew: id is null, details, unwanted) is { } problem)
            return problem;
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([account], ct);
        return new Done();
    }

    /// <summary>The same for one of many: the caller saves and plans.</summary>
    /// <param name="all">The contacts of the account, tracked.</param>
    /// <param name="account">Whose contact.</param>
    /// <param name="id">Which one.</param>
    /// <param name="isNew">Whether it is not among them yet.</param>
    /// <param name="details">What is known of the person.</param>
    /// <param name="unwanted">Addresses that must never be written to.</param>
    internal Problem? Put(List<Contact> all, AccountId account, ContactId id, bool isNew, Details details, IReadOnlySet<string> unwanted)
    {
        var contact = isNew ? new Contact(id, account, "", null) : all.SingleOrDefault(c => c.Id == id);
        if (contact is null)
            return new NotFound("contact");
        var email = string.IsNullOrWhiteSpace(details.Email) ? null : details.Email.Trim();
        if (email is not null && all.Any(c => c.Id != id && string.Equals(c.Email, email, StringComparison.OrdinalIgnoreCase)))
            return new Invalid("email", "contact.double", "Another contact of this account has that address.");
        if (email is not null && !string.Equals(email, contact.Email, StringComparison.OrdinalIgnoreCase) && unwanted.Contains(email))
            return new Invalid(
                "email",
                "contact.unwanted",
                "Whoever owns this address complained about a message: it is never written to again. Use another one."
            );
        if (contact.Describe(details.FullName, email, details.Phone, details.Role, details.Notes, details.Language) is { } problem)
            return problem;
        if (isNew)
        {
            db.Contacts.Add(contact);
            all.Add(contact);
        }
        contact.Prefer(details.IsPrimary || all.All(c => c.Id == contact.Id || !c.IsPrimary));
        foreach (var other in all.Where(c => c.Id != contact.Id && contact.IsPrimary))
            other.Prefer(false);
        return null;
    }
}
