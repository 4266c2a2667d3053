using Amiable.Documents.Programs;

namespace Amiable.Documents.Pages;

/// <summary>The words of a PDF: its own text, or, when it has none that can be read, what is recognised in pictures of its pages.</summary>
public static class PdfPages
{
    private const string FileName = "document.pdf";

    public static async Task<PdfText> Read(ReadOnlyMemory<byte> pdf, ReadingLimits limits, CancellationToken ct = default)
    {
        try
        {
            using var folder = new TemporaryFolder();
            await folder.Write(FileName, pdf, ct);
            return await Read(folder.Path, limits, ct);
        }
        catch (ProgramFailedException failed)
        {
            return PdfText.Refused(PageProblems.Of(failed));
        }
    }

    private static async Task<PdfText> Read(string folder, ReadingLimits limits, CancellationToken ct)
    {
        // One page more than is read, to know that there is more.
        var last = $"{limits.MostPages + 1}";
        string[] arguments = ["-q", "-bbox", "-enc", "UTF-8", "-l", last, FileName, "-"];
        var answer = await OutsideProgram.Run("pdftotext", arguments, folder, limits.ProgramTime, limits.MostProgramOutput, ct);
        var pages = BoxOutput.Parse(answer.Output);
        if (answer.ExitCode != 0 || pages.Count == 0)
            return PdfText.Refused(await WhyUnreadable(folder, limits, ct));

        var problems = new List<DocumentProblem>();
        if (pages.Count > limits.MostPages)
        {
            problems.Add(PageProblems.TooManyPages(limits.MostPages));
            pages = [.. pages.Take(limits.MostPages)];
        }
        return TextQuality.IsText(pages) ? new(pages, IsScan: false, problems) : await Recognise(folder, pages, problems, limits, ct);
    }

    private static async Task<PdfText> Recognise(
        string folder,
        IReadOnlyList<TextPage> pages,
        List<DocumentProblem> problems,
        ReadingLimits limits,
        CancellationToken ct
    )
    {
        var count = Math.Min(pages.Count, limits.MostScannedPages);
        if (pages.Count > count)
            problems.Add(PageProblems.TooManyScannedPages(count));
        var read = new List<TextPage>(count);
        foreach (var page in pages.Take(count))
        {
            if (Dots(page, limits) is not { } dots)
                continue;
            string[] how = ["-r", $"{dots}", "-gray"];
            if (await DrawnPage.Write(folder, FileName, page.Number, how, limits, ct) is { } picture)
                read.Add(
                    await UprightPage.Read(
                        new(folder, picture, 1, page.Number),
                        drawing => DrawnPage.Read(folder, picture, drawing),
                        limits,
                        ct
                    )
                );
        }
        return Recognition.Outcome(read, problems);
    }

    /// <summary>About 300 dots per inch, fewer for a page so large that its picture would be over the limit; null for one too large for any.</summary>
    private static int? Dots(TextPage page, ReadingLimits limits)
    {
        const double dotsWanted = 300;
        var inches = Math.Max(page.Width / 72 * (page.Height / 72), 0.01);
        var dots = (int)Math.Max(36, Math.Min(dotsWanted, Math.Sqrt(Math.Min(limits.MostPixels, 40_000_000) / inches)));
        return dots * dots * inches > limits.MostPixels ? null : dots;
    }

    // pdftotext is quiet (-q) so that a damaged file cannot flood us; asked again, it says in words what is wrong.
    private static async Task<DocumentProblem> WhyUnreadable(string folder, ReadingLimits limits, CancellationToken ct)
    {
        var answer = await OutsideProgram.Run(
            "pdftotext",
            ["-l", "1", FileName, "-"],
            folder,
            limits.ProgramTime,
            limits.MostProgramOutput,
            ct
        );
        return answer.Errors.Contains("password", StringComparison.OrdinalIgnoreCase) ? PageProblems.Encrypted : PageProblems.Broken;
    }
}
