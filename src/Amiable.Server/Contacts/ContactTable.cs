using Amiable.Accounts;
using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Contacts;

internal sealed class ContactTable : IEntityTypeConfiguration<Contact>
{
    /// <summary>The address in lower case; computed by the database.</summary>
    internal const string EmailKey = "EmailKey";

    /// <summary>What stands behind the @, in lower case; computed by the database.</summary>
    internal const string EmailDomain = "EmailDomain";

    public void Configure(EntityTypeBuilder<Contact> contact)
    {
        contact.ToTable("contacts");
        contact.Property(c => c.FullName).HasMaxLength(200);
        contact.Property(c => c.Email).HasMaxLength(254);
        contact.HasIndex(c => new { c.OrganizationId, c.AccountId });
        contact.HasIndex(c => new { c.OrganizationId, c.Email });
        // Who wrote a mail that came in: by the address in whatever case it is written, or by its domain.
        contact.Property<string?>(EmailKey).HasMaxLength(254).HasComputedColumnSql("lower(\"Email\")").IsNotAudited();
        contact
            .Property<string?>(EmailDomain)
            .HasMaxLength(254)
            .HasComputedColumnSql("lower(substr(\"Email\", instr(\"Email\", '@') + 1))")
            .IsNotAudited();
        contact.HasIndex(nameof(Contact.OrganizationId), EmailKey);
        contact.HasIndex(nameof(Contact.OrganizationId), EmailDomain);
        contact.Property(c => c.NotesUse).IsNotAudited(); // Says what the notes say.
        contact.HasIndex(c => new { c.OrganizationId, c.Id }, "IX_contacts_unread").HasFilter("\"NotesUse\" IS NULL");
        contact.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
