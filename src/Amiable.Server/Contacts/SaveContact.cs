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
    public async Task<Result<Done>> Run(AccountId account, ContactId? id, Details details, CancellationToken ct)
    {
        if (!await db.Accounts.AnyAsync(a => a.Id == account, ct))
            return new NotFound("account");
        var all = await db.Contacts.Where(c => c.AccountId == account).ToListAsync(ct);
        var contact = id is null ? new Contact(today.NewId<ContactId>(), account, "", null) : all.SingleOrDefault(c => c.Id == id);
        if (contact is null)
            return new NotFound("contact");
        var before = contact.Email;
        if (contact.Describe(details.FullName, details.Email, details.Phone, details.Role, details.Notes, details.Language) is { } problem)
            return problem;
        if (
            all.Any(c =>
                c.Id != contact.Id && c.Email is not null && string.Equals(c.Email, contact.Email, StringComparison.OrdinalIgnoreCase)
            )
        )
            return new Invalid("email", "contact.double", "Another contact of this account has that address.");
        if (
            contact.Email is { } email
            && !string.Equals(email, before, StringComparison.OrdinalIgnoreCase)
            && (await findUnwantedAddresses.Run([email], ct)).Count > 0
        )
            return new Invalid(
                "email",
                "contact.unwanted",
                "Whoever owns this address complained about a message: it is never written to again. Use another one."
            );

        if (id is null)
            db.Contacts.Add(contact);
        contact.Prefer(details.IsPrimary || all.All(c => c.Id == contact.Id || !c.IsPrimary));
        foreach (var other in all.Where(c => c.Id != contact.Id && contact.IsPrimary))
            other.Prefer(false);
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([account], ct);
        return new Done();
    }
}
