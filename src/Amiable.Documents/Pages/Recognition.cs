using System.Globalization;
using System.Text;
using Amiable.Documents.Programs;

namespace Amiable.Documents.Pages;

/// <summary>The words in a picture, recognised by tesseract.</summary>
internal static class Recognition
{
    // In this order: the first decides where words could be of several.
    private static readonly string[] Wanted = ["eng", "fra", "deu", "spa", "ita", "nld", "por"];

    private static volatile string? _languages;

    public static async Task<TextPage> Read(ScannedPage page, ReadingLimits limits, CancellationToken ct)
    {
        var languages = await Languages(page.Folder, limits, ct);
        string[] arguments = [page.Picture, "stdout", "--dpi", "300", "-l", languages, "--psm", "3", .. OfPage(page.InFile), "tsv"];
        var answer = await OutsideProgram.Run("tesseract", arguments, page.Folder, limits.ProgramTime, limits.MostProgramOutput, ct);
        return Parse(answer.Output, page.Number);
    }

    /// <summary>Has tesseract look at one page of a TIFF only, so that each has its time.</summary>
    /// <param name="page">From 1.</param>
    public static string[] OfPage(int page) => ["-c", $"tessedit_page_number={page - 1}"];

    public static PdfText Outcome(IReadOnlyList<TextPage> pages, List<DocumentProblem> problems)
    {
        var words = pages.SelectMany(page => page.Words).ToList();
        if (words.Count == 0)
            return new([], IsScan: true, [.. problems, PageProblems.NoWords]);
        var faint = words.Average(word => word.Sureness) < 0.75;
        return new(pages, IsScan: true, [.. problems, PageProblems.Recognised(faint)]);
    }

    internal static TextPage Parse(byte[] output, int number)
    {
        var (width, height) = (0.0, 0.0);
        var words = new List<PageWord>();
        foreach (var line in Encoding.UTF8.GetString(output).Split('\n').Skip(1))
        {
            // level page block paragraph line word left top width height confidence text
            var cells = line.TrimEnd('\r').Split('\t');
            if (cells.Length < 12)
                continue;
            var (left, top, across, down) = (Number(cells[6]), Number(cells[7]), Number(cells[8]), Number(cells[9]));
            if (cells[0] == "1")
                (width, height) = (across, down);
            var text = cells[11].Trim();
            var sureness = Number(cells[10]) / 100;
            if (cells[0] == "5" && text.Length > 0 && sureness > 0.1 && text.Any(char.IsLetterOrDigit) | sureness > 0.6)
                words.Add(new(text, left, top, left + across, top + down, Math.Clamp(sureness, 0, 1)));
        }
        return new(number, width, height, words);
    }

    private static async Task<string> Languages(string folder, ReadingLimits limits, CancellationToken ct)
    {
        if (_languages is { } known)
            return known;
        var answer = await OutsideProgram.Run("tesseract", ["--list-langs"], folder, limits.ProgramTime, 100_000, ct);
        var installed = (Encoding.UTF8.GetString(answer.Output) + "\n" + answer.Errors).Split('\n').Select(line => line.Trim()).ToHashSet();
        var found = Wanted.Where(installed.Contains).ToList();
        return _languages = found.Count == 0 ? "eng" : string.Join('+', found);
    }

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
