using Amiable.Accounts;
using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Credits;

internal sealed class CreditTable : IEntityTypeConfiguration<Credit>, IEntityTypeConfiguration<CreditNote>
{
    public void Configure(EntityTypeBuilder<Credit> credit)
    {
        credit.ToTable("credits");
        credit.Ignore(c => c.Kind);
        credit.HasDiscriminator<string>("Is").HasValue<Payment>("payment").HasValue<CreditNote>("credit-note");
        credit.ComplexProperty(c => c.Amount, m => m.Property(p => p.Currency).HasMaxLength(3));
        credit.ComplexProperty(c => c.Used, m => m.Property(p => p.Currency).HasMaxLength(3));
        credit.Property(c => c.UpdatedAt).IsNotAudited();
        credit.HasIndex(c => new { c.OrganizationId, c.Id });
        credit.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
        credit.HasIndex(c => new
        {
            c.OrganizationId,
            c.AccountId,
            c.On,
        });
        credit.HasIndex([nameof(Credit.OrganizationId), "Is", nameof(Credit.On), nameof(Credit.Id)], "IX_credits_OrganizationId_Is_On");
    }

    // IX_credits_unused, over what is left of them, is in the migration only: a model knows no index over the parts of an amount.
    public void Configure(EntityTypeBuilder<CreditNote> note)
    {
        note.Property(n => n.Number).HasMaxLength(100);
        note.HasIndex(n => new
            {
                n.OrganizationId,
                n.AccountId,
                n.Number,
            })
            .IsUnique();
    }
}
