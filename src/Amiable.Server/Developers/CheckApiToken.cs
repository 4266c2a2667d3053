using Amiable.Organizations;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Developers;

/// <summary>Whose token this is, and what it may do; null when it is none.</summary>
public sealed class CheckApiToken(AllOrganizations organizations, KnownTokens known)
{
    public sealed record Holder(ApiToken Token, Member Member, Organization Organization);

    public Task<Holder?> Run(string text, CancellationToken ct) =>
        text.StartsWith(MakeApiToken.Prefix, StringComparison.Ordinal) && OwnedSecret.Parse(text[MakeApiToken.Prefix.Length..]) is { } held
            ? known.Find(text, () => Look(held, ct))
            : Task.FromResult<Holder?>(null);

    private Task<Holder?> Look(OwnedSecret held, CancellationToken ct) =>
        organizations.For(
            held.Organization,
            async services =>
            {
                var db = services.GetRequiredService<AppDb>();
                var token = await db.ApiTokens.AsNoTracking().SingleOrDefaultAsync(t => t.Id == new ApiTokenId(held.Row), ct);
                if (token is null || !LinkSecret.Fits(held.Secret, token.SecretHash))
                    return null;
                return new Holder(
                    token,
                    await db.Members.AsNoTracking().SingleAsync(m => m.Id == token.MemberId, ct),
                    await db.Organizations.AsNoTracking().SingleAsync(ct)
                );
            }
        );
}

/// <summary>Notes that a token was used: to within some minutes, for a write at every call would cost more than it tells.</summary>
public sealed class NoteTokenUse(AllOrganizations organizations, Today today)
{
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    /// <summary>Whether it is time to say so.</summary>
    public bool IsDue(ApiToken token) => token.UsedAt is null || token.UsedAt + SeenEvery < today.Now;

    public Task<int> Run(ApiToken token, CancellationToken ct)
    {
        var (id, now) = (token.Id, today.Now);
        // What is remembered of the token says so, too: the next call needs not.
        token.WasUsed(now);
        return organizations.For(
            token.OrganizationId,
            services =>
                services
                    .GetRequiredService<AppDb>()
                    .ApiTokens.Where(t => t.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(t => t.UsedAt, now), ct)
        );
    }
}
