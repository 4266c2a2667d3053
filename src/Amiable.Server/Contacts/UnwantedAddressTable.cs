using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Contacts;

internal sealed class UnwantedAddressTable : IEntityTypeConfiguration<UnwantedAddress>
{
    public void Configure(EntityTypeBuilder<UnwantedAddress> unwanted)
    {
        unwanted.ToTable("unwanted_addresses");
        unwanted.IsNotAudited("The contact that complained is.");
        unwanted.Property(u => u.AddressHash).HasMaxLength(32).IsSecret(); // Whose it is can be guessed from it.
        unwanted.HasIndex(u => new { u.OrganizationId, u.AddressHash }).IsUnique();
    }
}
