using Amiable.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Contacts;

internal sealed class ContactTable : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> contact)
    {
        contact.ToTable("contacts");
        contact.Property(c => c.FullName).HasMaxLength(200);
        contact.Property(c => c.Email).HasMaxLength(254);
        contact.HasIndex(c => new { c.OrganizationId, c.AccountId });
        contact.HasIndex(c => new { c.OrganizationId, c.Email });
        // Who can be written to, for lists over all accounts.
        contact
            .HasIndex(c => new { c.OrganizationId, c.AccountId }, "IX_contacts_reachable")
            .HasFilter("\"Email\" IS NOT NULL AND \"EmailStatus\" = 'Valid'");
        contact.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
