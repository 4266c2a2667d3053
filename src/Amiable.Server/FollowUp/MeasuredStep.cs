using Amiable.Accounts;
using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.FollowUp;

/// <summary>
/// A step of a plan whose effect is measured: drawn to be held back, or not, before its day. Both are written down in the same way, and counted whatever happens
/// after: that is what makes them comparable.
/// </summary>
public sealed class MeasuredStep : Owned
{
    public MeasuredStepId Id { get; private init; }
    public AccountId AccountId { get; private init; }

    /// <summary>Which step: <see cref="HoldOutStep.Key"/>.</summary>
    public string Step { get; private init; } = "";

    /// <summary>The day it was planned for.</summary>
    public DateOnly On { get; private set; }

    /// <summary>The day to which it is held back, or would have been.</summary>
    public DateOnly Until { get; private set; }
    public bool IsHeldBack { get; private set; }

    private MeasuredStep() { }

    public MeasuredStep(MeasuredStepId id, AccountId account, HoldOutStep step)
    {
        (Id, AccountId, Step) = (id, account, step.Key);
        Is(step);
    }

    /// <summary>Planned anew, before its day.</summary>
    public void Is(HoldOutStep step) => (On, Until, IsHeldBack) = (step.On, step.Until, step.IsHeldBack);
}

internal sealed class MeasuredStepTable : IEntityTypeConfiguration<MeasuredStep>
{
    public void Configure(EntityTypeBuilder<MeasuredStep> step)
    {
        step.ToTable("measured_steps");
        step.IsNotAudited("It follows from the plan and from what was drawn; the message it is about is audited.");
        step.Property(s => s.Step).HasMaxLength(64);
        step.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
        step.HasIndex(s => new
            {
                s.OrganizationId,
                s.AccountId,
                s.Step,
            })
            .IsUnique();
        step.HasIndex(s => new { s.OrganizationId, s.On });
    }
}
