using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Amiable.Import;

/// <summary>A file that was imported: what came of it, and its fingerprint, so that the same file again is recognised.</summary>
public sealed class LedgerImport : Owned
{
    public ImportId Id { get; private init; }
    public string FileName { get; private init; } = "";

    /// <summary>SHA-256 of the file, in hexadecimal.</summary>
    public string Fingerprint { get; private init; } = "";

    public ImportCounts Counts { get; private init; } = new();
    public string By { get; private init; } = "";
    public DateTimeOffset At { get; private init; }

    private LedgerImport() { }

    public LedgerImport(ImportId id, string fileName, string fingerprint, ImportCounts counts, string by, DateTimeOffset at) =>
        (Id, FileName, Fingerprint, Counts, By, At) = (id, fileName, fingerprint, counts, by, at);
}

/// <summary>What an import did.</summary>
public sealed record ImportCounts
{
    public int NewAccounts { get; init; }
    public int NewInvoices { get; init; }
    public int NewCreditNotes { get; init; }
    public int Updated { get; init; }
    public int Unchanged { get; init; }
    public int LeftOut { get; init; }
}

internal sealed class LedgerImportTable : IEntityTypeConfiguration<LedgerImport>
{
    public void Configure(EntityTypeBuilder<LedgerImport> import)
    {
        import.ToTable("imports");
        import.Property(i => i.FileName).HasMaxLength(260);
        import.Property(i => i.Fingerprint).HasMaxLength(64);
        import.Property(i => i.Counts).AsJson();
        import.HasIndex(i => new { i.OrganizationId, i.At });
    }
}
