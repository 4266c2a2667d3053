using Amiable.Documents.Programs;

namespace Amiable.Documents.Pages;

/// <summary>A page of a PDF as a picture, for people to look at.</summary>
public static class PagePicture
{
    private const string FileName = "document.pdf";
    private const int Dots = 110;

    /// <param name="pdf">The whole file.</param>
    /// <param name="page">From 1.</param>
    /// <param name="limits">Time and size.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>PNG; null when there is no such page, or it cannot be drawn.</returns>
    public static async Task<byte[]?> Of(ReadOnlyMemory<byte> pdf, int page, ReadingLimits limits, CancellationToken ct = default)
    {
        try
        {
            using var folder = new TemporaryFolder();
            await folder.Write(FileName, pdf, ct);
            string[] arguments = ["-q", "-r", $"{Dots}", "-png", "-singlefile", "-f", $"{page}", "-l", $"{page}", FileName, "page"];
            await OutsideProgram.Run("pdftoppm", arguments, folder.Path, limits.ProgramTime, limits.MostProgramOutput, ct);
            var picture = Path.Combine(folder.Path, "page.png");
            return File.Exists(picture) ? await File.ReadAllBytesAsync(picture, ct) : null;
        }
        catch (ProgramFailedException)
        {
            return null;
        }
    }
}
