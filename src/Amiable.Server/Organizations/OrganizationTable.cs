using Amiable.FollowUp;
using Amiable.Platform.Audit;
using Amiable.Replies;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Organizations;

internal sealed class OrganizationTable
    : IEntityTypeConfiguration<Organization>,
        IEntityTypeConfiguration<Logo>,
        IEntityTypeConfiguration<Member>,
        IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Organization> organization)
    {
        organization.ToTable("organizations");
        organization.Property(o => o.Name).HasMaxLength(200);
        organization.Property(o => o.Domain).HasMaxLength(253);
        organization.Property(o => o.LogoHash).HasMaxLength(16);
        organization.Ignore(o => o.Profile);
        organization.Property(o => o.Bank).AsJson();
        organization.Property(o => o.OwnPolicy).AsJson().StandsFor(FollowUpPolicy.Standard);
        organization.Property(o => o.OwnReplyRules).AsJson().StandsFor(ReplyRules.Standard);
        organization.Property(o => o.BlackoutDays).AsJson();
        organization.Property(o => o.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Logo> logo)
    {
        logo.ToTable("logos");
        logo.Property(l => l.Bytes).IsNotAudited(); // A picture; its hash says that it is another one.
        logo.Property(l => l.ContentType).HasMaxLength(32);
        logo.Property(l => l.Hash).HasMaxLength(16);
        logo.HasIndex(l => l.OrganizationId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Member> member)
    {
        member.ToTable("members");
        member.Property(m => m.Email).HasMaxLength(254);
        member.HasIndex(m => new { m.OrganizationId, m.Email }).IsUnique();
        member.HasIndex(m => m.PersonId);
        member.Property(m => m.OwnTaskMails).AsJson().StandsFor(TaskMails.Standard);
    }

    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.ToTable("invitations");
        invitation.Property(i => i.Email).HasMaxLength(254);
        invitation.Property(i => i.SecretHash).IsSecret();
        invitation.HasIndex(i => new { i.OrganizationId, i.Email }).IsUnique();
    }
}
