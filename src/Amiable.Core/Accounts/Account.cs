using Amiable.Contacts;

namespace Amiable.Accounts;

/// <summary>Why follow-ups of an account rest.</summary>
public enum PauseReason
{
    /// <summary>Something is contested.</summary>
    Dispute,

    /// <summary>It pays by an agreed plan.</summary>
    PaymentPlan,

    /// <summary>For the sake of the business relation.</summary>
    Commercial,

    /// <summary>Lawyers are at it.</summary>
    Legal,

    /// <summary>Anything else; the note says.</summary>
    Other,
}

/// <summary>What is known of a customer company, beside what it owes.</summary>
public sealed record AccountDetails
{
    /// <summary>Used in messages.</summary>
    public required string Name { get; init; }

    /// <summary>Registered name where it differs.</summary>
    public string? LegalName { get; init; }

    /// <summary>Number in the register of companies.</summary>
    public string? RegistrationNumber { get; init; }

    /// <summary>VAT identification number.</summary>
    public string? VatNumber { get; init; }

    /// <summary>Street and number.</summary>
    public string? Street { get; init; }

    /// <summary>Postal code.</summary>
    public string? PostalCode { get; init; }

    /// <summary>Town.</summary>
    public string? City { get; init; }

    /// <summary>ISO 3166-1 alpha-2; null when unknown: then the organization's days and hours hold.</summary>
    public string? Country { get; init; }

    /// <summary>ISO 3166-2 subdivision without the country.</summary>
    public string? Region { get; init; }

    /// <summary>IANA time zone; null for that of the country.</summary>
    public string? TimeZone { get; init; }

    /// <summary>ISO 639-1 of messages; null to derive it.</summary>
    public string? Language { get; init; }

    /// <summary>ISO 4217 code of what its documents are in; null for the organization's.</summary>
    public string? Currency { get; init; }

    /// <summary>What the agent should know about this account.</summary>
    public string? Instructions { get; init; }

    /// <summary>Where letters go.</summary>
    public PostalAddress Address =>
        new()
        {
            Street = Street,
            PostalCode = PostalCode,
            City = City,
            Region = Region,
            Country = Country,
        };

    /// <summary>
    /// Whether it is surely a company: by a number of a register, a VAT number or the legal form in its name. Who may be a natural person is not scored: how
    /// they paid before is not looked at.
    /// </summary>
    public bool IsLegalPerson =>
        RegistrationNumber is not null
        || VatNumber is not null
        || CompanyName.HasLegalForm(LegalName ?? "")
        || CompanyName.HasLegalForm(Name);

    /// <summary>The IANA time zone its clock shows; that of the organization when nothing better is known.</summary>
    public string ZoneOr(string organizations) => TimeZone ?? TimeZones.Of(Country, Region) ?? organizations;
}

/// <summary>A customer company that owes, or will owe, money.</summary>
public sealed class Account : Owned, IDated
{
    /// <summary>The most characters of the note of a pause.</summary>
    public const int MostInPauseNote = 500;

    /// <summary>Identity.</summary>
    public AccountId Id { get; private init; }

    /// <summary>Who it is.</summary>
    public AccountDetails Details { get; private set; } = new() { Name = "" };

    /// <summary>Used in messages.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The name without case, accents, punctuation and legal form: "Société Roux S.A.R.L." and "SOCIETE ROUX" are one company.</summary>
    public string MatchKey { get; private set; } = "";

    /// <summary>Its identity in the system it was imported from; null when entered by hand.</summary>
    public string? SourceId { get; private set; }

    /// <summary>Which connection knows it by that identity; null for files.</summary>
    public string? ConnectionId { get; private set; }

    /// <summary>When its figures were last read from their source; null when they are kept here by hand.</summary>
    public DateTimeOffset? LedgerReadAt { get; private set; }

    /// <summary>Since when follow-ups rest; null when they run.</summary>
    public DateOnly? PausedOn { get; private set; }

    /// <summary>The last day of the pause; null until somebody resumes.</summary>
    public DateOnly? PausedUntil { get; private set; }

    /// <summary>Why follow-ups rest.</summary>
    public PauseReason? PauseReason { get; private set; }

