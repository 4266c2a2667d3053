using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Import.Prepared;

/// <summary>What an assistant read off an invoice, or was told of it. All of it may be wrong: a member looks at it.</summary>
public sealed record PreparedValues
{
    /// <summary>Whose it is; null for one that is not known, or not chosen.</summary>
    public Guid? Account { get; init; }
    public string? AccountName { get; init; }
    public string? Number { get; init; }
    public string? PurchaseOrder { get; init; }
    public DateOnly? IssuedOn { get; init; }
    public DateOnly? DueOn { get; init; }

    /// <summary>In the major unit, with tax.</summary>
    public decimal? Total { get; init; }
    public decimal? Tax { get; init; }
    public string? Currency { get; init; }
}

/// <summary>An invoice that an assistant prepared: it becomes one when a member has looked at it and added its document, and not before.</summary>
public sealed class PreparedInvoice : Owned
{
    public const int LongestImportId = 200;

    /// <summary>So long it can be looked at.</summary>
    public static readonly TimeSpan Open = TimeSpan.FromMinutes(15);

    public PreparedInvoiceId Id { get; private init; }

    /// <summary>For whom the assistant works.</summary>
    public MemberId MemberId { get; private init; }

    /// <summary>What the assistant calls it: prepared again under this name, it is the same.</summary>
    public string ImportId { get; private init; } = "";

    public PreparedValues Values { get; private set; } = new();
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>When its document was uploaded; null until then.</summary>
    public DateTimeOffset? UploadedAt { get; private set; }

    /// <summary>What it became.</summary>
    public InvoiceId? InvoiceId { get; private set; }

    private PreparedInvoice() { }

    public PreparedInvoice(PreparedInvoiceId id, MemberId member, string importId) => (Id, MemberId, ImportId) = (id, member, importId);

    public bool IsOpen(DateTimeOffset now) => UploadedAt is null && now < ExpiresAt;

    /// <summary>Can be looked at from now on; what has been uploaded stays as it is.</summary>
    public void Offer(PreparedValues values, DateTimeOffset now)
    {
        if (UploadedAt is null)
            (Values, ExpiresAt) = (values, now + Open);
    }

    /// <summary>It is in the ledger now.</summary>
    public void BecameInvoice(InvoiceId invoice, DateTimeOffset now) => (InvoiceId, UploadedAt) = (invoice, now);
}

internal sealed class PreparedInvoiceTable : IEntityTypeConfiguration<PreparedInvoice>
{
    public void Configure(EntityTypeBuilder<PreparedInvoice> prepared)
    {
        prepared.ToTable("prepared_invoices");
        prepared.IsNotAudited("The invoice it becomes is audited.");
        prepared.Property(p => p.ImportId).HasMaxLength(PreparedInvoice.LongestImportId);
        prepared.Property(p => p.Values).AsJson();
        prepared.HasOne<Member>().WithMany().HasForeignKey(p => p.MemberId).OnDelete(DeleteBehavior.Cascade);
        prepared.HasOne<Invoice>().WithMany().HasForeignKey(p => p.InvoiceId).OnDelete(DeleteBehavior.SetNull);
        prepared
            .HasIndex(p => new
            {
                p.OrganizationId,
                p.MemberId,
                p.ImportId,
            })
            .IsUnique();
        prepared.HasIndex(p => new { p.OrganizationId, p.ExpiresAt });
    }
}
