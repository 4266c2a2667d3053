using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amiable.Platform.Secrets;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Amiable.Platform.SignIn;

/// <summary>
/// Speaks with the OpenID Connect provider: authorization code with PKCE (OpenID Connect Core 3.1, RFC 7636), metadata and keys fetched and refreshed by
/// Microsoft.IdentityModel, which also checks the token.
/// </summary>
public sealed class Provider(ProviderSettings settings, IHttpClientFactory clients)
{
    private readonly ConfigurationManager<OpenIdConnectConfiguration> _metadata = new(
        MetadataOf(settings),
        new OpenIdConnectConfigurationRetriever(),
        Documents(settings, clients)
    );

    public string Name => settings.Name;

    /// <summary>What is remembered while the visitor is at the provider.</summary>
    public sealed record Journey(string State, string Nonce, string Verifier, string? Next);

    public static Journey NewJourney(string? next) => new(LinkSecret.New(), LinkSecret.New(), LinkSecret.New(), next);

    /// <summary>Where the visitor is sent.</summary>
    public async Task<string> Departure(Journey journey, Uri back, CancellationToken ct)
    {
        var metadata = await _metadata.GetConfigurationAsync(ct);
        var message = new OpenIdConnectMessage
        {
            IssuerAddress = metadata.AuthorizationEndpoint,
            ClientId = settings.ClientId,
            RedirectUri = back.ToString(),
            ResponseType = OpenIdConnectResponseType.Code,
            Scope = "openid email profile",
            State = journey.State,
            Nonce = journey.Nonce,
        };
        message.SetParameter("code_challenge", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(journey.Verifier))));
        message.SetParameter("code_challenge_method", "S256");
        return message.CreateAuthenticationRequestUrl();
    }

    /// <summary>Who came back; null when the answer proves nothing.</summary>
    public async Task<Vouched?> Arrival(Journey journey, IQueryCollection answer, Uri back, CancellationToken ct)
    {
        var metadata = await _metadata.GetConfigurationAsync(ct);
        var isOurs = CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(answer["state"].ToString()),
            Encoding.UTF8.GetBytes(journey.State)
        );
        // Mix-up of providers: RFC 9207.
        if (
            !isOurs
            || (answer["iss"].ToString() is { Length: > 0 } issuer && issuer != metadata.Issuer)
            || answer["code"].ToString() is not { Length: > 0 } code
        )
            return null;
        if (await Exchange(metadata, code, journey.Verifier, back, ct) is not { } token)
            return null;
        var result = await Validate(metadata, token);
        if (result is { IsValid: false, Exception: SecurityTokenSignatureKeyNotFoundException })
        {
            // The provider has new keys. They are fetched for this visitor now; for those after, the manager does it when it gets round to it.
            _metadata.RequestRefresh();
            metadata = await OpenIdConnectConfigurationRetriever.GetAsync(MetadataOf(settings), Documents(settings, clients), ct);
            result = await Validate(metadata, token);
        }
        return result.IsValid && Claim(result, "nonce") == journey.Nonce && Claim(result, "sub") is { } subject
            ? new(metadata.Issuer, subject, Address(result), Claim(result, "given_name"), Claim(result, "family_name"))
            : null;
    }

    private static string MetadataOf(ProviderSettings settings) =>
        settings.Authority.ToString().TrimEnd('/') + "/.well-known/openid-configuration";

    private static HttpDocumentRetriever Documents(ProviderSettings settings, IHttpClientFactory clients) =>
        new(clients.CreateClient(nameof(Provider))) { RequireHttps = !settings.Authority.IsLoopback };

    private async Task<string?> Exchange(OpenIdConnectConfiguration metadata, string code, string verifier, Uri back, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, metadata.TokenEndpoint)
        {
            Content = new FormUrlEncodedContent([
                new("grant_type", "authorization_code"),
                new("code", code),
                new("redirect_uri", back.ToString()),
                new("client_id", settings.ClientId),
                new("code_verifier", verifier),
            ]),
        };
        if (settings.ClientSecret is { } secret)
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(settings.ClientId)}:{Uri.EscapeDataString(secret)}"))
            );
        using var response = await clients.CreateClient(nameof(Provider)).SendAsync(request, ct);
        if (!response.IsSuccessStatusCode)
            return null;
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ct));
        return json.RootElement.TryGetProperty("id_token", out var token) ? token.GetString() : null;
    }

    private Task<TokenValidationResult> Validate(OpenIdConnectConfiguration metadata, string token) =>
        new JsonWebTokenHandler().ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                ValidIssuer = metadata.Issuer,
                ValidAudience = settings.ClientId,
                IssuerSigningKeys = metadata.SigningKeys,
                ClockSkew = TimeSpan.FromMinutes(2),
            }
        );

    // An address that the provider has not checked could be anybody's.
    private string? Address(TokenValidationResult result) =>
        settings.TrustEmail || string.Equals(Claim(result, "email_verified"), "true", StringComparison.OrdinalIgnoreCase)
            ? Claim(result, "email")
            : null;

    private static string? Claim(TokenValidationResult result, string name) =>
        result.Claims.TryGetValue(name, out var value) ? value?.ToString() : null;
}
