using Amiable.Documents.Programs;

namespace Amiable.Documents.Pages;

/// <summary>A picture laid into a PDF as it is, by tesseract: poppler, which reads no TIFF, can draw it then.</summary>
public static class PictureAsPdf
{
    /// <summary>The dots per inch it is laid in with, whatever the picture says of itself.</summary>
    internal const int Dots = 300;

    /// <summary>All its pages, for people who cannot open the picture: what browsers do not show, a customer may not see either.</summary>
    /// <param name="picture">The whole file.</param>
    /// <param name="limits">Time and size.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>PDF; null when it is no picture, or cannot be laid into one.</returns>
    public static async Task<byte[]?> Of(ReadOnlyMemory<byte> picture, ReadingLimits limits, CancellationToken ct = default)
    {
        if (PictureSize.Of(picture.Span) is not { } size || size.Width * size.Height > limits.MostPixels)
            return null;
        try
        {
            using var folder = new TemporaryFolder();
            await folder.Write("picture", picture, ct);
            if (await Write(folder.Path, "picture", null, limits, ct) is not { } drawn)
                return null;
            // What tesseract took for a letter has no place on the page, which some programs call an error: poppler leaves it away.
            await OutsideProgram.Run("pdftocairo", ["-q", "-pdf", drawn, "document.pdf"], folder.Path, limits.ProgramTime, 10_000, ct);
            var document = Path.Combine(folder.Path, "document.pdf");
            return File.Exists(document) ? await File.ReadAllBytesAsync(document, ct) : null;
        }
        catch (ProgramFailedException)
        {
            return null;
        }
    }

    /// <param name="folder">Where the picture lies.</param>
    /// <param name="picture">Its name there.</param>
    /// <param name="page">From 1; of a TIFF of many. Null for all of them.</param>
    /// <param name="limits">Time and size.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The name of the PDF, in the same folder; null when it is no picture.</returns>
    /// <exception cref="ProgramFailedException">No tesseract, or too slow.</exception>
    internal static async Task<string?> Write(string folder, string picture, int? page, ReadingLimits limits, CancellationToken ct)
    {
        // Taken for one letter (psm 10), it is looked at for the shortest time; what that letter is does not matter.
        string[] arguments =
        [
            picture,
            "drawn",
            "--dpi",
            $"{Dots}",
            "--psm",
            "10",
            .. page is { } one ? Recognition.OfPage(one) : [],
            "pdf",
        ];
        await OutsideProgram.Run("tesseract", arguments, folder, limits.ProgramTime, 10_000, ct);
        return File.Exists(Path.Combine(folder, "drawn.pdf")) ? "drawn.pdf" : null;
    }
}
