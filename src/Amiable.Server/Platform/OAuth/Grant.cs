using Amiable.Organizations;
using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Platform.OAuth;

/// <summary>
/// What a member lets a program do in one organization, until one of them ends it. Everything the program is given hangs on this row: without it none of its tokens
/// is worth anything.
/// </summary>
public sealed class Grant : Owned
{
    /// <summary>How long the program may leave it unused before the member is asked again.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(60);

    /// <summary>How long a code is good for: as long as somebody takes to say "open" to a program.</summary>
    public static readonly TimeSpan CodeLasts = TimeSpan.FromMinutes(5);

    public GrantId Id { get; private init; }

    public MemberId MemberId { get; private init; }

    public Guid ClientId { get; private init; }

    /// <summary>What the program called itself when the member let it in.</summary>
    public string Name { get; private init; } = "";

    public IReadOnlyList<string> Scopes { get; private init; } = [];

    /// <summary>What its tokens are for; null for all that we answer to.</summary>
    public Audience? Audience { get; private init; }

    /// <summary>Where the code was sent.</summary>
    public string RedirectUri { get; private init; } = "";

    /// <summary>SHA-256 of the secret in the code. It stays: a code that comes a second time is told from one that never was.</summary>
    public byte[] CodeHash { get; private init; } = [];

    /// <summary>What the program must show the origin of (RFC 7636).</summary>
    public string CodeChallenge { get; private init; } = "";

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When the program came for its first token; null until then.</summary>
    public DateTimeOffset? ConnectedAt { get; private set; }

    /// <summary>When nothing is left that it could come with.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When it last asked for something, to within some minutes; null until then.</summary>
    public DateTimeOffset? UsedAt { get; private init; }

    private Grant() { }

    public Grant(GrantId id, MemberId member, AuthorizationRequest request, byte[] codeHash, DateTimeOffset now)
    {
        (Id, MemberId, CodeHash, CreatedAt, ExpiresAt) = (id, member, codeHash, now, now + CodeLasts);
        (ClientId, Name) = (request.Client.Id, request.Client.Name);
        (Scopes, Audience) = (request.Scopes, request.Audience);
        (RedirectUri, CodeChallenge) = (request.RedirectUri, request.CodeChallenge);
    }

    /// <summary>The program has shown its code.</summary>
    public void Connect(DateTimeOffset now, DateTimeOffset until) => (ConnectedAt, ExpiresAt) = (now, until);

    /// <summary>The program came for a new token.</summary>
    public void Prolong(DateTimeOffset until) => ExpiresAt = until;
}

/// <summary>An access or a refresh token of a program. Only the hash of its secret is kept.</summary>
public sealed class GrantToken : Owned
{
    public GrantTokenId Id { get; private init; }

    public GrantId GrantId { get; private init; }

    /// <summary>Gets new tokens; else it opens what the scopes say.</summary>
    public bool IsRefresh { get; private init; }

    /// <summary>Of an access token: the program may have asked for less than it was granted.</summary>
    public IReadOnlyList<string> Scopes { get; private init; } = [];

    public Audience? Audience { get; private init; }

    public byte[] SecretHash { get; private init; } = [];

    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>When a refresh token was first used: it is good for once.</summary>
    public DateTimeOffset? SpentAt { get; private set; }

    /// <summary>The refresh token that was given for it.</summary>
    public GrantTokenId? SuccessorId { get; private set; }

    private GrantToken() { }

    public GrantToken(GrantTokenId id, GrantId grant, byte[] secretHash, DateTimeOffset expiresAt) =>
        (Id, GrantId, SecretHash, ExpiresAt, IsRefresh) = (id, grant, secretHash, expiresAt, true);

    public GrantToken(
        GrantTokenId id,
        GrantId grant,
        IReadOnlyList<string> scopes,
        Audience? audience,
        byte[] secretHash,
        DateTimeOffset expiresAt
    ) => (Id, GrantId, Scopes, Audience, SecretHash, ExpiresAt) = (id, grant, scopes, audience, secretHash, expiresAt);

    /// <summary>Was used, or shall not be; this came in its place.</summary>
    public void Spend(DateTimeOffset now, GrantTokenId? successor) => (SpentAt, SuccessorId) = (SpentAt ?? now, successor);
}

internal sealed class GrantTables : IEntityTypeConfiguration<Grant>, IEntityTypeConfiguration<GrantToken>
{
    public void Configure(EntityTypeBuilder<Grant> grant)
    {
        grant.ToTable("grants");
        grant.Property(g => g.Name).HasMaxLength(RegisterClient.LongestName);
        grant.Property(g => g.Scopes).AsJson();
        grant.Property(g => g.RedirectUri).HasMaxLength(RedirectAddress.Longest);
        grant.Property(g => g.CodeHash).IsSecret();
        grant.Property(g => g.CodeChallenge).HasMaxLength(43).IsSecret();
        grant.Property(g => g.ConnectedAt).IsNotAudited(); // What the program does with it is.
        grant.Property(g => g.ExpiresAt).IsNotAudited();
        grant.Property(g => g.UsedAt).IsNotAudited();
        grant.HasIndex(g => new { g.OrganizationId, g.ExpiresAt });
        // Whoever is removed takes their programs along; so does a program that is forgotten.
        grant.HasOne<Member>().WithMany().HasForeignKey(g => g.MemberId).OnDelete(DeleteBehavior.Cascade);
        grant.HasOne<OAuthClient>().WithMany().HasForeignKey(g => g.ClientId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<GrantToken> token)
    {
        token.ToTable("grant_tokens");
        token.IsNotAudited("Comes and goes by the hour; that the program was let in, and that it was shut out, is told of its grant.");
        token.Property(t => t.Scopes).AsJson();
        token.Property(t => t.SecretHash).IsSecret();
        token.HasOne<Grant>().WithMany().HasForeignKey(t => t.GrantId).OnDelete(DeleteBehavior.Cascade);
    }
}
