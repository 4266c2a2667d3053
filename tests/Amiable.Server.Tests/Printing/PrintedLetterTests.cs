using System.Diagnostics;
using System.Text;
using Amiable.Integrations.Chromium;
using Amiable.Printing;
using Amiable.Server.Tests.Writing;
using Amiable.Writing;
using Microsoft.Extensions.Configuration;

namespace Amiable.Tests.Printing;

/// <summary>Letters as pages, made by the Chromium of this machine. Without one only what needs none is looked at.</summary>
public sealed class PrintedLetterTests(ITestOutputHelper output)
{
    private static readonly PdfFacts About = new("Facture <1>", "Duvernay & Fils", "fr");

    private static PrintPages Printer(string? program = null) =>
        new(new ConfigurationBuilder().AddInMemoryCollection([new("Chromium", program)]).Build());

    private static string Page(MessageBrief brief, string? name = null)
    {
        var message = BuiltInWriter.Write(brief);
        var (language, country) = (brief.Language, brief.Country!);
        var words = new LetterWords(language, country);
        PostalAddress to = new()
        {
            Street = "14 Station Road",
            PostalCode = "38100",
            City = "Grenoble",
            Country = country,
        };
        return LetterSheet.Of(
            new(
                LetterForm.For(country),
                country == "US",
                language,
                message.Subject,
                message.Html,
                AddressLines.Of(name ?? "Ateliers Roux", words.Attention("Anne Roux"), to, "FR", LetterWords.Country),
                ["Duvernay Conseil", "12 rue Garibaldi", "69003 LYON", "duvernay.example"],
                "Duvernay Conseil · 12 rue Garibaldi · 69003 LYON",
                null,
                [("", words.Dated("Lyon", brief.SentOn)), (words.Customer, "411ROUX"), ("", "lea@duvernay.example")],
                "Duvernay Conseil SAS au capital de 10 000 € · 12 rue Garibaldi, 69003 Lyon · 812 345 676 RCS Lyon · TVA FR27812345676"
            )
        );
    }

    private static BriefLine[] Forty() =>
        [
            .. Enumerable
                .Range(1, 40)
                .Select(n => new BriefLine(
                    $"F-2026-{n:0000}",
                    new(2026, 1, 5),
                    new(2026, 2, 1),
                    Samples.Eur(100_00 + n),
                    Samples.Eur(100_00 + n)
                )),
        ];

    [Fact]
    public async Task Without_chromium_the_reason_is_said()
    {
        await using var printer = Printer("/nowhere/chromium");

        var printed = await printer.Print(["<p>x</p>"], default);

        Assert.False(printer.CanPrint);
        Assert.Equal("post.no-chromium", printed.Problem!.Code);
    }

    [Fact]
    public async Task A_hundred_letters_become_one_document_that_says_an_AI_wrote_it()
    {
        await using var printer = Printer();
        Assert.SkipUnless(printer.CanPrint, "No Chromium here.");
        var letters = LetterTextsTests.All().Take(50).Select(b => Page(b)).ToList();
        letters = [.. Enumerable.Range(0, 100).Select(i => letters[i % letters.Count])];
        await printer.Print([letters[0]], default);

        var watch = Stopwatch.StartNew();
        var printed = await printer.Print(letters, default);
        var book = PdfBook.Of(printed.Value!, About);
        output.WriteLine($"{watch.Elapsed.TotalMilliseconds / 100:0} ms each in a batch of 100; {book.Length / 1024} kB");

        Assert.Equal(100, printed.Value!.Count);
        Assert.Equal(printed.Value.Sum(PdfBook.PagesOf), PdfBook.PagesOf(book));
        var text = Encoding.Latin1.GetString(book);
        Assert.Contains("<pdf:Keywords>AI-generated</pdf:Keywords>", text, StringComparison.Ordinal);
        Assert.Contains("/AIGenerated (true)", text, StringComparison.Ordinal);
        Assert.Contains("Duvernay &amp; Fils", text, StringComparison.Ordinal);
        Keep("hundred.pdf", book);
    }

    [Fact]
    public async Task Forty_invoices_take_several_pages_and_a_name_of_ninety_characters_still_fits()
    {
        await using var printer = Printer();
        Assert.SkipUnless(printer.CanPrint, "No Chromium here.");
        var briefs = LetterTextsTests.All(Forty()).Where(b => b.Tone == Amiable.FollowUp.Tone.Firm).ToList();
        var name = "Société coopérative de production des menuisiers, charpentiers et ébénistes du Haut-Dauphiné";

        var printed = await printer.Print(
            [.. briefs.Select(b => Page(b, name)), .. LetterTextsTests.All(Samples.First).Select(b => Page(b))],
            default
        );

        Assert.All(printed.Value!.Take(briefs.Count), pdf => Assert.InRange(PdfBook.PagesOf(pdf), 2, 3));
        Assert.All(printed.Value!.Skip(briefs.Count), pdf => Assert.Equal(1, PdfBook.PagesOf(pdf)));
        Keep("forty.pdf", PdfBook.Of([.. printed.Value!.Take(briefs.Count)], About));
        Keep("one.pdf", PdfBook.Of([.. printed.Value!.Skip(briefs.Count)], About));
    }

    [Fact]
    public async Task A_page_runs_no_script_and_cannot_leave_its_place()
    {
        await using var printer = Printer();
        Assert.SkipUnless(printer.CanPrint, "No Chromium here.");
        var evil =
            "<!DOCTYPE html><html><body>x<script>for(let i=0;i<300;i++)document.body.append(Object.assign(document.createElement('h1'),{textContent:i}))</script><img src=http://127.0.0.1/></body></html>";

        var printed = await printer.Print([evil], default);

        Assert.Equal(1, PdfBook.PagesOf(Assert.Single(printed.Value!)));
    }

    [Fact]
    public void What_a_customer_is_called_cannot_become_markup_or_style()
    {
        var page = Page(LetterTextsTests.All().First(), "</style><b>\"Roux\"</b>");

        Assert.DoesNotContain("<b>&quot;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("</style><b>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;/style&gt;&lt;b&gt;&quot;Roux", page, StringComparison.Ordinal);
    }

    // For whoever wants to look at them: LETTERS names a folder.
    private static void Keep(string name, byte[] pdf)
    {
        if (Environment.GetEnvironmentVariable("LETTERS") is { } folder)
            File.WriteAllBytes(Path.Combine(folder, name), pdf);
    }
}
