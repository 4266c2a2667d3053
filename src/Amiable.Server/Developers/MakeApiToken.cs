using Amiable.Platform.Api;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Developers;

/// <summary>Makes a token for the member who asks. The token itself is returned once and stored nowhere.</summary>
public sealed class MakeApiToken(AppDb db, CurrentMember current, CurrentOrganization organization, Today today)
{
    public const string Prefix = "amiable_";

    public async Task<Result<string>> Run(string name, IReadOnlyList<string> scopes, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(name))
            return new Invalid("name", "token.no-name", "Give the token a name, such as the program that will use it.");
        if (name.Trim().Length > 100)
            return new Invalid("name", "token.long-name", "A name has at most 100 characters.");
        var known = scopes.Where(Scopes.All.Contains).Distinct().ToList();
        if (known.Count == 0)
            return new Invalid("scopes", "token.no-scope", "Choose what the program may do.");
        var id = today.NewId<ApiTokenId>();
        var secret = OwnedSecret.New(organization.Id, id.Value);
        db.ApiTokens.Add(new(id, current.Id, name.Trim(), known, LinkSecret.Hash(secret.Secret), today.Now));
        return (await db.Save(ct)).Problem is { } problem ? problem : Prefix + secret;
    }
}

/// <summary>Every token of the organization, the newest first, and whose it is.</summary>
public sealed class ListApiTokens(AppDb db)
{
    public sealed record Line(
        ApiTokenId Id,
        string Name,
        string Member,
        IReadOnlyList<string> Scopes,
        DateTimeOffset CreatedAt,
        DateTimeOffset? UsedAt
    );

    public async Task<IReadOnlyList<Line>> Run(CancellationToken ct) =>
        await db
            .ApiTokens.AsNoTracking()
            .OrderByDescending(t => t.Id)
            .Join(
                db.Members,
                t => t.MemberId,
                m => m.Id,
                (t, m) => new Line(t.Id, t.Name, m.FirstName + " " + m.LastName, t.Scopes, t.CreatedAt, t.UsedAt)
            )
            .ToListAsync(ct);
}

/// <summary>Takes a token back: the program that holds it is refused from now on.</summary>
public sealed class RevokeApiToken(AppDb db)
{
    public async Task<Result<Done>> Run(ApiTokenId id, CancellationToken ct)
    {
        if (await db.ApiTokens.SingleOrDefaultAsync(t => t.Id == id, ct) is not { } token)
            return new NotFound("token");
        db.ApiTokens.Remove(token);
        return await db.Save(ct);
    }
}
