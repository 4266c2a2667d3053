using System.ComponentModel;
using Amiable.Platform.Api;

namespace Amiable.Accounts;

/// <summary>An account as the API writes it.</summary>
public sealed record AccountJson
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }

    [Description("Used in messages.")]
    public required string FullName { get; init; }

    [Description("Registered name where it differs.")]
    public string? LegalName { get; init; }

    public string? RegistrationNumber { get; init; }
    public string? VatNumber { get; init; }

    [Description("What its documents are in; null for the organization's.")]
    public CurrencyJson? Currency { get; init; }

    [Description("ISO 639-1 of messages; null to derive it.")]
    public string? Language { get; init; }

    [Description("IANA time zone; null for that of the country.")]
    public string? TimeZone { get; init; }

    public AddressJson? BillingAddress { get; init; }

    [Description(
        "For the agent: what can be done of it, such as a pause, is done once, when the text is set or changed. Everything else is a note for people."
    )]
    public string? Instructions { get; init; }

    [Description("Under which identity a connection knows it; null when none does.")]
    public SourceJson? Source { get; init; }

    [Description("Whether follow-ups rest.")]
    public required DunningJson Dunning { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    public static AccountJson Of(KnownAccount known)
    {
        var (account, details) = (known.Account, known.Account.Details);
        return new()
        {
            Id = account.Id.Value,
            OrganizationId = account.OrganizationId.Value,
            FullName = account.Name,
            LegalName = details.LegalName,
            RegistrationNumber = details.RegistrationNumber,
            VatNumber = details.VatNumber,
            Currency = details.Currency is { } code ? new(code) : null,
            Language = details.Language,
            TimeZone = details.TimeZone,
            BillingAddress = AddressJson.Of(details),
            Instructions = details.Instructions,
            Source = SourceJson.Of(account),
            Dunning = DunningJson.Of(known),
            CreatedAt = account.CreatedAt,
            UpdatedAt = account.UpdatedAt,
        };
    }
}

public sealed record AddressJson
{
    [Description("Street and number.")]
    public string? Street { get; init; }

    public string? PostalCode { get; init; }
    public string? City { get; init; }

    [Description("ISO 3166-2 subdivision without the country.")]
    public string? Region { get; init; }

    [Description("ISO 3166-1 alpha-2.")]
    public string? Country { get; init; }

    public static AddressJson? Of(AccountDetails d) =>
        d is { Street: null, PostalCode: null, City: null, Region: null, Country: null }
            ? null
            : new()
            {
                Street = d.Street,
                PostalCode = d.PostalCode,
                City = d.City,
                Region = d.Region,
                Country = d.Country,
            };

    public static AddressJson? Of(PostalAddress? a) =>
        a is null
            ? null
            : new()
            {
                Street = a.Street,
                PostalCode = a.PostalCode,
                City = a.City,
                Region = a.Region,
                Country = a.Country,
            };

    internal PostalAddress Address =>
        new()
        {
            Street = Street,
            PostalCode = PostalCode,
            City = City,
            Region = Region,
            Country = Country,
        };
}

public sealed record SourceJson
{
    [Description("Which connection knows it; null for an imported file.")]
    public string? ConnectionId { get; init; }

    [Description("\"Custom\" for a connection of your own, \"File\" for an imported file.")]
    public required string ConnectorType { get; init; }

    [Description("The identity there.")]
    public required string SourceId { get; init; }

    [Description("When its figures were last read there.")]
    public DateTimeOffset? LastUpdate { get; init; }

    public static SourceJson? Of(Account account) =>
        account.SourceId is { } id
            ? new()
            {
                ConnectionId = account.ConnectionId,
                ConnectorType = account.ConnectionId is null ? "File" : "Custom",
                SourceId = id,
                LastUpdate = account.LedgerReadAt,
            }
            : null;
}

public sealed record DunningJson
{
    [Description("Whether follow-ups rest today.")]
    public required bool IsPaused { get; init; }

    public PauseReason? Reason { get; init; }

    [Description("Why, in words.")]
    public string? Note { get; init; }

    [Description("The first day of the pause.")]
    public DateJson? Since { get; init; }

    [Description("The last day of the pause; null until somebody resumes.")]
    public DateJson? Until { get; init; }

    public static DunningJson Of(KnownAccount known) =>
        known.IsPaused
            ? new()
            {
                IsPaused = true,
                Reason = known.Account.PauseReason,
                Note = known.Account.PauseNote,
                Since = DateJson.Of(known.Account.PausedOn),
                Until = DateJson.Of(known.Account.PausedUntil),
            }
            : new() { IsPaused = false };
}

/// <summary>An account as a program describes it.</summary>
public sealed record AccountWrite
{
    [Description("Yours; a token is of one organization.")]
    public Guid? OrganizationId { get; init; }

    [Description("Used in messages.")]
    public string? FullName { get; init; }

    public string? LegalName { get; init; }
    public string? RegistrationNumber { get; init; }
    public string? VatNumber { get; init; }
    public CurrencyJson? Currency { get; init; }
    public string? Language { get; init; }
    public string? TimeZone { get; init; }
    public AddressJson? BillingAddress { get; init; }
    public string? Instructions { get; init; }

    /// <summary>What is mentioned, over what is known.</summary>
    internal AccountDetails Over(AccountDetails known, Func<string, bool> mentions)
    {
        var address = mentions("billingAddress") ? BillingAddress ?? new() : AddressJson.Of(known) ?? new();
        return known with
        {
            Name = mentions("fullName") ? FullName ?? "" : known.Name,
            LegalName = mentions("legalName") ? LegalName : known.LegalName,
            RegistrationNumber = mentions("registrationNumber") ? RegistrationNumber : known.RegistrationNumber,
            VatNumber = mentions("vatNumber") ? VatNumber : known.VatNumber,
            Currency = mentions("currency") ? Currency?.Code : known.Currency,
            Language = mentions("language") ? Language : known.Language,
            TimeZone = mentions("timeZone") ? TimeZone : known.TimeZone,
            Instructions = mentions("instructions") ? Instructions : known.Instructions,
            Street = address.Street,
            PostalCode = address.PostalCode,
            City = address.City,
            Region = address.Region,
            Country = address.Country,
        };
    }
}

public sealed record SourceWrite
{
    [Description("Which connection: whatever your program calls itself, the same each time.")]
    public required string ConnectionId { get; init; }

    [Description("The identity there; a pair of both is one account.")]
    public required string SourceId { get; init; }

    [Description("When the figures were read there. Once given, the agent holds back when they grow old.")]
    public DateTimeOffset? LastUpdate { get; init; }
}

public sealed record PauseWrite
{
    [Description("Dispute, PaymentPlan, Commercial, Legal or Other; anything else counts as Other, and is noted.")]
    public required string Reason { get; init; }

    [Description("The last day of the pause; null until somebody resumes.")]
    public DateJson? Until { get; init; }

    [Description("Why, in words.")]
    public string? Note { get; init; }
}
