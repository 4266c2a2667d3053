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

    /// <summary>Of a table: its columns, as <see cref="ReadFile.KeyOf"/> writes them.</summary>
    public string? Columns { get; private init; }

    /// <summary>How a table was read: the next one with the same columns is read so, too.</summary>
    public ReadingChoices? Choices { get; private init; }
    public string By { get; private init; } = "";
    public DateTimeOffset At { get; private init; }

    private LedgerImport() { }

    public LedgerImport(
        ImportId id,
        string fileName,
        string fingerprint,
        ImportCounts counts,
        string by,
        DateTimeOffset at,
        string? columns = null,
        ReadingChoices? choices = null
    ) => (Id, FileName, Fingerprint, Counts, By, At, Columns, Choices) = (id, fileName, fingerprint, counts, by, at, columns, choices);
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
        import.Property(i => i.Choices).AsJson();
        import.Property(i => i.Columns).HasMaxLength(64);
        import.HasIndex(i => new { i.OrganizationId, i.At });
        import.HasIndex(i => new { i.OrganizationId, i.Columns }).HasFilter("\"Columns\" IS NOT NULL");
    }
}
