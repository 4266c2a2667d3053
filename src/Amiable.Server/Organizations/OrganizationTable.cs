using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Organizations;

internal sealed class OrganizationTable : IEntityTypeConfiguration<Organization>, IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Organization> organization)
    {
        organization.ToTable("organizations");
        organization.Property(o => o.Name).HasMaxLength(200);
        organization.Property(o => o.Bank).AsJson();
        organization.Property(o => o.OwnPolicy).AsJson();
        organization.Property(o => o.BlackoutDays).AsJson();
        organization.Property(o => o.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Member> member)
    {
        member.ToTable("members");
        member.Property(m => m.Email).HasMaxLength(254);
        member.HasIndex(m => new { m.OrganizationId, m.Email }).IsUnique();
    }
}
