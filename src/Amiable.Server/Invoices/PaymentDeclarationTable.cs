using Amiable.Accounts;
using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Invoices;

internal sealed class PaymentDeclarationTable : IEntityTypeConfiguration<PaymentDeclaration>
{
    public void Configure(EntityTypeBuilder<PaymentDeclaration> declaration)
    {
        declaration.ToTable("payment_declarations");
        declaration.Property(d => d.Invoices).AsJson();
        declaration.Property(d => d.Parts).AsJson();
        declaration.Property(d => d.Reference).HasMaxLength(200);
        declaration.Property(d => d.Note).HasMaxLength(PaymentDeclaration.MostInNote);
        declaration.Property(d => d.NotedBy).HasMaxLength(200);
        declaration.Property(d => d.ResolvedBy).HasMaxLength(200);
        declaration.Property(d => d.BrokenOn).IsNotAudited(); // Follows from the day and from what was paid.
        declaration.HasOne<Account>().WithMany().HasForeignKey(d => d.AccountId).OnDelete(DeleteBehavior.Cascade);
        declaration.HasIndex(d => new
        {
            d.OrganizationId,
            d.AccountId,
            d.NotedAt,
        });
        // What is waited for, at each beat of the planner.
        declaration
            .HasIndex(d => new { d.OrganizationId, d.AccountId }, "IX_payment_declarations_open")
            .HasFilter("\"Resolution\" IS NULL");
        // Home shows whose day is near.
        declaration
            .HasIndex(
                d => new
                {
                    d.OrganizationId,
                    d.Kind,
                    d.On,
                },
                "IX_payment_declarations_due"
            )
            .HasFilter("\"Resolution\" IS NULL");
    }
}
