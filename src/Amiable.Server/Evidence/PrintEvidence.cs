using System.IO.Compression;
using Amiable.Documents.Programs;
using Amiable.Evidence.Pages;
using Amiable.Integrations.Chromium;

namespace Amiable.Evidence;

/// <summary>The document of an evidence file without the rest: the file is made as ever, on disk for as long as it takes, and leaves its seal in the audit log.</summary>
public sealed class PrintEvidence(ExportEvidence export)
{
    public async Task<Result<byte[]>> Run(EvidenceScope scope, EvidenceView view, EvidenceWords words, CancellationToken ct)
    {
        if (view.CannotPrint is { } problem)
            return problem;
        using var folder = new TemporaryFolder();
        await using var file = File.Create(Path.Combine(folder.Path, "evidence.zip"));
        await export.Run(file, scope, view, words, ct);
        await using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        if (zip.GetEntry(ExportEvidence.Document) is not { } entry)
            return PrintPages.Failed;
        using var pdf = new MemoryStream();
        await using var from = await entry.OpenAsync(ct);
        await from.CopyToAsync(pdf, ct);
        return pdf.ToArray();
    }
}
