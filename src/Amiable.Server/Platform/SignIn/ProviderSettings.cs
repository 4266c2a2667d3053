namespace Amiable.Platform.SignIn;

/// <summary>The OpenID Connect provider that the operator set up (settings Oidc:…), such as the company's own directory.</summary>
/// <param name="Name">On the button: "Contoso".</param>
/// <param name="Authority">Its issuer address; its metadata lies below.</param>
/// <param name="ClientId">What it calls this installation.</param>
/// <param name="ClientSecret">What proves that to it; null for a public client.</param>
/// <param name="TrustEmail">Whether its addresses are known to be true though it does not say "email_verified", as a company's own directory.</param>
public sealed record ProviderSettings(string Name, Uri Authority, string ClientId, string? ClientSecret, bool TrustEmail)
{
    public static ProviderSettings? From(IConfiguration configuration)
    {
        var oidc = configuration.GetSection("Oidc");
        return oidc["Authority"] is { Length: > 0 } authority && oidc["ClientId"] is { Length: > 0 } client
            ? new(oidc["Name"] ?? new Uri(authority).Host, new(authority), client, oidc["ClientSecret"], oidc.GetValue("TrustEmail", false))
            : null;
    }
}

/// <summary>Somebody as the provider vouches for them.</summary>
public sealed record Vouched(string Issuer, string Subject, string? Email, string? FirstName, string? LastName);
