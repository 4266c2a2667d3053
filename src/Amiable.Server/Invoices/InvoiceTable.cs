using Amiable.Accounts;
using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Invoices;

internal sealed class InvoiceTable : IEntityTypeConfiguration<Invoice>, IEntityTypeConfiguration<Allocation>
{
    public void Configure(EntityTypeBuilder<Invoice> invoice)
    {
        invoice.ToTable("invoices");
        invoice.Property(i => i.Number).HasMaxLength(100);
        invoice.ComplexProperty(i => i.Total, m => m.Property(p => p.Currency).HasMaxLength(3));
        invoice.ComplexProperty(i => i.Settled, m => m.Property(p => p.Currency).HasMaxLength(3));
        invoice.Property(i => i.BilledTo).AsJson();
        invoice.Property(i => i.SourceId).HasMaxLength(InvoiceDescription.LongestSourceId);
        invoice.Property(i => i.UpdatedAt).IsNotAudited();
        invoice.Ignore(i => i.Tax);
        // Programs walk through all of them, or ask for what changed, or for what they know by another name.
        invoice.HasIndex(i => new { i.OrganizationId, i.Id });
        invoice.HasIndex(i => new { i.OrganizationId, i.UpdatedAt });
        invoice.HasIndex(i => new { i.OrganizationId, i.SourceId }).HasFilter("\"SourceId\" IS NOT NULL");
        invoice.HasMany(i => i.Allocations).WithOne().HasForeignKey("InvoiceId").OnDelete(DeleteBehavior.Cascade);
        invoice.Navigation(i => i.Allocations).AutoInclude();
        invoice.HasOne<Account>().WithMany().HasForeignKey(i => i.AccountId).OnDelete(DeleteBehavior.Cascade);
        invoice
            .HasIndex(i => new
            {
                i.OrganizationId,
                i.AccountId,
                i.Number,
            })
            .IsUnique();
        // The orders of the list of invoices (IX_invoices_due and others) are in the migration only: a model knows no index over an expression.
        invoice.HasIndex(i => new
        {
            i.OrganizationId,
            i.Number,
            i.Id,
        });
        // IX_invoices_open, over what is owed, is in the migration only: a model knows no index over the parts of an amount.
        invoice.HasIndex(i => new { i.OrganizationId, i.AccountId }, "IX_invoices_disputed").HasFilter("\"DisputedOn\" IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<Allocation> allocation)
    {
        allocation.ToTable("allocations");
        allocation.IsNotAudited("What is settled of an invoice and used of a credit are columns of theirs, and audited.");
        allocation.Property<InvoiceId>("InvoiceId");
        allocation.HasKey("InvoiceId", nameof(Allocation.CreditId));
        allocation.ComplexProperty(a => a.Amount, m => m.Property(p => p.Currency).HasMaxLength(3));
        allocation.HasIndex(a => a.CreditId);
    }
}
