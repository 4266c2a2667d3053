using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Platform.Api;

/// <summary>What a program was answered, by the key it sent along (Idempotency-Key): asked again, it is answered the same, and nothing is done twice.</summary>
public sealed class KeptAnswer : Owned
{
    public KeptAnswerId Id { get; private init; }

    public Guid TokenId { get; private init; }

    public string Key { get; private init; } = "";

    /// <summary>SHA-256 of what was asked for.</summary>
    public byte[] Fingerprint { get; private init; } = [];

    /// <summary>Null while it is being done.</summary>
    public int? Status { get; private set; }

    public string? MediaType { get; private set; }

    public string? Location { get; private set; }

    public byte[] Body { get; private set; } = [];

    public DateTimeOffset AskedAt { get; private init; }

    private KeptAnswer() { }

    public KeptAnswer(KeptAnswerId id, Guid token, string key, byte[] fingerprint, DateTimeOffset now) =>
        (Id, TokenId, Key, Fingerprint, AskedAt) = (id, token, key, fingerprint, now);

    public void Was(int status, string? mediaType, string? location, byte[] body) =>
        (Status, MediaType, Location, Body) = (status, mediaType, location, body);
}

internal sealed class KeptAnswerTable : IEntityTypeConfiguration<KeptAnswer>
{
    public void Configure(EntityTypeBuilder<KeptAnswer> answer)
    {
        answer.ToTable("kept_answers");
        answer.IsNotAudited("Kept for a day so that nothing is done twice; what was done is audited.");
        answer.Property(a => a.Key).HasMaxLength(KeepAnswer.LongestKey);
        // For the same program alone: neither is in an export.
        answer.Property(a => a.Fingerprint).HasMaxLength(32).IsSecret();
        answer.Property(a => a.Body).IsSecret();
        answer.Property(a => a.MediaType).HasMaxLength(100);
        answer.Property(a => a.Location).HasMaxLength(300);
        answer
            .HasIndex(a => new
            {
                a.OrganizationId,
                a.TokenId,
                a.Key,
            })
            .IsUnique();
        answer.HasIndex(a => new { a.OrganizationId, a.AskedAt });
    }
}
