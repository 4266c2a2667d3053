using Amiable.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Instructions;

internal sealed class InstructionTable : IEntityTypeConfiguration<Instruction>
{
    public void Configure(EntityTypeBuilder<Instruction> instruction)
    {
        instruction.ToTable("instructions");
        instruction.Property(i => i.By).HasMaxLength(200);
        instruction.Property(i => i.Text).HasMaxLength(Instruction.Longest);
        instruction.Property(i => i.Answers).AsJson();
        instruction.HasOne<Account>().WithMany().HasForeignKey(i => i.AccountId).OnDelete(DeleteBehavior.Cascade);
        instruction.HasIndex(i => new { i.OrganizationId, i.TaskId });
        instruction.HasIndex(i => new
        {
            i.OrganizationId,
            i.AccountId,
            i.At,
        });
    }
}
