namespace Amiable.Documents.Pages;

/// <summary>Scans as they come from the machine: in TIFF, of many pages, and lying on their side.</summary>
public class TurnedPagesTests
{
    private static (string?, DateOnly?, decimal?) Said(DocumentReading reading) =>
        (reading.Number?.Value, reading.IssuedOn?.Value, reading.Total?.Value);

    private static readonly (string?, DateOnly?, decimal?) Invoice = ("RE-2024-17", new DateOnly(2024, 5, 3), 120m);

    private static async Task<FileReading> Read(string name, byte[] file, ReadingLimits? limits = null) =>
        Assert.Single(await DocumentReader.Read(name, file, ReadingOptions.Default with { Limits = limits ?? ReadingLimits.Default }));

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public async Task A_scan_is_read_however_it_lay(int turn)
    {
        Assert.SkipWhen(!Scans.CanBeMade, "tesseract is not installed");
        var page = (await Scans.Invoice()).Turned(turn);

        foreach (var (name, file) in new[] { ("a.png", page.ToPng()), ("a.tif", Scans.Tiff(page)) })
        {
            var found = await Read(name, file);

            Assert.Equal((FieldSource.Ocr, Invoice), (found.Source!.Value, Said(found.Reading)));
            Assert.Equal(turn, found.Reading.Turns.GetValueOrDefault(1));
            Assert.Equal("recognised", Assert.Single(found.Reading.Problems).Code);
            // Its place is that on the page set upright: the number stands above the total, at the left.
            var (number, total) = (found.Reading.Number!.Evidence!.Area, found.Reading.Total!.Evidence!.Area);
            Assert.True(
                number.Bottom < total.Top && number.Left < 0.5 && number.Right - number.Left > number.Bottom - number.Top,
                $"{number} {total}"
            );
        }
    }

    [Fact]
    public async Task A_scanned_pdf_whose_page_lies_upside_down_is_read()
    {
        Assert.SkipWhen(!Scans.CanBeMade, "tesseract is not installed");
        using var folder = new Programs.TemporaryFolder();
        await folder.Write("a.tif", Scans.Tiff((await Scans.Invoice()).Turned(180)));
        var pdf = await PictureAsPdf.Write(folder.Path, "a.tif", 1, ReadingLimits.Default, default);

        var found = await Read("a.pdf", await File.ReadAllBytesAsync(Path.Combine(folder.Path, pdf!)));

        Assert.Equal(Invoice, Said(found.Reading));
        Assert.Equal(180, found.Reading.Turns[1]);
    }

    [Fact]
    public async Task Every_page_of_a_tiff_is_read_up_to_the_limit_and_the_rest_is_said()
    {
        Assert.SkipWhen(!Scans.CanBeMade, "tesseract is not installed");
        var letter = await Scans.Page("Dear Sir or Madam,", "please find our invoice on the next page.");
        var invoice = await Scans.Invoice();

        var all = await Read("fax.tiff", Scans.Tiff(letter, invoice.Turned(270)));
        Assert.Equal(Invoice, Said(all.Reading));
        Assert.Equal((2, 2), (all.Reading.Total!.Evidence!.Page, all.Pages.Count));
        Assert.Equal(270, Assert.Single(all.Reading.Turns).Value);

        var first = await Read("fax.tiff", Scans.Tiff(letter, invoice), ReadingLimits.Default with { MostScannedPages = 1 });
        Assert.Null(first.Reading.Total);
        Assert.Equal(["too-many-scanned-pages", "recognised"], first.Reading.Problems.Select(p => p.Code));
    }

    [Fact]
    public async Task A_tiff_that_is_damaged_or_unfolds_to_gigabytes_is_refused_and_one_cut_off_gives_its_first_pages()
    {
        Assert.SkipWhen(!Scans.CanBeMade, "tesseract is not installed");
        var invoice = await Scans.Invoice();
        var whole = Scans.Tiff(invoice, invoice);

        var large = await Read("a.tif", Scans.Tiff(invoice with { Width = 50_000, Height = 50_000 }));
        Assert.Equal(("picture-too-large", null), (Assert.Single(large.Reading.Problems).Code, large.Source));
        var broken = await Read("a.tif", [.. whole.AsSpan(0, 5_000)]);
        Assert.Equal("picture-broken", Assert.Single(broken.Reading.Problems).Code);
        var cut = await Read("a.tif", [.. whole.AsSpan(0, whole.Length - 1_000)]);
        Assert.Equal(Invoice, Said(cut.Reading));
    }

    [Fact]
    public async Task Any_page_is_shown_upright()
    {
        Assert.SkipWhen(!Scans.CanBeMade, "tesseract is not installed");
        var invoice = await Scans.Invoice();
        var scan = Scans.Tiff(await Scans.Page("Nothing but a letter"), invoice.Turned(90));

        var shown = await PagePicture.Of(scan, 2, 90, ReadingLimits.Default);

        Assert.Equal((919, 1_300), (PictureSize.Of(shown)!.Value.Width, PictureSize.Of(shown)!.Value.Height));
        var read = await PicturePages.Read(shown!, ReadingLimits.Default);
        Assert.Equal(0, Assert.Single(read.Pages).Turn);
        Assert.Contains("RE-2024-17", read.Pages[0].Words.Select(w => w.Text));
        Assert.Null(await PagePicture.Of(scan, 3, 0, ReadingLimits.Default));
    }

    [Fact]
    public void Four_quarter_turns_are_none()
    {
        var picture = Raster.OfPnm((byte[])[.. "P6\n3 2\n255\n"u8, .. Enumerable.Range(0, 18).Select(n => (byte)n)])!;
        var quarter = picture.Turned(90);

        Assert.Equal((2, 3), (quarter.Width, quarter.Height));
        // The lower left corner comes to the upper left one.
        Assert.Equal([9, 10, 11], quarter.Bytes[..3].ToArray());
        Assert.Equal(picture.Turned(180).Bytes.ToArray(), quarter.Turned(90).Bytes.ToArray());
        Assert.Equal(picture.Turned(270).Bytes.ToArray(), quarter.Turned(180).Bytes.ToArray());
        Assert.Equal(picture.Bytes.ToArray(), quarter.Turned(270).Bytes.ToArray());
        Assert.Null(Raster.OfPnm((byte[])[.. "P6\n30000 30000\n255\n"u8, 1, 2, 3]));
    }
}
