using Amiable.Documents.Programs;

namespace Amiable.Documents.Pages;

/// <summary>The words in a photographed or scanned invoice: PNG, JPEG, TIFF of one or many pages.</summary>
public static class PicturePages
{
    private const string FileName = "picture";

    public static async Task<PdfText> Read(ReadOnlyMemory<byte> image, ReadingLimits limits, CancellationToken ct = default)
    {
        // Its size is read from its first bytes: a small file can unfold to gigabytes.
        if (PictureSize.Of(image.Span) is not { } size)
            return PdfText.Refused(PageProblems.NotAPicture);
        if (size.Width * size.Height > limits.MostPixels)
            return PdfText.Refused(PageProblems.TooManyPixels(size.Width, size.Height, limits.MostPixels));
        try
        {
            using var folder = new TemporaryFolder();
            await folder.Write(FileName, image, ct);
            return await Read(folder.Path, size.Pages, limits, ct);
        }
        catch (ProgramFailedException failed)
        {
            return PdfText.Refused(PageProblems.Of(failed));
        }
    }

    private static async Task<PdfText> Read(string folder, int pages, ReadingLimits limits, CancellationToken ct)
    {
        var count = Math.Min(pages, limits.MostScannedPages);
        List<DocumentProblem> problems = pages > count ? [PageProblems.TooManyScannedPages(count)] : [];
        var read = new List<TextPage>(count);
        for (var number = 1; number <= count; number++)
        {
            var page = new ScannedPage(folder, FileName, number, number);
            read.Add(await UprightPage.Read(page, drawing => Drawn(page, limits, drawing), limits, ct));
        }
        // A page that says nothing of its size could not be opened.
        return read.TrueForAll(page => page.Width == 0)
            ? PdfText.Refused(PageProblems.NotAPicture)
            : Recognition.Outcome([.. read.Where(page => page.Width > 0)], problems);
    }

    private static async Task<Raster?> Drawn(ScannedPage page, ReadingLimits limits, CancellationToken ct) =>
        await PictureAsPdf.Write(page.Folder, page.Picture, page.InFile, limits, ct) is { } pdf
            ? await DrawnPage.Read(page.Folder, pdf, 1, ["-r", $"{PictureAsPdf.Dots}", "-gray"], limits, ct)
            : null;
}
