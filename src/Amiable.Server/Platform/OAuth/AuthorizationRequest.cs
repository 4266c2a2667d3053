using Amiable.Platform.Api;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.OAuth;

/// <summary>What a program wants a member to allow; in order.</summary>
/// <param name="Client">Who asks.</param>
/// <param name="RedirectUri">Where the member is sent back to.</param>
/// <param name="State">What goes back with them.</param>
/// <param name="Scopes">What it wants to do.</param>
/// <param name="CodeChallenge">What it will show the origin of.</param>
/// <param name="Audience">What its tokens shall be for; null for all that we answer to.</param>
public sealed record AuthorizationRequest(
    OAuthClient Client,
    string RedirectUri,
    string? State,
    IReadOnlyList<string> Scopes,
    string CodeChallenge,
    Audience? Audience
);

/// <summary>
/// Reads what a program sent a member with. Who asks and where the answer goes is looked at first: until both are certain nothing is sent anywhere (OAuth 2.1 section
/// 4.1.2.1), and the fault says so by having no address.
/// </summary>
public sealed class ReadAuthorization(AppDb db)
{
    /// <param name="asked">The parameters.</param>
    /// <param name="issuer">Our address.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<AuthorizationRequest>> Run(OAuthParameters asked, string issuer, CancellationToken ct)
    {
        if (asked.Repeated is "client_id" or "redirect_uri")
            return new OAuthFault("invalid_request", $"{asked.Repeated} is said twice.");
        if (!Guid.TryParse(asked["client_id"], out var id))
            return new OAuthFault("invalid_client", "There is no such client_id.");
        if (await db.OAuthClients.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } client)
            return new OAuthFault("invalid_client", "There is no such client_id: register again.");
        var redirect = asked["redirect_uri"] ?? (client.RedirectUris is [var only] ? only : null);
        if (redirect is null || !client.RedirectUris.Any(registered => RedirectAddress.Fits(registered, redirect)))
            return new OAuthFault("invalid_request", "redirect_uri is none that was registered.");
        var fault = Fault(asked);
        var scopes = Wanted(asked, client);
        if (fault is null && scopes.Count == 0)
            fault = new("invalid_scope", "None of these scopes is known here; scopes_supported names them.");
        if (!Audiences.TryRead(asked.Resources, issuer, out var audience))
            fault ??= new("invalid_target", "The resource is none of ours.");
        return fault is null
            ? new AuthorizationRequest(client, redirect, asked["state"], scopes, asked["code_challenge"]!, audience)
            : fault with
            {
                RedirectUri = redirect,
                State = asked["state"],
            };
    }

    private static OAuthFault? Fault(OAuthParameters asked) =>
        asked.Repeated is { } twice ? new("invalid_request", $"{twice} is said twice.")
        : asked["response_type"] is not { } type ? new("invalid_request", "response_type is missing: it is \"code\".")
        : type != "code" ? new("unsupported_response_type", "response_type is \"code\".")
        : asked["code_challenge"] is not { } challenge ? new("invalid_request", "code_challenge is missing (PKCE, RFC 7636).")
        : asked["code_challenge_method"] != ProofKey.Method ? new("invalid_request", "code_challenge_method is \"S256\".")
        : !ProofKey.IsChallenge(challenge)
            ? new("invalid_request", "code_challenge is the SHA-256 of the verifier in base64url: 43 characters.")
        : null;

    // What we do not know is left out, and the token's answer says what is left (OAuth 2.1 section 1.4.1): many programs ask for more than there is.
    private static IReadOnlyList<string> Wanted(OAuthParameters asked, OAuthClient client) =>
        asked.Scopes is { } named ? [.. named.Where(Scopes.Grantable.Contains)]
        : client.Scopes.Count > 0 ? client.Scopes
        : Scopes.Mcp;
}
