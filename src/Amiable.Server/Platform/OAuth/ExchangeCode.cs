using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.OAuth;

/// <summary>Gives a program its first tokens for the code that a member sent it back with (OAuth 2.1 section 4.1.3). A code is good for once.</summary>
public sealed class ExchangeCode(AllOrganizations organizations, Today today)
{
    private static readonly OAuthFault Wrong = new("invalid_grant", "This code is not good (any more), or is not yours.");

    /// <param name="client">Who asks.</param>
    /// <param name="form">What was sent.</param>
    /// <param name="issuer">Our address.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<TokenAnswer>> Run(OAuthClient client, OAuthParameters form, string issuer, CancellationToken ct)
    {
        if (form["code"] is not { } code)
            return new OAuthFault("invalid_request", "code is missing.");
        if (form["code_verifier"] is not { } verifier || !ProofKey.IsVerifier(verifier))
            return new OAuthFault("invalid_request", "code_verifier is missing, or is not 43 to 128 letters, digits, - . _ ~");
        if (!Audiences.TryRead(form.Resources, issuer, out var audience))
            return new OAuthFault("invalid_target", "The resource is none of ours.");
        if (OwnedSecret.Parse(code) is not { } held)
            return Wrong;
        return await organizations.InTurn(
            held.Organization,
            services => Give(services, client, held, (form["redirect_uri"], verifier, audience), ct)
        );
    }

    private async Task<Result<TokenAnswer>> Give(
        IServiceProvider services,
        OAuthClient client,
        OwnedSecret held,
        (string? RedirectUri, string Verifier, Audience? Audience) shown,
        CancellationToken ct
    )
    {
        var db = services.GetRequiredService<AppDb>();
        var grant = await db.Grants.SingleOrDefaultAsync(g => g.Id == new GrantId(held.Row), ct);
        if (grant is null || !LinkSecret.Fits(held.Secret, grant.CodeHash) || grant.ClientId != client.Id)
            return Wrong;
        if (grant.ConnectedAt is not null)
            return (await services.ShutOut(grant, ct)).Problem as ChangedMeanwhile ?? (Problem)Wrong;
        if (today.Now >= grant.ExpiresAt || !ProofKey.Fits(shown.Verifier, grant.CodeChallenge))
            return Wrong;
        if (shown.RedirectUri is { } redirect && redirect != grant.RedirectUri)
            return Wrong;
        if (shown.Audience is { } wanted && grant.Audience is { } granted && wanted != granted)
            return new OAuthFault("invalid_target", "The member allowed another resource.");
        grant.Connect(today.Now, GiveTokens.Until(client.MayRefresh, today));
        var (answer, _) = db.Give(grant, client.MayRefresh, grant.Scopes, shown.Audience ?? grant.Audience, today);
        if ((await db.Save(ct)).Problem is { } problem)
            return problem;
        await db.NoteUse(client, today, ct);
        return answer;
    }
}
