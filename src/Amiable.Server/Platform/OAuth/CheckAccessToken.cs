using Amiable.Platform.Api;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.OAuth;

/// <summary>What an access token of a program opens; null when it opens nothing (any more).</summary>
public sealed class CheckAccessToken(AppDb db, Today today)
{
    public const string Prefix = GiveTokens.AccessPrefix;

    public async Task<HeldToken?> Run(OwnedSecret held, CancellationToken ct)
    {
        var id = new GrantTokenId(held.Row);
        var found = await db
            .GrantTokens.AsNoTracking()
            .Where(t => t.Id == id && !t.IsRefresh)
            .Join(db.Grants, t => t.GrantId, g => g.Id, (token, grant) => new { token, grant })
            .SingleOrDefaultAsync(ct);
        if (found is null || !LinkSecret.Fits(held.Secret, found.token.SecretHash) || today.Now >= found.token.ExpiresAt)
            return null;
        return new(found.grant.Id.Value, found.grant.OrganizationId, found.grant.MemberId, found.grant.Name, found.token.Scopes)
        {
            IsOfGrant = true,
            Audience = found.token.Audience,
            ExpiresAt = found.token.ExpiresAt,
            UsedAt = found.grant.UsedAt,
        };
    }
}

/// <summary>Notes that a program was at work.</summary>
public sealed class NoteGrantUse(AppDb db, Today today)
{
    public Task<int> Run(GrantId id, CancellationToken ct)
    {
        var now = today.Now;
        return db.Grants.Where(g => g.Id == id).ExecuteUpdateAsync(set => set.SetProperty(g => g.UsedAt, now), ct);
    }
}

/// <summary>Who a program works for, as far as it was allowed to know.</summary>
public sealed class DescribeMember(AppDb db, CurrentMember current)
{
    public async Task<IReadOnlyDictionary<string, string>> Run(IReadOnlyList<string> scopes, CancellationToken ct)
    {
        var member = await db.Members.AsNoTracking().SingleAsync(m => m.Id == current.Id, ct);
        var told = new Dictionary<string, string> { ["sub"] = member.PersonId.Value.ToString() };
        if (scopes.Contains(Scopes.Profile))
        {
            (told["name"], told["given_name"], told["family_name"]) = (member.FullName, member.FirstName, member.LastName);
            if (member.Language is { } language)
                told["locale"] = language;
        }
        if (scopes.Contains(Scopes.Email))
            told["email"] = member.Email;
        return told;
    }
}
