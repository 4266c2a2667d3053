using Amiable.Accounts;
using Amiable.Organizations;
using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Tasks;

internal sealed class TaskTable
    : IEntityTypeConfiguration<HumanTask>,
        IEntityTypeConfiguration<TaskAssignment>,
        IEntityTypeConfiguration<TaskNotice>
{
    public void Configure(EntityTypeBuilder<HumanTask> task)
    {
        task.ToTable("tasks");
        task.Property(t => t.Key).HasMaxLength(120).IsNotAudited(); // Made of what it is about.
        task.Property(t => t.Facts).AsJson();
        task.Property(t => t.Remarks).AsJson();
        task.HasOne<Account>().WithMany().HasForeignKey(t => t.AccountId).OnDelete(DeleteBehavior.Cascade);
        // Never two open tasks for the same thing.
        task.HasIndex(t => new { t.OrganizationId, t.Key }).IsUnique().HasFilter("\"Status\" NOT IN ('Closed', 'Cancelled')");
        task.HasIndex(t => new
        {
            t.OrganizationId,
            t.Status,
            t.CreatedAt,
        });
        // What is out of the ordinary is counted without looking at the rest.
        task.HasIndex(t => new
        {
            t.OrganizationId,
            t.Kind,
            t.Status,
        });
        task.HasIndex(t => new { t.OrganizationId, t.AccountId });
        task.HasIndex(t => new { t.OrganizationId, t.Id });
    }

    public void Configure(EntityTypeBuilder<TaskAssignment> assignment)
    {
        assignment.ToTable("task_assignments");
        assignment
            .HasIndex(a => new
            {
                a.OrganizationId,
                a.TaskId,
                a.MemberId,
            })
            .IsUnique();
        assignment.HasOne<HumanTask>().WithMany().HasForeignKey(a => a.TaskId).OnDelete(DeleteBehavior.Cascade);
        // Whoever is removed has no tasks any more: they are everybody's again.
        assignment.HasOne<Member>().WithMany().HasForeignKey(a => a.MemberId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<TaskNotice> notice)
    {
        notice.ToTable("task_notices");
        notice.IsNotAudited("Keeps a mail from being sent twice; what is told in it is audited.");
        notice.Property(n => n.Address).HasMaxLength(254);
        notice.Property(n => n.Key).HasMaxLength(60);
        notice
            .HasIndex(n => new
            {
                n.OrganizationId,
                n.Address,
                n.Key,
            })
            .IsUnique();
        notice.HasIndex(n => new { n.OrganizationId, n.MailId });
        notice.HasOne<HumanTask>().WithMany().HasForeignKey(n => n.TaskId).OnDelete(DeleteBehavior.Cascade);
    }
}
