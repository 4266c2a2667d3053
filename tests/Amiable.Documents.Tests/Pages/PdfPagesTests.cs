using System.Text;

namespace Amiable.Documents.Pages;

public class PdfPagesTests
{
    [Fact]
    public async Task A_pdf_gives_its_words_and_where_they_stand()
    {
        var read = await PdfPages.Read(
            SmallPdf.Of("Invoice 2024-17 for Miller Ltd", "Total 1,234.56 EUR payable by 31/12/2024"),
            ReadingLimits.Default
        );
        Assert.Empty(read.Problems);
        Assert.False(read.IsScan);
        var page = Assert.Single(read.Pages);
        Assert.Equal((1, 595, 842), (page.Number, page.Width, page.Height));
        var (title, total) = (page.Words.Single(word => word.Text == "2024-17"), page.Words.Single(word => word.Text == "1,234.56"));
        Assert.True(title.Left < title.Right && title.Bottom < total.Top, $"{title} stands above {total}");
        Assert.Equal(1, total.Sureness);
    }

    [Fact]
    public async Task A_locked_pdf_says_that_it_asks_for_a_password()
    {
        var read = await PdfPages.Read(SmallPdf.Locked(), ReadingLimits.Default);
        Assert.Equal(("pdf-encrypted", true), Only(read));
    }

    [Theory]
    [InlineData("This is no PDF at all, whatever its name says.")]
    [InlineData("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\n")]
    [InlineData("")]
    public async Task A_damaged_pdf_says_so(string content)
    {
        var read = await PdfPages.Read(Encoding.ASCII.GetBytes(content), ReadingLimits.Default);
        Assert.Equal(("pdf-broken", true), Only(read));
    }

    [Fact]
    public async Task Of_a_pdf_with_too_many_pages_the_first_are_read_and_the_rest_is_said()
    {
        var pages = Enumerable.Range(1, 5).Select(page => $"Page {page} of an invoice number 4711 with enough words to read").ToArray();
        var read = await PdfPages.Read(SmallPdf.OfPages(pages), ReadingLimits.Default with { MostPages = 3 });
        Assert.Equal(3, read.Pages.Count);
        var problem = Assert.Single(read.Problems);
        Assert.Equal(("too-many-pages", false), (problem.Code, problem.Refuses));
        Assert.Equal(["3"], problem.Values);
    }

    [Fact]
    public async Task A_pdf_that_takes_too_long_is_given_up()
    {
        var read = await PdfPages.Read(SmallPdf.Of("Invoice"), ReadingLimits.Default with { ProgramTime = TimeSpan.FromTicks(1) });
        Assert.Equal(("too-slow", true), Only(read));
    }

    [Fact]
    public async Task A_pdf_that_prints_too_much_is_given_up()
    {
        var read = await PdfPages.Read(
            SmallPdf.Of(string.Join(' ', Enumerable.Repeat("word", 900))),
            ReadingLimits.Default with
            {
                MostProgramOutput = 1_000,
            }
        );
        Assert.Equal(("too-large", true), Only(read));
    }

    [Fact]
    public void A_missing_program_is_named_with_the_package_to_install()
    {
        var problem = PageProblems.Of(new("pdftotext", Programs.ProgramFailure.NotInstalled));
        Assert.Equal("program-missing", problem.Code);
        Assert.Contains("poppler-utils", problem.Message, StringComparison.Ordinal);
        Assert.Equal(["tesseract", "tesseract-ocr"], PageProblems.Of(new("tesseract", Programs.ProgramFailure.NotInstalled)).Values);
    }

    [Fact]
    public async Task An_empty_page_is_looked_at_as_a_picture_and_has_no_words()
    {
        Assert.SkipWhen(!Programs.OutsideProgram.IsInstalled("tesseract"), "tesseract is not installed");
        var read = await PdfPages.Read(SmallPdf.Of(), ReadingLimits.Default);
        Assert.Equal(("no-words", true), Only(read));
    }

    [Fact]
    public void Letters_without_meaning_are_no_text()
    {
        static IReadOnlyList<TextPage> Page(params string[] words) =>
            [new(1, 600, 800, [.. words.Select(word => new PageWord(word, 0, 0, 50, 10))])];
        Assert.True(TextQuality.IsText(Page("Rechnung", "Nummer", "4711", "Gesamtbetrag", "1.234,56", "EUR", "Kunde", "Sommer")));
        Assert.False(
            TextQuality.IsText(
                Page(
                    "\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\ue001\ue002\ue003\ue004\ue005\ue006\ue007\ue008\ue009\ue00a\ue00b\ue00c",
                    "12"
                )
            )
        );
        Assert.False(
            TextQuality.IsText(Page([.. Enumerable.Repeat("FKQXQJ", 8), .. Enumerable.Repeat("HVDPWEHWUDJ", 6), "12"])),
            "shifted letters"
        );
        Assert.False(TextQuality.IsText(Page("scan-0001.pdf")));
    }

    private static (string, bool) Only(PdfText read)
    {
        Assert.Empty(read.Pages);
        var problem = Assert.Single(read.Problems);
        return (problem.Code, problem.Refuses);
    }
}
