using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.OAuth;

/// <summary>
/// Every program that may work in this organization, the newest first, and for whom. Let in more than once, on two computers or because it lost its tokens, it is one
/// line all the same: a member thinks of a program, not of its sign-ins.
/// </summary>
public sealed class ListGrants(AppDb db, Today today)
{
    public sealed record Line(
        GrantId Id,
        string Name,
        string RedirectUri,
        string Member,
        IReadOnlyList<string> Scopes,
        DateTimeOffset ConnectedAt,
        DateTimeOffset? UsedAt
    );

    public async Task<IReadOnlyList<Line>> Run(CancellationToken ct)
    {
        var now = today.Now;
        var grants = await db
            .Grants.AsNoTracking()
            .Where(g => g.ConnectedAt != null && g.ExpiresAt > now)
            .OrderByDescending(g => g.Id)
            .Join(db.Members, g => g.MemberId, m => m.Id, (g, m) => new { Grant = g, Member = m.FirstName + " " + m.LastName })
            .ToListAsync(ct);
        return
        [
            .. grants
                .GroupBy(g => (g.Grant.ClientId, g.Grant.MemberId))
                .Select(same => Of([.. same.Select(g => g.Grant)], same.First().Member)),
        ];
    }

    private static Line Of(IReadOnlyList<Grant> same, string member) =>
        new(
            same[0].Id,
            same[0].Name,
            same[0].RedirectUri,
            member,
            [.. same.SelectMany(g => g.Scopes).Distinct()],
            same.Min(g => g.ConnectedAt!.Value),
            same.Max(g => g.UsedAt)
        );
}

/// <summary>Shuts a program of a member out, however often it was let in: it is refused from now on.</summary>
public sealed class RevokeGrant(AppDb db)
{
    public async Task<Result<Done>> Run(GrantId id, CancellationToken ct)
    {
        if (await db.Grants.SingleOrDefaultAsync(g => g.Id == id, ct) is not { } grant)
            return new NotFound("program");
        db.Grants.RemoveRange(await db.Grants.Where(g => g.ClientId == grant.ClientId && g.MemberId == grant.MemberId).ToListAsync(ct));
        return await db.Save(ct);
    }
}

/// <summary>Forgets what no program can come back to: codes nobody came with, and what was left unused for so long.</summary>
public sealed class ForgetGrants(AppDb db, Today today)
{
    private const int AtOnce = 500;

    public async Task<Result<Done>> Run(CancellationToken ct)
    {
        var now = today.Now;
        db.Grants.RemoveRange(await db.Grants.Where(g => g.ExpiresAt <= now).OrderBy(g => g.ExpiresAt).Take(AtOnce).ToListAsync(ct));
        return await db.Save(ct);
    }
}

/// <summary>
/// Forgets programs that introduced themselves and were let in by nobody, and those that came for no token for so long that nothing they hold can be good: anybody may introduce
/// a program, so what comes of it must go by itself.
/// </summary>
public sealed class ForgetClients(AppDb db, Today today)
{
    public static readonly TimeSpan Unused = TimeSpan.FromDays(30);

    public Task<int> Run(CancellationToken ct)
    {
        var (introduced, used) = (today.Now - Unused, today.Now - Grant.Idle - Unused);
        return db.OAuthClients.Where(c => c.UsedAt == null ? c.CreatedAt < introduced : c.UsedAt < used).ExecuteDeleteAsync(ct);
    }
}
