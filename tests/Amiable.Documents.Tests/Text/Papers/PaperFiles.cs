using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Amiable.Documents.Pages;

namespace Amiable.Documents.Text.Papers;

/// <summary>
/// The invented invoices as their words and places, so that reading them needs no browser: a file for each language and half. Made anew with
/// <c>-explicit only -class "*PaperFiles*"</c> where Chromium is installed.
/// </summary>
public class PaperFiles
{
    internal static IEnumerable<Paper> All() =>
        from layout in new[] { "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L" }
        from language in PaperWords.Languages
        let turn = (Array.IndexOf(PaperWords.Languages, language) + layout[0]) % 5
        select new Paper(layout, language, turn);

    internal static IReadOnlyList<TextPage> Pages(Paper paper) => Pages(Path.Combine(Folder(), paper.Name + ".tsv"));

    internal static IReadOnlyList<TextPage> Pages(string file)
    {
        var pages = new List<TextPage>();
        var words = new List<PageWord>();
        foreach (var line in File.ReadLines(file))
        {
            var cells = line.Split('\t');
            double Number(int at) => double.Parse(cells[at], CultureInfo.InvariantCulture);
            if (cells.Length == 2)
                pages.Add(new(pages.Count + 1, Number(0), Number(1), words = []));
            else
                words.Add(new(cells[4], Number(0), Number(1), Number(2), Number(3)));
        }
        return pages;
    }

    [Fact(Explicit = true)]
    public async Task Print_all_papers()
    {
        var folder = Directory.CreateTempSubdirectory("papers-").FullName;
        Directory.CreateDirectory(Folder());
        foreach (var paper in All())
        {
            var (html, pdf) = (Path.Combine(folder, paper.Name + ".html"), Path.Combine(folder, paper.Name + ".pdf"));
            await File.WriteAllTextAsync(html, PaperLayouts.Html(paper));
            string[] arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", $"--print-to-pdf={pdf}", html];
            using var browser = Process.Start(new ProcessStartInfo("chromium", arguments) { RedirectStandardError = true })!;
            await browser.StandardError.ReadToEndAsync();
            await browser.WaitForExitAsync();
            var text = await PdfPages.Read(await File.ReadAllBytesAsync(pdf), ReadingLimits.Default);
            Assert.NotEmpty(text.Pages);
            await File.WriteAllTextAsync(Path.Combine(Folder(), paper.Name + ".tsv"), Written(text.Pages));
        }
    }

    private static string Written(IReadOnlyList<TextPage> pages)
    {
        var text = new StringBuilder();
        foreach (var page in pages)
        {
            text.Append(CultureInfo.InvariantCulture, $"{page.Width:0.#}\t{page.Height:0.#}\n");
            foreach (var word in page.Words)
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{word.Left:0.#}\t{word.Top:0.#}\t{word.Right:0.#}\t{word.Bottom:0.#}\t{word.Text}\n"
                );
        }
        return text.ToString();
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Printed");
}
