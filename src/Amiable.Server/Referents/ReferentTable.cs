using Amiable.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Referents;

internal sealed class ReferentTable : IEntityTypeConfiguration<Referent>
{
    public void Configure(EntityTypeBuilder<Referent> referent)
    {
        referent.ToTable("referents");
        referent.HasIndex(r => new { r.OrganizationId, r.AccountId });
        referent.HasOne<Account>().WithMany().HasForeignKey(r => r.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
