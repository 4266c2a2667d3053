using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Invoices;

internal sealed class InvoiceDocumentTable : IEntityTypeConfiguration<InvoiceDocument>
{
    public void Configure(EntityTypeBuilder<InvoiceDocument> document)
    {
        document.ToTable("invoice_documents");
        document.Property(d => d.FileName).HasMaxLength(255);
        document.Property(d => d.MediaType).HasMaxLength(100);
        document.Property(d => d.Bytes).IsNotAudited(); // Name and size say which one it is.
        document.Property(d => d.LinkKey).HasMaxLength(64).IsSecret();
        document.HasIndex(d => new { d.OrganizationId, d.InvoiceId }).IsUnique();
        document.HasOne<Invoice>().WithMany().HasForeignKey(d => d.InvoiceId).OnDelete(DeleteBehavior.Cascade);
    }
}
