using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.OAuth;

/// <summary>
/// A program gives back what it no longer needs (RFC 7009). With the refresh token goes everything it was given; an access token goes alone. What is none any more is
/// gone already, and that is what was wanted.
/// </summary>
public sealed class RevokeToken(AllOrganizations organizations)
{
    /// <param name="client">Who asks.</param>
    /// <param name="form">What was sent.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Done>> Run(OAuthClient client, OAuthParameters form, CancellationToken ct)
    {
        if (form["token"] is not { } text)
            return new OAuthFault("invalid_request", "token is missing.");
        var held = GiveTokens.Read(text, GiveTokens.RefreshPrefix) ?? GiveTokens.Read(text, GiveTokens.AccessPrefix);
        return held is null ? new Done() : await organizations.For(held.Organization, services => Revoke(services, client, held, ct));
    }

    private static async Task<Result<Done>> Revoke(IServiceProvider services, OAuthClient client, OwnedSecret held, CancellationToken ct)
    {
        var db = services.GetRequiredService<AppDb>();
        var token = await db.GrantTokens.SingleOrDefaultAsync(t => t.Id == new GrantTokenId(held.Row), ct);
        if (token is null || !LinkSecret.Fits(held.Secret, token.SecretHash))
            return new Done();
        var grant = await db.Grants.SingleAsync(g => g.Id == token.GrantId, ct);
        if (grant.ClientId != client.Id)
            return new OAuthFault("unauthorized_client", "This token was given to another client.");
        services.GetRequiredService<CurrentActor>().Is(ActorKind.ApiClient, grant.Id.Value, grant.Name);
        if (token.IsRefresh)
            db.Grants.Remove(grant);
        else
            db.GrantTokens.Remove(token);
        // Somebody else was quicker: then it is gone, or a new one took its place, which is the program's to give back.
        await db.Save(ct);
        return new Done();
    }
}
