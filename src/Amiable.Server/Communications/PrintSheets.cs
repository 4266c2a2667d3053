using Amiable.Integrations.Chromium;
using Amiable.Printing;

namespace Amiable.Communications;

/// <summary>Pages of letters, and behind each what it encloses, as PDF: the pages of one customer lie together. Page numbers count the letter's own pages.</summary>
public sealed class PrintSheets(PrintPages printPages, ReadEnclosures readEnclosures)
{
    /// <summary>How many pages each has, with what it encloses.</summary>
    public async Task<Result<IReadOnlyList<int>>> Count(IReadOnlyList<Sheet> sheets, CancellationToken ct)
    {
        var printed = await printPages.Print([.. sheets.Select(sheet => sheet.Page)], ct);
        return printed.Value is { } pages
            ? (int[])[.. sheets.Zip(pages, (sheet, page) => PdfBook.PagesOf(page) + sheet.PagesEnclosed)]
            : printed.Problem!;
    }

    /// <summary>All in one document.</summary>
    public async Task<Result<byte[]>> Run(IReadOnlyList<Sheet> sheets, PdfFacts about, CancellationToken ct)
    {
        var printed = await printPages.Print([.. sheets.Select(sheet => sheet.Page)], ct);
        if (printed.Value is not { } pages)
            return printed.Problem!;
        if (sheets.All(sheet => sheet.Enclosed.Count == 0))
            return PdfBook.Of(pages, about);
        var parts = new List<byte[]>();
        foreach (var (sheet, page) in sheets.Zip(pages))
        {
            parts.Add(page);
            foreach (var document in sheet.Enclosed)
                parts.Add(await readEnclosures.Bytes(document, ct));
        }
        return await JoinPdfs.Run(parts, about, ct) is { } joined
            ? joined
            : new Refused("post.print-failed", "The pages could not be made. Try again; if it goes on, see the log of the server.");
    }
}

/// <summary>One letter to print.</summary>
/// <param name="Page">As HTML.</param>
/// <param name="Enclosed">What lies behind it, in this order.</param>
/// <param name="PagesEnclosed">How many pages those have.</param>
public sealed record Sheet(string Page, IReadOnlyList<InvoiceDocumentId> Enclosed, int PagesEnclosed);
