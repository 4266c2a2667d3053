using Amiable.Documents;
using Amiable.Errands;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Import.Dropped;

/// <summary>Documents that a program sent: they are read, and what needs no look is taken. The rest waits for a member, as it does when it was dropped.</summary>
public sealed class ImportDocuments(ReadDroppedFiles readDroppedFiles, TakeInvoices takeInvoices)
{
    public async Task Run(ErrandOrder order, ErrandSteps steps, CancellationToken ct)
    {
        await readDroppedFiles.Run(steps, ct);
        // What could not be taken says so itself, where whoever sent it looks.
        await takeInvoices.TakeCertain(new(), ct, FilesOf(order));
    }

    internal static DroppedFileId[] FilesOf(ErrandOrder order) => [.. order.Picked.Select(p => new DroppedFileId(p.Id))];
}

/// <summary>What became of each document that a program sent, in the order of the files.</summary>
public sealed class ListImportedDocuments(AppDb db)
{
    public async Task<IReadOnlyList<ImportedDocument>> Run(ErrandOrder order, CancellationToken ct)
    {
        var files = ImportDocuments.FilesOf(order);
        var us = (await db.Organizations.AsNoTracking().SingleAsync(ct)).Profile;
        var found = await db.FoundDocuments.AsNoTracking().Where(f => files.Contains(f.FileId)).OrderBy(f => f.Id).ToListAsync(ct);
        return
        [
            .. found.Select(f => new ImportedDocument(
                f.FileName,
                f.State,
                f.Reading.Kind?.Value,
                f.Reading.Number?.Value,
                f.InvoiceId,
                f.Reading.Problems,
                f.IsOpen ? Certainty.Doubts(f.Reading, us) : []
            )),
        ];
    }
}

/// <summary>A document that a program sent.</summary>
/// <param name="FileName">Of an archive with its name: "archive.zip!file.xml".</param>
/// <param name="State">What became of it.</param>
/// <param name="Kind">Null where it could not be read.</param>
/// <param name="Number">Its number; null where it could not be read.</param>
/// <param name="Invoice">What it became, or the one that was known before; null for a credit note.</param>
/// <param name="Problems">What is wrong with it.</param>
/// <param name="Doubts">What a member looks at before it is taken, by name.</param>
public sealed record ImportedDocument(
    string FileName,
    FoundState State,
    DocumentKind? Kind,
    string? Number,
    InvoiceId? Invoice,
    IReadOnlyList<DocumentProblem> Problems,
    IReadOnlyList<string> Doubts
);
