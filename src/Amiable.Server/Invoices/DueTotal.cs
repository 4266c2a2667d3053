using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Invoices;

/// <summary>All that is owed in one currency and due on one day. Kept by the database as invoices change: nobody else writes it.</summary>
public sealed class DueTotal : Owned
{
    public string Currency { get; private init; } = "";

    /// <summary>The last day there is for what has no due date.</summary>
    public DateOnly DueOn { get; private init; }
    public long Minor { get; private init; }
    public int Invoices { get; private init; }

    /// <summary>How many of these are contested.</summary>
    public int Disputed { get; private init; }
}

internal sealed class DueTotalTable : IEntityTypeConfiguration<DueTotal>
{
    public void Configure(EntityTypeBuilder<DueTotal> total)
    {
        total.ToTable("due_totals");
        total.IsNotAudited("It is added up from invoices, which are audited.");
        total.Property(t => t.Currency).HasMaxLength(3);
        total.HasKey(t => new
        {
            t.OrganizationId,
            t.Currency,
            t.DueOn,
        });
    }
}
