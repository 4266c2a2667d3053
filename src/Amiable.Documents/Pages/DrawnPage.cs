using Amiable.Documents.Programs;

namespace Amiable.Documents.Pages;

/// <summary>A page of a PDF drawn by pdftoppm, as points (PNM).</summary>
internal static class DrawnPage
{
    /// <param name="folder">Where the PDF lies.</param>
    /// <param name="pdf">Its name there.</param>
    /// <param name="page">From 1.</param>
    /// <param name="how">Resolution or size, and colours, as options of pdftoppm.</param>
    /// <param name="limits">Time.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The name of the picture in the same folder; null when there is no such page, or it cannot be drawn.</returns>
    /// <exception cref="ProgramFailedException">No pdftoppm, or too slow.</exception>
    public static async Task<string?> Write(string folder, string pdf, int page, string[] how, ReadingLimits limits, CancellationToken ct)
    {
        var name = $"page-{page}";
        string[] arguments = ["-q", .. how, "-singlefile", "-f", $"{page}", "-l", $"{page}", pdf, name];
        await OutsideProgram.Run("pdftoppm", arguments, folder, limits.ProgramTime, 10_000, ct);
        var picture = name + (how.Contains("-gray") ? ".pgm" : ".ppm");
        return File.Exists(Path.Combine(folder, picture)) ? picture : null;
    }

    public static async Task<Raster?> Read(string folder, string picture, CancellationToken ct) =>
        Raster.OfPnm(await File.ReadAllBytesAsync(Path.Combine(folder, picture), ct));

    public static async Task<Raster?> Read(string folder, string pdf, int page, string[] how, ReadingLimits limits, CancellationToken ct) =>
        await Write(folder, pdf, page, how, limits, ct) is { } picture ? await Read(folder, picture, ct) : null;
}
