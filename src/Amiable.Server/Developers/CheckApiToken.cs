using Amiable.Organizations;
using Amiable.Platform.Api;
using Amiable.Platform.OAuth;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Developers;

/// <summary>Whose token this is, and what it may do; null when it is none.</summary>
public sealed class CheckApiToken(AllOrganizations organizations, KnownTokens known)
{
    public sealed record Holder(HeldToken Token, Member Member, Organization Organization);

    /// <summary>A token a member made, or one that a program was given by OAuth.</summary>
    public Task<Holder?> Run(string text, CancellationToken ct)
    {
        var isOfGrant = text.StartsWith(CheckAccessToken.Prefix, StringComparison.Ordinal);
        var prefix = isOfGrant ? CheckAccessToken.Prefix : MakeApiToken.Prefix;
        return text.StartsWith(prefix, StringComparison.Ordinal) && OwnedSecret.Parse(text[prefix.Length..]) is { } held
            ? known.Find(text, () => Look(held, isOfGrant, ct))
            : Task.FromResult<Holder?>(null);
    }

    private Task<Holder?> Look(OwnedSecret held, bool isOfGrant, CancellationToken ct) =>
        organizations.For(
            held.Organization,
            async services =>
            {
                var db = services.GetRequiredService<AppDb>();
                var token = isOfGrant ? await services.GetRequiredService<CheckAccessToken>().Run(held, ct) : await Made(db, held, ct);
                return token is null
                    ? null
                    : new Holder(
                        token,
                        await db.Members.AsNoTracking().SingleAsync(m => m.Id == token.MemberId, ct),
                        await db.Organizations.AsNoTracking().SingleAsync(ct)
                    );
            }
        );

    private static async Task<HeldToken?> Made(AppDb db, OwnedSecret held, CancellationToken ct) =>
        await db.ApiTokens.AsNoTracking().SingleOrDefaultAsync(t => t.Id == new ApiTokenId(held.Row), ct) is { } token
        && LinkSecret.Fits(held.Secret, token.SecretHash)
            ? new(token.Id.Value, token.OrganizationId, token.MemberId, token.Name, token.Scopes) { UsedAt = token.UsedAt }
            : null;
}

/// <summary>Notes that a token was used: to within some minutes, for a write at every call would cost more than it tells.</summary>
public sealed class NoteTokenUse(AllOrganizations organizations, Today today)
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    /// <summary>Whether it is time to say so.</summary>
    public bool IsDue(HeldToken token) => token.UsedAt is null || token.UsedAt + SeenEvery < today.Now;

    public Task<int> Run(HeldToken token, CancellationToken ct)
    {
        var (id, now) = (new ApiTokenId(token.Id), today.Now);
        // What is remembered of the token says so, too: the next call needs not.
        token.UsedAt = now;
        return organizations.For(
            token.OrganizationId,
            services =>
                token.IsOfGrant
                    ? services.GetRequiredService<NoteGrantUse>().Run(new(token.Id), ct)
                    : services
                        .GetRequiredService<AppDb>()
                        .ApiTokens.Where(t => t.Id == id)
                        .ExecuteUpdateAsync(set => set.SetProperty(t => t.UsedAt, now), ct)
        );
    }
}
