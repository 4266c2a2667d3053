using Amiable.Organizations;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Developers;

/// <summary>Whose token this is, and what it may do; null when it is none.</summary>
public sealed class CheckApiToken(AllOrganizations organizations, Today today)
{
    // A write at every call would cost more than it tells.
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    public sealed record Holder(ApiToken Token, Member Member, Organization Organization);

    public async Task<Holder?> Run(string text, CancellationToken ct)
    {
        if (
            !text.StartsWith(MakeApiToken.Prefix, StringComparison.Ordinal)
            || OwnedSecret.Parse(text[MakeApiToken.Prefix.Length..]) is not { } held
        )
            return null;
        return await organizations.For(
            held.Organization,
            async services =>
            {
                var db = services.GetRequiredService<AppDb>();
                var token = await db.ApiTokens.SingleOrDefaultAsync(t => t.Id == new ApiTokenId(held.Row), ct);
                if (token is null || !LinkSecret.Fits(held.Secret, token.SecretHash))
                    return null;
                if (token.UsedAt is null || token.UsedAt + SeenEvery < today.Now)
                    await db
                        .ApiTokens.Where(t => t.Id == token.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(t => t.UsedAt, today.Now), ct);
                return new Holder(
                    token,
                    await db.Members.AsNoTracking().SingleAsync(m => m.Id == token.MemberId, ct),
                    await db.Organizations.AsNoTracking().SingleAsync(ct)
                );
            }
        );
    }
}
