using Amiable.Documents.Programs;

namespace Amiable.Documents.Pages;

/// <summary>
/// The words of a page however it lay on the scanner. Tesseract reads a page by itself that lay turned clockwise; one that lay the other way, or upside down, gives it
/// nothing it is sure of, and is read once more turned by half. So one reading is enough for most pages, two for all, and no orientation data are needed.
/// </summary>
internal static class UprightPage
{
    // Measured on invoices in all four positions: above 0.87 the right way round, below 0.42 otherwise.
    private const double SureEnough = 0.65;

    /// <param name="page">What tesseract reads, as it lies.</param>
    /// <param name="drawn">Draws the page as a picture that can be turned; null when it cannot.</param>
    /// <param name="limits">Time and size.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<TextPage> Read(
        ScannedPage page,
        Func<CancellationToken, Task<Raster?>> drawn,
        ReadingLimits limits,
        CancellationToken ct
    )
    {
        var read = await Recognition.Read(page, limits, ct);
        if (read.Words.Count == 0 || Sureness(read) >= SureEnough || await Drawn(drawn, ct) is not { } raster)
            return SetUpright(read, 0);
        const string name = "turned.pgm";
        await File.WriteAllBytesAsync(Path.Combine(page.Folder, name), raster.Turned(180).ToPnm(), ct);
        var other = await Recognition.Read(page with { Picture = name, InFile = 1 }, limits, ct);
        return Sureness(other) > Sureness(read) ? SetUpright(other, 180) : SetUpright(read, 0);
    }

    // What can be read without poppler is.
    private static async Task<Raster?> Drawn(Func<CancellationToken, Task<Raster?>> drawn, CancellationToken ct)
    {
        try
        {
            return await drawn(ct);
        }
        catch (ProgramFailedException failed) when (failed.Failure == ProgramFailure.NotInstalled)
        {
            return null;
        }
    }

    private static double Sureness(TextPage page) => page.Words.Select(word => word.Sureness).DefaultIfEmpty().Average();

    /// <summary>Words that stand on end are those of a page that lay turned clockwise: they are set down beside each other, as they are read.</summary>
    /// <param name="read">As it was read.</param>
    /// <param name="turned">By how much it had been turned to be read.</param>
    internal static TextPage SetUpright(TextPage read, int turned)
    {
        // One letter, or two, is as high as it is wide.
        var words = read.Words.Where(word => word.Text.Length > 3).ToList();
        if (words.Count(word => word.Bottom - word.Top > word.Right - word.Left) * 2 <= words.Count)
            return read with { Turn = turned };
        return new(
            read.Number,
            read.Height,
            read.Width,
            [.. read.Words.Select(w => w with { Left = w.Top, Right = w.Bottom, Top = read.Width - w.Right, Bottom = read.Width - w.Left })]
        )
        {
            Turn = turned + 90,
        };
    }
}
