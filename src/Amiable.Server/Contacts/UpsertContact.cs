using Amiable.Platform.Api;

namespace Amiable.Contacts;

/// <summary>Who is meant by what a program says of a person: whoever has that address, else that name, else somebody new.</summary>
public sealed record ContactMeant(string? Email, string? FullName)
{
    /// <summary>Whom of these it means; null for somebody new.</summary>
    public Contact? Among(IEnumerable<Contact> contacts)
    {
        var all = contacts.ToList();
        return all.Find(c => Email is not null && string.Equals(c.Email, Email.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? all.Find(c =>
                !string.IsNullOrWhiteSpace(FullName)
                // Whoever has another address is somebody else, whatever the name.
                && (Email is null || c.Email is null)
                && string.Equals(c.FullName, FullName.Trim(), StringComparison.OrdinalIgnoreCase)
            );
    }
}

/// <summary>Adds a contact, or changes the one that is meant, starting from what is known at this moment.</summary>
public sealed class UpsertContact(ShowContacts show, SaveContact save, TryAgain tryAgain, Today today)
{
    private static readonly SaveContact.Details Nobody = new("", null, null, null, null, null, IsPrimary: false);

    public async Task<Result<Upserted<Contact>>> Run(
        AccountId account,
        ContactMeant meant,
        Func<SaveContact.Details, SaveContact.Details> change,
        CancellationToken ct
    )
    {
        (ContactId Id, bool IsNew) which = default;
        var saved = await tryAgain.IfOvertaken(async () =>
        {
            var all = await show.Run(account, ct);
            if (all.Problem is { } problem)
                return problem;
            var known = meant.Among(all.Value!);
            which = (known?.Id ?? today.NewId<ContactId>(), known is null);
            return await save.Run(account, known?.Id, change(known is null ? Nobody : Of(known)), ct, which.Id);
        });
        if (saved.Problem is { } wrong)
            return wrong;
        var now = await show.Run(account, which.Id, ct);
        return now.Problem is { } gone ? gone : new Upserted<Contact>(now.Value!, which.IsNew);
    }

    internal static SaveContact.Details Of(Contact c) => new(c.FullName, c.Email, c.Phone, c.Role, c.Notes, c.Language, c.IsPrimary);
}

/// <summary>Adds a contact, or changes one that is named, starting from what is known at this moment.</summary>
public sealed class ReviseContact(ShowContacts show, SaveContact save, TryAgain tryAgain, Today today)
{
    private static readonly SaveContact.Details Nobody = new("", null, null, null, null, null, IsPrimary: false);

    /// <param name="account">Whose contact.</param>
    /// <param name="id">Which; null for a new one.</param>
    /// <param name="change">From what is known to what is to be known.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Contact>> Run(
        AccountId account,
        ContactId? id,
        Func<SaveContact.Details, SaveContact.Details> change,
        CancellationToken ct
    )
    {
        var newId = today.NewId<ContactId>();
        var saved = await tryAgain.IfOvertaken(async () =>
        {
            if (id is null)
                return await save.Run(account, null, change(Nobody), ct, newId);
            var known = await show.Run(account, id.Value, ct);
            return known.Value is { } contact ? await save.Run(account, id, change(UpsertContact.Of(contact)), ct) : known.Problem!;
        });
        return saved.Problem is { } problem ? problem : await show.Run(account, id ?? newId, ct);
    }
}
