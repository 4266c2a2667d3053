namespace Amiable.Contacts;

/// <summary>What deliveries have taught about an address.</summary>
public enum EmailStatus
{
    /// <summary>Nothing speaks against it.</summary>
    Valid,

    /// <summary>It does not exist or does not take mail.</summary>
    Bounced,

    /// <summary>Its owner marked a message as unwanted: never written to again.</summary>
    Complained,
}

/// <summary>A person at an account; recipient of messages.</summary>
public sealed class Contact : Owned
{
    /// <summary>The most characters of a name.</summary>
    public const int MostInName = 200;

    /// <summary>Identity.</summary>
    public ContactId Id { get; private init; }

    /// <summary>Where the person works.</summary>
    public AccountId AccountId { get; private init; }

    /// <summary>Given name and family name, or the name of a mailbox ("Accounts payable"); may be empty.</summary>
    public string FullName { get; private set; } = "";

    /// <summary>The address; null when only a telephone is known.</summary>
    public string? Email { get; private set; }

    /// <summary>Set by delivery results only.</summary>
    public EmailStatus EmailStatus { get; private set; }

    /// <summary>Why mail does not reach it, in the words of the server that said so; null while it does.</summary>
    public string? EmailFault { get; private set; }

    /// <summary>When that became known.</summary>
    public DateTimeOffset? EmailFaultAt { get; private set; }

    /// <summary>Telephone.</summary>
    public string? Phone { get; private set; }

    /// <summary>When the person wanted no more text messages at this number; null while it may be written to.</summary>
    public DateTimeOffset? NoTextsSince { get; private set; }

    /// <summary>What the person does there.</summary>
    public string? Role { get; private set; }

    /// <summary>What the team knows of the person, and instructions for the agent.</summary>
    public string? Notes { get; private set; }

    /// <summary>What the notes have the agent do.</summary>
    public ContactUse Use => ContactNotes.Read(Notes);

    /// <summary>
    /// That, kept beside the notes for lists, which the database makes; null where they were written before it was, or
    /// before they were read as now. The agent goes by the notes alone: an older version of the program beside this one
    /// changes them and not this.
    /// </summary>
    public ContactUse? NotesUse { get; private set; }

    /// <summary>ISO 639-1; null to derive it.</summary>
    public string? Language { get; private set; }

    /// <summary>Preferred over the others.</summary>
    public bool IsPrimary { get; private set; }

    /// <summary>The last day on which the person is away; null when nobody said so.</summary>
    public DateOnly? AwayUntil { get; private set; }

    /// <summary>The address of who stands in meanwhile; written to only when that is a contact, too.</summary>
    public string? StandIn { get; private set; }

    /// <summary>Whether mail reaches it and is wanted there.</summary>
    public bool CanReceive => Email is not null && EmailStatus == EmailStatus.Valid;

    /// <summary>Whether the agent may ask it to pay by e-mail.</summary>
    public bool MayBeChased => CanReceive && Use == ContactUse.Any;

    /// <summary>Whether it may be asked to pay in another way: by letter, or in a call.</summary>
    public bool MayBeAsked => Use is ContactUse.Any or ContactUse.NoEmails;

    private Contact() { }

    /// <summary>Makes a contact known.</summary>
    public Contact(ContactId id, AccountId accountId, string fullName, string? email, bool isPrimary = false, string? language = null)
    {
        (Id, AccountId, IsPrimary, Language) = (id, accountId, isPrimary, language);
        (FullName, Email) = (fullName.Trim(), string.IsNullOrWhiteSpace(email) ? null : email.Trim());
        NotesUse = ContactUse.Any;
    }

