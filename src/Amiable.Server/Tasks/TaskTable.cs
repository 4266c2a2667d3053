using Amiable.Accounts;
using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Tasks;

internal sealed class TaskTable : IEntityTypeConfiguration<HumanTask>
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
        task.HasIndex(t => new { t.OrganizationId, t.AccountId });
    }
}
