using Amiable.Documents.Containers;
using Amiable.Documents.Programs;

namespace Amiable.Documents.Pages;

/// <summary>A page of a document as a picture, upright, for people to look at.</summary>
public static class PagePicture
{
    private const int Dots = 110;

    /// <summary>The longer side of a picture that is a document, in points: about that of A4 at 110 dots per inch.</summary>
    private const int LongSide = 1_300;

    /// <summary>What shows pages is there; a picture that browsers know needs it not.</summary>
    public static bool CanBeDrawn => OutsideProgram.IsInstalled("pdftoppm");

    /// <param name="file">The whole file: a PDF or a picture.</param>
    /// <param name="page">From 1.</param>
    /// <param name="turn">By how many degrees it lies turned clockwise.</param>
    /// <param name="limits">Time and size.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>PNG; null when there is no such page, or it cannot be drawn.</returns>
    public static async Task<byte[]?> Of(
        ReadOnlyMemory<byte> file,
        int page,
        int turn,
        ReadingLimits limits,
        CancellationToken ct = default
    )
    {
        var isPdf = FileShapes.Of(file.Span) == FileShape.Pdf;
        if (!isPdf && (PictureSize.Of(file.Span) is not { } size || size.Width * size.Height > limits.MostPixels))
            return null;
        try
        {
            using var folder = new TemporaryFolder();
            await folder.Write("document", file, ct);
            var pdf = isPdf ? "document" : await PictureAsPdf.Write(folder.Path, "document", page, limits, ct);
            string[] how = isPdf ? ["-r", $"{Dots}"] : ["-scale-to", $"{LongSide}"];
            var drawn = pdf is null ? null : await DrawnPage.Read(folder.Path, pdf, isPdf ? page : 1, how, limits, ct);
            return drawn?.Turned((360 - turn) % 360).ToPng();
        }
        catch (ProgramFailedException)
        {
            return null;
        }
    }
}