    /// <summary>In the words of who paused it.</summary>
    public string? PauseNote { get; private set; }

    /// <summary>The day a formal notice was posted; the agent then waits.</summary>
    public DateOnly? FormalNoticeOn { get; private set; }

    /// <summary>When it became known.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <inheritdoc/>
    public DateTimeOffset UpdatedAt { get; private set; }

    private Account() { }

    /// <summary>Takes up an account.</summary>
    public Account(AccountId id, AccountDetails details, DateTimeOffset now, string? sourceId = null)
    {
        (Id, CreatedAt, SourceId) = (id, now, sourceId);
        Describe(details);
    }

    /// <summary>Whether follow-ups rest on that day: the last day of a pause still rests.</summary>
    public bool IsPausedOn(DateOnly day) => PausedOn is not null && (PausedUntil is null || day <= PausedUntil);

    /// <summary>Changes who it is.</summary>
    public Problem? Describe(AccountDetails details)
    {
        if (string.IsNullOrWhiteSpace(details.Name))
            return new Invalid(nameof(details.Name), "account.no-name", "Give the account a name.");
        Details = details with { Name = details.Name.Trim() };
        Name = Details.Name;
        MatchKey = CompanyName.MatchKey(Name);
        return null;
    }

    /// <summary>Lets follow-ups rest at once.</summary>
    /// <param name="until">The last day of rest; null until somebody resumes.</param>
    /// <param name="reason">Why.</param>
    /// <param name="note">Why, in words.</param>
    /// <param name="today">The organization's day.</param>
    public Problem? Pause(PauseReason reason, string? note, DateOnly? until, DateOnly today)
    {
        if (note?.Trim().Length > MostInPauseNote)
            return new Invalid(nameof(note), "pause.note", $"A note has at most {MostInPauseNote} characters.")
            {
                Values = [MostInPauseNote],
            };
        if (until < today)
            return new Invalid(nameof(until), "pause.past", "The pause would end before it begins: choose today or later.");
        (PausedOn, PausedUntil, PauseReason, PauseNote) = (today, until, reason, string.IsNullOrWhiteSpace(note) ? null : note.Trim());
        return null;
    }

    /// <summary>Follow-ups run again: by hand, at the end date, or because a new invoice or credit note arrived.</summary>
    /// <returns>Whether they rested before.</returns>
    public bool Resume()
    {
        var rested = PausedOn is not null;
        (PausedOn, PausedUntil, PauseReason, PauseNote) = (null, null, null, null);
        return rested;
    }

    /// <summary>It was entered by hand, and a source knows it too. One that came from a source keeps the identity it has there.</summary>
    public void IsKnownToSourceAs(string sourceId) => SourceId ??= sourceId;

    /// <summary>A connection knows it by that identity; it is never two things to one connection.</summary>
    /// <param name="connectionId">Which connection.</param>
    /// <param name="sourceId">The identity there.</param>
    /// <param name="readAt">When its figures were read there; null when that is not said: then they count as kept here.</param>
    public void IsLinkedTo(string connectionId, string sourceId, DateTimeOffset? readAt) =>
        (ConnectionId, SourceId, LedgerReadAt) = (connectionId, sourceId, readAt ?? LedgerReadAt);

    /// <summary>No source knows it any more: its figures are kept here by hand.</summary>
    public void IsLinkedToNothing() => (ConnectionId, SourceId, LedgerReadAt) = (null, null, null);

    /// <summary>Its figures were read from their source just now.</summary>
    public void LedgerWasRead(DateTimeOffset now) => LedgerReadAt = now;

    /// <summary>Calls somebody whose data were erased by a pseudonym in what members noted. The company's own name stays, whoever it is named after.</summary>
    public void Forget(ErasedContact contact)
    {
        PauseNote = contact.In(PauseNote);
        if (Details.Instructions is { } noted && contact.In(noted) is var told && told != noted)
            Details = Details with { Instructions = told };
    }

    /// <summary>A member posted a formal notice on that day.</summary>
    public void FormalNoticeWasPosted(DateOnly on) => FormalNoticeOn = on;
}
