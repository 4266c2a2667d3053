using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Platform.OAuth;

/// <summary>
/// A program that introduced itself (RFC 7591), so that members can let it work for them. Nobody has checked what it says of itself. It belongs to no organization: the same program may
/// work for members of several.
/// </summary>
public sealed class OAuthClient
{
    public Guid Id { get; init; }

    /// <summary>What it calls itself.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where it may have members sent back to.</summary>
    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    /// <summary>"none" for a program that can keep no secret, such as one on the member's own computer; else how it proves who it is.</summary>
    public string AuthMethod { get; init; } = "";

    /// <summary>SHA-256 of its secret; null where it has none.</summary>
    public byte[]? SecretHash { get; init; }

    /// <summary>Whether it may go on working without asking the member again.</summary>
    public bool MayRefresh { get; init; }

    /// <summary>What it asks for when it names nothing; empty for the usual.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last got a token; null until then.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    public bool HasSecret => SecretHash is not null;

    /// <summary>Its identity as it writes it.</summary>
    public string ClientId => Id.ToString();
}

internal sealed class OAuthClientTable : IEntityTypeConfiguration<OAuthClient>
{
    public void Configure(EntityTypeBuilder<OAuthClient> client)
    {
        client.ToTable("oauth_clients");
        client.IsNotAudited("Belongs to no organization; that a member lets it in is told there.");
        client.Property(c => c.Name).HasMaxLength(RegisterClient.LongestName);
        client.Property(c => c.RedirectUris).AsJson();
        client.Property(c => c.AuthMethod).HasMaxLength(40);
        client.Property(c => c.SecretHash).IsSecret();
        client.Property(c => c.Scopes).AsJson();
    }
}