    /// <summary>Changes what is known of the person. A new address starts as valid.</summary>
    public Problem? Describe(string fullName, string? email, string? phone, string? role, string? notes, string? language)
    {
        email = Trimmed(email);
        if (email is not null && !EmailAddress.IsValid(email))
            return new Invalid(nameof(email), "contact.email", "This is not an e-mail address.");
        if (string.IsNullOrWhiteSpace(fullName) && email is null)
            return new Invalid(nameof(fullName), "contact.empty", "Give a name or an e-mail address.");
        if (fullName.Trim().Length > MostInName)
            return new Invalid(nameof(fullName), "contact.long-name", $"A name has at most {MostInName} characters.")
            {
                Values = [MostInName],
            };
        if (!string.Equals(email, Email, StringComparison.OrdinalIgnoreCase))
            (EmailStatus, EmailFault, EmailFaultAt) = (EmailStatus.Valid, null, null);
        if (PhoneNumber.WithCountry(phone) != PhoneNumber.WithCountry(Phone))
            NoTextsSince = null;
        (FullName, Email, Phone, Role, Language) = (fullName.Trim(), email, Trimmed(phone), Trimmed(role), Trimmed(language));
        Note(Trimmed(notes));
        return null;
    }

    /// <summary>Calls a colleague whose data were erased by a pseudonym in the notes, and has nobody of that address stand in.</summary>
    public void Forget(ErasedContact contact)
    {
        Note(contact.In(Notes));
        StandIn = contact.In(StandIn) == StandIn ? StandIn : null;
    }

    // Other words are read anew, and only they: many rows are described again by what they say already.
    private void Note(string? notes)
    {
        if (notes != Notes || NotesUse is null)
            (Notes, NotesUse) = (notes, ContactNotes.Read(notes));
    }

    /// <summary>The person is away until that day, that day included; null ends it.</summary>
    public void IsAway(DateOnly? until, string? standIn) => (AwayUntil, StandIn) = (until, until is null ? null : Trimmed(standIn));

    /// <summary>Whether the person is away on that day.</summary>
    public bool IsAwayOn(DateOnly day) => AwayUntil >= day;

    /// <summary>Becomes, or stops being, the preferred contact.</summary>
    public void Prefer(bool primary) => IsPrimary = primary;

    /// <summary>A message to it could not be delivered, for good.</summary>
    /// <param name="fault">Why; null when nobody said.</param>
    /// <param name="at">When that became known.</param>
    public void EmailBounced(AddressFault? fault = null, DateTimeOffset? at = null)
    {
        if (EmailStatus != EmailStatus.Complained)
            (EmailStatus, EmailFault, EmailFaultAt) = (EmailStatus.Bounced, fault?.ToString(), at);
    }

    /// <summary>Its owner wants no more text messages.</summary>
    public void WantsNoTexts(DateTimeOffset at) => NoTextsSince ??= at;

    /// <summary>Its owner complained.</summary>
    public void EmailComplained(DateTimeOffset? at = null)
    {
        if (EmailStatus != EmailStatus.Complained)
            (EmailStatus, EmailFault, EmailFaultAt) = (EmailStatus.Complained, null, at);
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What counts as an e-mail address here.</summary>
public static class EmailAddress
{
    /// <summary>
    /// One mailbox, no display name, no control or invisible characters: local part up to 64 octets, domain with a dot-separated name that is not a
    /// bare IP address (RFC 5321 sections 4.1.3 and 4.5.3.1).
    /// </summary>
    public static bool IsValid(string text)
    {
        var at = text.LastIndexOf('@');
        if (at is < 1 or > 64 || at == text.Length - 1 || text.Length > 254)
            return false;
        var (local, domain) = (text[..at], text[(at + 1)..]);
        return !local.Any(c =>
                char.IsWhiteSpace(c) || char.IsControl(c) || IsInvisible(c) || "<>,;:\"()[]\\@".Contains(c, StringComparison.Ordinal)
            )
            && !local.StartsWith('.')
            && !local.EndsWith('.')
            && !local.Contains("..", StringComparison.Ordinal)
            && domain.Split('.') is { Length: > 1 } labels
            && labels.All(l => l.Length is > 0 and < 64 && l.All(c => char.IsLetterOrDigit(c) || c == '-') && l[0] != '-' && l[^1] != '-')
            && !labels[^1].All(char.IsDigit);
    }

    // A zero-width space copied from a PDF makes another address of it, which bounces for no reason that anybody could see.
    private static bool IsInvisible(char c) => char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format;
}
