using System.Text.Json.Serialization;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.OAuth;

/// <summary>What a program gets (OAuth 2.1 section 3.2.3).</summary>
public sealed record TokenAnswer
{
    [JsonPropertyName("access_token")]
    public required string AccessToken { get; init; }

    [JsonPropertyName("token_type")]
    public string TokenType => "Bearer";

    [JsonPropertyName("expires_in")]
    public required int ExpiresIn { get; init; }

    [JsonPropertyName("refresh_token")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RefreshToken { get; init; }

    [JsonPropertyName("scope")]
    public required string Scope { get; init; }
}

/// <summary>Tokens as they are written and given: opaque, and kept as hashes only.</summary>
internal static class GiveTokens
{
    public const string AccessPrefix = "amiable-access_";
    public const string RefreshPrefix = "amiable-refresh_";

    public static readonly TimeSpan AccessLasts = TimeSpan.FromHours(1);

    /// <summary>Adds an access token, and a refresh token where the program may go on by itself; both are saved with whatever else is.</summary>
    public static (TokenAnswer Answer, GrantTokenId? Refresh) Give(
        this AppDb db,
        Grant grant,
        bool mayRefresh,
        IReadOnlyList<string> scopes,
        Audience? audience,
        Today today
    )
    {
        var (access, refresh) = (New(grant, today), New(grant, today));
        db.GrantTokens.Add(new(new(access.Row), grant.Id, scopes, audience, LinkSecret.Hash(access.Secret), today.Now + AccessLasts));
        if (mayRefresh)
            db.GrantTokens.Add(new(new(refresh.Row), grant.Id, LinkSecret.Hash(refresh.Secret), today.Now + Grant.Idle));
        var answer = new TokenAnswer
        {
            AccessToken = AccessPrefix + access,
            ExpiresIn = (int)AccessLasts.TotalSeconds,
            RefreshToken = mayRefresh ? RefreshPrefix + refresh : null,
            Scope = string.Join(' ', scopes),
        };
        return (answer, mayRefresh ? new GrantTokenId(refresh.Row) : null);
    }

    public static DateTimeOffset Until(bool mayRefresh, Today today) => today.Now + (mayRefresh ? Grant.Idle : AccessLasts);

    /// <summary>Null when it is none of ours.</summary>
    public static OwnedSecret? Read(string? text, string prefix) =>
        text?.StartsWith(prefix, StringComparison.Ordinal) == true ? OwnedSecret.Parse(text[prefix.Length..]) : null;

    /// <summary>That a program is still about, so that it is not forgotten.</summary>
    public static Task NoteUse(this AppDb db, OAuthClient client, Today today, CancellationToken ct)
    {
        var now = today.Now;
        return db.OAuthClients.Where(c => c.Id == client.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.UsedAt, now), ct);
    }

    /// <summary>
    /// Something that is good for once came again. Whoever it was, the other one has it too: nothing that the program was given counts any more (OAuth 2.1 sections 4.1.3
    /// and 4.3.1).
    /// </summary>
    public static Task<Result<Done>> ShutOut(this IServiceProvider services, Grant grant, CancellationToken ct)
    {
        services.GetRequiredService<CurrentActor>().Is(ActorKind.ApiClient, grant.Id.Value, grant.Name);
        services.GetRequiredService<Audit.AuditLog>().Note(new("replayed", "grant", grant.Id.Value, grant.Name));
        var db = services.GetRequiredService<AppDb>();
        db.Grants.Remove(grant);
        return db.Save(ct);
    }

    /// <summary>Done again, each time on what is there now, when another request was quicker.</summary>
    public static async Task<Result<TokenAnswer>> InTurn(
        this AllOrganizations organizations,
        OrganizationId organization,
        Func<IServiceProvider, Task<Result<TokenAnswer>>> give
    )
    {
        for (var tries = 0; ; tries++)
        {
            var given = await organizations.For(organization, give);
            if (given.Problem is not ChangedMeanwhile || tries == 4)
                return given;
        }
    }

    private static OwnedSecret New(Grant grant, Today today) => OwnedSecret.New(grant.OrganizationId, today.NewId<GrantTokenId>().Value);
}
