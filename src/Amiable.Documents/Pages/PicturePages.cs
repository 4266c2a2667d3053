using Amiable.Documents.Programs;

namespace Amiable.Documents.Pages;

/// <summary>The words in a photographed or scanned invoice: PNG, JPEG, TIFF.</summary>
public static class PicturePages
{
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
            await folder.Write("picture", image, ct);
            var page = await Recognition.Read(folder.Path, "picture", 1, limits, ct);
            return page.Width == 0 ? PdfText.Refused(PageProblems.NotAPicture) : Recognition.Outcome([page], []);
        }
        catch (ProgramFailedException failed)
        {
            return PdfText.Refused(PageProblems.Of(failed));
        }
    }
}
