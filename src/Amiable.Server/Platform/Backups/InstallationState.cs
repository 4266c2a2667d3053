using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Platform.Backups;

/// <summary>What is so of the whole installation: one row, which comes to be when there is something to say.</summary>
public sealed class InstallationState
{
    public const int Only = 1;

    public int Id { get; init; } = Only;

    /// <summary>Since when nothing leaves, because the installation came out of a backup and nobody has said "go on" yet.</summary>
    public DateTimeOffset? HeldSince { get; set; }

    /// <summary>When the backup was taken that this installation came out of.</summary>
    public DateTimeOffset? RestoredFrom { get; set; }

    /// <summary>When the last backup was taken; null for never.</summary>
    public DateTimeOffset? BackedUpAt { get; set; }

    /// <summary>The file name of that backup.</summary>
    public string? BackupName { get; set; }

    public long BackupBytes { get; set; }
}

internal sealed class InstallationStateTable : IEntityTypeConfiguration<InstallationState>
{
    public void Configure(EntityTypeBuilder<InstallationState> state)
    {
        state.ToTable("installation");
        state.IsNotAudited("Belongs to no organization; written by who runs the installation.");
        state.HasKey(s => s.Id);
        state.Property(s => s.Id).ValueGeneratedNever();
        state.Property(s => s.BackupName).HasMaxLength(200);
    }
}
