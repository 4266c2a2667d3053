using Amiable.Communications;
using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Inbound;

internal sealed class InboundMailTable : IEntityTypeConfiguration<InboundMail>
{
    public void Configure(EntityTypeBuilder<InboundMail> mail)
    {
        mail.ToTable("inbound_mails");
        mail.IsNotAudited("It is itself the record of what came in; what is made of it is audited.");
        mail.Property(m => m.Fingerprint).HasMaxLength(64);
        mail.Property(m => m.FromAddress).HasMaxLength(254);
        mail.Property(m => m.Candidates).AsJson();
        mail.HasIndex(m => new { m.OrganizationId, m.Fingerprint }).IsUnique();
        mail.HasIndex(m => new
        {
            m.OrganizationId,
            m.State,
            m.ReceivedAt,
        });
        mail.HasOne<Communication>().WithMany().HasForeignKey(m => m.CommunicationId).OnDelete(DeleteBehavior.Cascade);
    }
}
