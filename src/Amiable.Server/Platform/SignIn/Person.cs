namespace Amiable.Platform.SignIn;

/// <summary>
/// Somebody who can sign in: an address and the proofs of being its owner. The same person may be a member of several organizations, so this belongs
/// to none of them. Kept by ASP.NET Core Identity through <see cref="PersonStore"/>, which is why it can be set from outside.
/// </summary>
public sealed class Person
{
    public PersonId Id { get; set; }

    /// <summary>In lower case; unique.</summary>
    public string Email { get; set; } = "";

    /// <summary>Null while the person signs in otherwise: with a passkey, through a provider, or as the demo's visitor.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Changes with every proof that changes: links sent before stop working.</summary>
    public string SecurityStamp { get; set; } = "";

    /// <summary>The secret shared with the authenticator app, encrypted.</summary>
    public string? AuthenticatorKey { get; set; }

    public bool AsksForCode { get; set; }

    /// <summary>SHA-256 of the recovery codes that are left, one a line.</summary>
    public string? RecoveryCodes { get; set; }

    public int FailedTries { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>Runs the installation: may found further organizations.</summary>
    public bool IsOperator { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>One browser that is signed in. Its row is what makes the cookie worth something: without it the cookie is nothing.</summary>
public sealed class Session
{
    public Guid Id { get; init; }

    public PersonId PersonId { get; init; }

    /// <summary>The organization that is looked at.</summary>
    public OrganizationId OrganizationId { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last used, to within some minutes.</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>From where it was opened.</summary>
    public string? Address { get; init; }

    /// <summary>What the browser says it is.</summary>
    public string? Browser { get; init; }
}

/// <summary>A passkey (WebAuthn credential) of a person.</summary>
public sealed class Passkey
{
    public byte[] CredentialId { get; init; } = [];

    public PersonId PersonId { get; init; }

    public string Name { get; set; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Everything else that is checked when it is used, read and written as a whole.</summary>
    public PasskeyFacts Facts { get; set; } = new([], 0, [], false, false, false, [], []);
}

public sealed record PasskeyFacts(
    byte[] PublicKey,
    uint SignCount,
    string[] Transports,
    bool IsUserVerified,
    bool IsBackupEligible,
    bool IsBackedUp,
    byte[] AttestationObject,
    byte[] ClientDataJson
);

/// <summary>A person as an outside provider knows them (OpenID Connect: issuer and subject).</summary>
public sealed class ProviderLogin
{
    public string Issuer { get; init; } = "";

    public string Subject { get; init; } = "";

    public PersonId PersonId { get; init; }
}
