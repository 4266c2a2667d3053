using Microsoft.EntityFrameworkCore;

namespace Amiable.Import;

/// <summary>Shows what importing an upload would do, down to what stands in its way. Nothing is saved.</summary>
public sealed class PreviewUpload(AppDb db, ReadUpload readUpload, CompareLedger compare)
{
    public async Task<Result<ImportPreview>> Run(ImportId id, ReadingChoices choices, CancellationToken ct)
    {
        var read = await readUpload.Run(id, choices, ct);
        if (read.Value is not { } file)
            return read.Problem!;
        var before = await db
            .Imports.AsNoTracking()
            .Where(i => i.Fingerprint == file.Fingerprint)
            .OrderByDescending(i => i.At)
            .FirstOrDefaultAsync(ct);
        if (file.Reading is null)
            return new ImportPreview(file, before, null);
        // What is not watched for changes cannot be saved by mistake.
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var changes = await compare.Run(file.Source(), ct);
        db.ChangeTracker.Clear();
        return new ImportPreview(file, before, changes);
    }
}

/// <summary>A file as it would be imported.</summary>
/// <param name="Before">When the very same file was imported last; null for never.</param>
/// <param name="Changes">What it would do; null when it cannot be read.</param>
public sealed record ImportPreview(ReadFile File, LedgerImport? Before, LedgerChanges? Changes)
{
    private IReadOnlyList<ImportedInvoice> Documents => File.Reading?.Invoices ?? [];

    public int Invoices => Documents.Count(d => d.Kind == ImportedKind.Invoice);
    public int CreditNotes => Documents.Count - Invoices;

    /// <summary>What is wrong: with the rows by themselves, and with what the ledger knows.</summary>
    public IReadOnlyList<RowError> Errors => [.. File.Reading?.Errors ?? [], .. Changes?.Errors ?? []];

    /// <summary>Errors that were found and not kept, for there were too many.</summary>
    public int ErrorsNotShown => (File.Reading?.ErrorCount ?? 0) - (File.Reading?.Errors.Count ?? 0);

    public int Good => Documents.Count - (Changes?.Errors.Count ?? 0);

    public int Bad => (File.Reading?.LeftOut ?? 0) + (Changes?.Errors.Count ?? 0);

    /// <summary>Of the invoices, one amount a currency.</summary>
    public IReadOnlyList<Money> Totals => Sums(d => d.Total);

    /// <summary>What is left to pay of them.</summary>
    public IReadOnlyList<Money> Open => Sums(d => d.Total - d.Paid);

    private IReadOnlyList<Money> Sums(Func<ImportedInvoice, Money> amount) =>
        [
            .. Documents
                .Where(d => d is { Kind: ImportedKind.Invoice, IsDraft: false, IsCancelled: false })
                .GroupBy(d => d.Total.Currency, amount)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => g.Sum(g.Key)),
        ];
}
