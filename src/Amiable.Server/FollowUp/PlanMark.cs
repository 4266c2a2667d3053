using Amiable.Platform.Audit;
using Amiable.Platform.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.FollowUp;

/// <summary>
/// That somebody is to be planned at the next beat: what their plan follows from changed, or a day began for them. Written in the transaction of the change, and
/// taken away by its id once they were planned: so one that comes while they are being planned is still there afterwards.
/// </summary>
public sealed class PlanMark : Owned
{
    public PlanMarkId Id { get; private init; }

    /// <summary>Whose facts changed; null when everybody is to be planned.</summary>
    public AccountId? AccountId { get; private init; }

    /// <summary>Of everybody, only who lives by the clock of that IANA zone; null for all.</summary>
    public string? Zone { get; private init; }

    /// <summary>Of everybody, who was planned already, in the order of their ids; null for nobody. Whoever goes on after an interruption goes on there.</summary>
    public AccountId? UpTo { get; private set; }

    private PlanMark() { }

    private PlanMark(PlanMarkId id) => Id = id;

    public static PlanMark Of(PlanMarkId id, AccountId account) => new(id) { AccountId = account };

    public static PlanMark OfEverybody(PlanMarkId id, string? zone = null) => new(id) { Zone = zone };
}

/// <summary>
/// A zone by whose clock accounts of the organization live, and the day it was there for the planner when all of them were last marked. Noted when the first account
/// of it is planned.
/// </summary>
public sealed class PlannedZone : Owned
{
    /// <summary>IANA.</summary>
    public string Zone { get; private init; } = "";

    /// <summary><see cref="PlanningDays.In"/>.</summary>
    public string Day { get; private set; } = "";

    private PlannedZone() { }

    public PlannedZone(string zone, string day) => (Zone, Day) = (zone, day);

    /// <returns>Whether it is another day than before.</returns>
    public bool Becomes(string day)
    {
        var isNew = Day != day;
        Day = day;
        return isNew;
    }
}

internal sealed class PlanMarkTable : IEntityTypeConfiguration<PlanMark>, IEntityTypeConfiguration<PlannedZone>
{
    public const int LongestZone = 64;

    public void Configure(EntityTypeBuilder<PlanMark> mark)
    {
        mark.ToTable("plan_marks");
        mark.IsNotAudited("It follows from changes that are audited, and is gone at the next beat.");
        mark.IsNotTold();
        mark.HasKey(m => new { m.OrganizationId, m.Id });
        mark.Property(m => m.Id).ValueGeneratedNever();
        mark.Property(m => m.Zone).HasMaxLength(LongestZone);
        mark.HasIndex(m => new { m.OrganizationId, m.AccountId });
    }

    public void Configure(EntityTypeBuilder<PlannedZone> zone)
    {
        zone.ToTable("planned_zones");
        zone.IsNotAudited("Which day it is somewhere: nobody did that.");
        zone.IsNotTold();
        zone.HasKey(z => new { z.OrganizationId, z.Zone });
        zone.Property(z => z.Zone).HasMaxLength(LongestZone);
    }
}
