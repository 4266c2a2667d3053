using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Platform.Health;

/// <summary>When a job last ran, in whichever process: what the operator looks at.</summary>
public sealed class JobBeat
{
    public string Job { get; init; } = "";

    /// <summary>How long it rests between two runs.</summary>
    public int EverySeconds { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset EndedAt { get; set; }

    /// <summary>How many organizations it failed for in that run.</summary>
    public int Failures { get; set; }

    /// <summary>What kind of failure the last one was, without its words: they may repeat an address.</summary>
    public string? Failure { get; set; }

    /// <summary>Of that failure; it stays when later runs went well.</summary>
    public DateTimeOffset? FailedAt { get; set; }

    /// <summary>Machine and number of the process.</summary>
    public string Process { get; set; } = "";

    /// <summary>When the next run is overdue by so much that somebody should look.</summary>
    public DateTimeOffset LateFrom => EndedAt + TimeSpan.FromSeconds(3 * EverySeconds) + TimeSpan.FromMinutes(2);
}

internal sealed class JobBeatTable : IEntityTypeConfiguration<JobBeat>
{
    public void Configure(EntityTypeBuilder<JobBeat> beat)
    {
        beat.ToTable("job_beats");
        beat.IsNotAudited("Belongs to no organization; the jobs write it about themselves.");
        beat.HasKey(b => b.Job);
        beat.Property(b => b.Job).HasMaxLength(32);
        beat.Property(b => b.Failure).HasMaxLength(200);
        beat.Property(b => b.Process).HasMaxLength(200);
        beat.Ignore(b => b.LateFrom);
    }
}
