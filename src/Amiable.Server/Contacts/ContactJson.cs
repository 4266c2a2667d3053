using System.ComponentModel;
using Amiable.Platform.Api;

namespace Amiable.Contacts;

/// <summary>A contact as the API writes it.</summary>
public sealed record ContactJson
{
    public required Guid Id { get; init; }

    [Description("Where the person works.")]
    public required Guid AccountId { get; init; }

    [Description("Given name and family name, or the name of a mailbox; may be empty.")]
    public required string FullName { get; init; }

    [Description("The address and what deliveries have taught about it; null when none is known.")]
    public EmailJson? Email { get; init; }

    public string? Phone { get; init; }

    [Description("ISO 639-1; null to derive it.")]
    public string? Language { get; init; }

    [Description("What the person does there.")]
    public string? Role { get; init; }

    [Description("Instructions for the agent: \"copy only\", \"do not chase\".")]
    public string? Notes { get; init; }

    [Description("Preferred over the others.")]
    public required bool IsPrimary { get; init; }

    public static ContactJson Of(Contact c) =>
        new()
        {
            Id = c.Id.Value,
            AccountId = c.AccountId.Value,
            FullName = c.FullName,
            Email = c.Email is null ? null : new(c.Email, c.EmailStatus),
            Phone = c.Phone,
            Language = c.Language,
            Role = c.Role,
            Notes = c.Notes,
            IsPrimary = c.IsPrimary,
        };
}

public sealed record EmailJson(string Address, [property: Description("Set by delivery results only.")] EmailStatus Status);

/// <summary>A person as a program describes them: a contact or an internal referent.</summary>
public sealed record PersonWrite
{
    [Description("Given name and family name, or the name of a mailbox.")]
    public string? FullName { get; init; }

    [Description("The address.")]
    public string? Email { get; init; }

    [Description("Telephone; of contacts only.")]
    public string? Phone { get; init; }

    [Description("ISO 639-1; null to derive it.")]
    public string? Language { get; init; }

    public string? Role { get; init; }

    [Description("Instructions for the agent.")]
    public string? Notes { get; init; }

    [Description("Preferred over the others; there is one at most.")]
    public bool? IsPrimary { get; init; }

    /// <summary>What is mentioned, over what is known.</summary>
    internal SaveContact.Details Over(SaveContact.Details known, Func<string, bool> mentions) =>
        new(
            mentions("fullName") ? FullName ?? "" : known.FullName,
            mentions("email") ? Email : known.Email,
            mentions("phone") ? Phone : known.Phone,
            mentions("role") ? Role : known.Role,
            mentions("notes") ? Notes : known.Notes,
            mentions("language") ? Language?.ToLowerInvariant() : known.Language,
            IsPrimary ?? known.IsPrimary
        );
}
