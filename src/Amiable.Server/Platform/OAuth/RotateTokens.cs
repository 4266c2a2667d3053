using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.OAuth;

/// <summary>
/// Gives a program new tokens for its refresh token, which is good for once (OAuth 2.1 section 4.3). One that comes again ends everything the program was given; except
/// within half a minute and while what was given for it has not been used: then the answer got lost, and what was in it is replaced.
/// </summary>
public sealed class RotateTokens(AllOrganizations organizations, Today today)
{
    /// <summary>How long an answer may have got lost.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private static readonly OAuthFault Wrong = new("invalid_grant", "This refresh token is not good (any more), or is not yours.");

    /// <param name="client">Who asks.</param>
    /// <param name="form">What was sent.</param>
    /// <param name="issuer">Our address.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<TokenAnswer>> Run(OAuthClient client, OAuthParameters form, string issuer, CancellationToken ct)
    {
        if (form["refresh_token"] is not { } text)
            return new OAuthFault("invalid_request", "refresh_token is missing.");
        if (!client.MayRefresh)
            return new OAuthFault("unauthorized_client", "This client was not registered with the grant type refresh_token.");
        if (!Audiences.TryRead(form.Resources, issuer, out var audience))
            return new OAuthFault("invalid_target", "The resource is none of ours.");
        return GiveTokens.Read(text, GiveTokens.RefreshPrefix) is { } held
            ? await organizations.InTurn(held.Organization, services => Rotate(services, client, held, form.Scopes, audience, ct))
            : Wrong;
    }

    private async Task<Result<TokenAnswer>> Rotate(
        IServiceProvider services,
        OAuthClient client,
        OwnedSecret held,
        IReadOnlyList<string>? scopes,
        Audience? audience,
        CancellationToken ct
    )
    {
        var db = services.GetRequiredService<AppDb>();
        var token = await db.GrantTokens.SingleOrDefaultAsync(t => t.Id == new GrantTokenId(held.Row) && t.IsRefresh, ct);
        if (token is null || !LinkSecret.Fits(held.Secret, token.SecretHash) || today.Now >= token.ExpiresAt)
            return Wrong;
        var grant = await db.Grants.SingleAsync(g => g.Id == token.GrantId, ct);
        if (grant.ClientId != client.Id)
            return Wrong;
        if (token.SpentAt is { } spent && !await IsLostAnswer(db, token, spent, ct))
            return (await services.ShutOut(grant, ct)).Problem as ChangedMeanwhile ?? (Problem)Wrong;
        if (scopes?.Except(grant.Scopes).Any() == true)
            return new OAuthFault("invalid_scope", "The member did not allow that much.");
        if (audience is { } wanted && grant.Audience is { } granted && wanted != granted)
            return new OAuthFault("invalid_target", "The member allowed another resource.");
        var (answer, next) = db.Give(grant, mayRefresh: true, scopes ?? grant.Scopes, audience ?? grant.Audience, today);
        token.Spend(today.Now, next);
        grant.Prolong(GiveTokens.Until(mayRefresh: true, today));
        if ((await db.Save(ct)).Problem is { } problem)
            return problem;
        await Tidy(db, grant, ct);
        await db.NoteUse(client, today, ct);
        return answer;
    }

    /// <summary>What was given for it stops counting, so that never two are good.</summary>
    private async Task<bool> IsLostAnswer(AppDb db, GrantToken token, DateTimeOffset spent, CancellationToken ct)
    {
        if (today.Now > spent + Grace || token.SuccessorId is not { } next)
            return false;
        if (await db.GrantTokens.SingleOrDefaultAsync(t => t.Id == next, ct) is not { SpentAt: null } successor)
            return false;
        successor.Spend(today.Now, null);
        return true;
    }

    private Task<int> Tidy(AppDb db, Grant grant, CancellationToken ct)
    {
        var now = today.Now;
        return db.GrantTokens.Where(t => t.GrantId == grant.Id && t.ExpiresAt <= now).ExecuteDeleteAsync(ct);
    }
}
