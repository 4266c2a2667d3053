using Amiable.Organizations;
using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Developers;

/// <summary>Lets a program work for a member, as long as the member is one.</summary>
public sealed class ApiToken : Owned
{
    public ApiTokenId Id { get; private init; }

    public MemberId MemberId { get; private init; }

    /// <summary>What the member calls it.</summary>
    public string Name { get; private init; } = "";

    /// <summary>What it may do.</summary>
    public IReadOnlyList<string> Scopes { get; private init; } = [];

    /// <summary>SHA-256 of the secret in the token, which was shown once.</summary>
    public byte[] SecretHash { get; private init; } = [];

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it was last used, to within some minutes; null until then.</summary>
    public DateTimeOffset? UsedAt { get; private init; }

    private ApiToken() { }

    public ApiToken(ApiTokenId id, MemberId member, string name, IReadOnlyList<string> scopes, byte[] secretHash, DateTimeOffset now) =>
        (Id, MemberId, Name, Scopes, SecretHash, CreatedAt) = (id, member, name, scopes, secretHash, now);
}

internal sealed class ApiTokenTable : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> token)
    {
        token.ToTable("api_tokens");
        token.Property(t => t.Name).HasMaxLength(100);
        token.Property(t => t.Scopes).AsJson();
        token.Property(t => t.SecretHash).IsSecret();
        token.Property(t => t.UsedAt).IsNotAudited(); // What the program does with it is.
        token.HasIndex(t => new { t.OrganizationId, t.MemberId });
        // Whoever is removed takes their tokens along.
        token.HasOne<Member>().WithMany().HasForeignKey(t => t.MemberId).OnDelete(DeleteBehavior.Cascade);
    }
}
