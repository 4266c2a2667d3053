using Amiable.Contacts;

namespace Amiable.Referents;

/// <summary>A person on the creditor's side in charge of an account; need not be a member.</summary>
public sealed class Referent : Owned
{
    /// <summary>Identity.</summary>
    public ReferentId Id { get; private init; }

    /// <summary>What the person is in charge of.</summary>
    public AccountId AccountId { get; private init; }

    /// <summary>Given name.</summary>
    public string FirstName { get; private set; } = "";

    /// <summary>Family name.</summary>
    public string LastName { get; private set; } = "";

    /// <summary>Where the agent notifies.</summary>
    public string Email { get; private set; } = "";

    /// <summary>What the person does.</summary>
    public string? Role { get; private set; }

    /// <summary>Context or instructions for the agent.</summary>
    public string? Notes { get; private set; }

    /// <summary>ISO 639-1 of the notifications; null for the organization's.</summary>
    public string? Language { get; private set; }

    /// <summary>Preferred over the others.</summary>
    public bool IsPrimary { get; private set; }

    /// <summary>Whether the agent's questions about the account go there.</summary>
    public bool WantsMails { get; private set; } = true;

    /// <summary>Given name and family name.</summary>
    public string FullName => $"{FirstName} {LastName}".Trim();

    private Referent() { }

    /// <summary>Puts a colleague in charge.</summary>
    public Referent(ReferentId id, AccountId accountId, string firstName, string lastName, string email, bool isPrimary = false) =>
        (Id, AccountId, FirstName, LastName, Email, IsPrimary) = (
            id,
            accountId,
            firstName.Trim(),
            lastName.Trim(),
            email.Trim(),
            isPrimary
        );

    /// <summary>Calls a contact whose data were erased by a pseudonym in the notes.</summary>
    public void Forget(ErasedContact contact) => Notes = contact.In(Notes);

    /// <summary>Changes what is known of the colleague.</summary>
    public Problem? Describe(string firstName, string lastName, string email, string? role, string? notes, string? language)
    {
        if (!EmailAddress.IsValid(email.Trim()))
            return new Invalid(nameof(email), "referent.email", "This is not an e-mail address.");
        if (string.IsNullOrWhiteSpace(firstName) && string.IsNullOrWhiteSpace(lastName))
            return new Invalid(nameof(firstName), "referent.no-name", "Give a name.");
        (FirstName, LastName, Email) = (firstName.Trim(), lastName.Trim(), email.Trim());
        (Role, Notes, Language) = (Trimmed(role), Trimmed(notes), Trimmed(language));
        return null;
    }

    /// <summary>Becomes, or stops being, the preferred referent.</summary>
    public void Prefer(bool primary) => IsPrimary = primary;

    /// <summary>Is asked by mail, or not any more.</summary>
    public void Want(bool mails) => WantsMails = mails;

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
