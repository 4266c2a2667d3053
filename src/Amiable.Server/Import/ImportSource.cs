namespace Amiable.Import;

/// <summary>What a source says, and how far it may be believed.</summary>
/// <param name="FileName">What a person calls it.</param>
/// <param name="Fingerprint">SHA-256 of the file, in hexadecimal.</param>
/// <param name="Documents">In the order of the file.</param>
public sealed record ImportSource(string FileName, string Fingerprint, IReadOnlyList<ImportedInvoice> Documents)
{
    /// <summary>What a CSV file says.</summary>
    internal static ImportSource Of(Csv.CsvReading reading, string fileName, string fingerprint) =>
        new(fileName, fingerprint, reading.Invoices) { Knows = SourceKnows.Of(reading.Mapping), LeftOut = reading.LeftOut };

    /// <summary>What it is kept under: that of the upload, so that one upload is imported once. Null for a new one.</summary>
    public ImportId? Id { get; init; }

    /// <summary>Of a table: its columns, and how they were read.</summary>
    public (string Columns, ReadingChoices Choices)? ReadAs { get; init; }

    public SourceKnows Knows { get; init; } = SourceKnows.Everything;

    /// <summary>Rows that were wrong and are left out, because a person said so.</summary>
    public int LeftOut { get; init; }

    /// <summary>Whether documents that contradict the ledger are left out too, rather than stop the import.</summary>
    public bool LeaveOutErrors { get; init; }
}

/// <summary>What a source speaks of. Where it does not, its silence takes nothing back.</summary>
public sealed record SourceKnows(bool Payments, bool Drafts, bool DirectDebits)
{
    public static readonly SourceKnows Everything = new(true, true, true);

    public static SourceKnows Of(Csv.ColumnMapping columns) =>
        new(
            Payments: columns.Has(Csv.InvoiceField.Paid)
                || columns.Has(Csv.InvoiceField.Outstanding)
                || columns.Has(Csv.InvoiceField.SettledOn)
                || columns.Has(Csv.InvoiceField.IsPaid)
                || columns.Has(Csv.InvoiceField.Status),
            Drafts: columns.Has(Csv.InvoiceField.IsDraft) || columns.Has(Csv.InvoiceField.Status),
            DirectDebits: columns.Has(Csv.InvoiceField.DirectDebit)
        );
}
