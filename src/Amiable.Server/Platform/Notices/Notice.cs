using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Platform.Notices;

/// <summary>
/// A mail to somebody who signs in or is about to: an invitation, a link for a new password. It waits here until it left. The mail holds a secret link,
/// so it is encrypted, and gone once sent; what stays for a day is how often this address was written to.
/// </summary>
public sealed class Notice
{
    public Guid Id { get; init; }

    /// <summary>SHA-256 of the address.</summary>
    public byte[] AddressHash { get; init; } = [];

    /// <summary>Encrypted; null once sent or given up.</summary>
    public byte[]? Mail { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>How often sending it failed.</summary>
    public int Tries { get; set; }

    /// <summary>Whether it must not come twice: then what nobody knows to have left, is not sent again.</summary>
    public bool Once { get; init; }

    /// <summary>Since when somebody hands over what must not come twice.</summary>
    public DateTimeOffset? ClaimedAt { get; set; }
}

internal sealed class NoticeTable : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> notice)
    {
        notice.ToTable("notices");
        notice.IsNotAudited("Belongs to no organization, and is gone once sent.");
        notice.HasIndex(n => new { n.AddressHash, n.CreatedAt });
    }
}
