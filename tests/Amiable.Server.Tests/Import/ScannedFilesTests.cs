using System.Net;
using System.Text;
using Amiable.Documents.Programs;
using Amiable.Import.Dropped;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Import;

/// <summary>A scan in TIFF: browsers and customers cannot open it, and both are shown what it says.</summary>
public sealed class ScannedFilesTests(OneServer one) : IClassFixture<OneServer>
{
    private Task<T> Ask<T>(Func<AppDb, Task<T>> read) => one.Server.As(one.Server.Us, s => read(s.GetRequiredService<AppDb>()));

    [Fact]
    public async Task A_tiff_is_read_shown_page_by_page_and_filed_as_a_pdf()
    {
        Assert.SkipWhen(!OutsideProgram.IsInstalled("tesseract") || !OutsideProgram.IsInstalled("pdftoppm"), "tesseract is not installed");
        var tiff = await Tiff();
        await one.Server.Do<TakeFiles, Amiable.Errands.Errand>(u => u.Run([new("post/march.tif", tiff)], default));
        var found = await Ask(db => db.FoundDocuments.AsNoTracking().SingleAsync(f => f.FileName == "post/march.tif"));
        Assert.Equal((FoundState.ToReview, "TF-2026-9", 120m), (found.State, found.Reading.Number?.Value, found.Reading.Total?.Value));

        var page = await one.Client.GetStringAsync($"/import/documents/{found.Id.Value}");
        Assert.Contains($"/import/documents/{found.Id.Value}/pages/1", page, StringComparison.Ordinal);
        var shown = await one.Client.GetAsync($"/import/documents/{found.Id.Value}/pages/1");
        Assert.Equal((HttpStatusCode.OK, "image/png"), (shown.StatusCode, shown.Content.Headers.ContentType?.MediaType));
        Assert.Equal(0x89, (await shown.Content.ReadAsByteArrayAsync())[0]);
        Assert.Equal(HttpStatusCode.NotFound, (await one.Client.GetAsync($"/import/documents/{found.Id.Value}/pages/2")).StatusCode);

        var details = FoundDetails.Of(found.Reading, null) with { AccountName = "Scans Ltd", DueOn = new(2026, 4, 3) };
        await one.Server.Do<TakeInvoices, Done>(u => u.Run(found.Id, details, default));
        var document = await Ask(db => db.InvoiceDocuments.AsNoTracking().SingleAsync(d => d.FileName == "march.pdf"));
        Assert.Equal("%PDF", Encoding.ASCII.GetString(document.Bytes, 0, 4));
    }

    private static async Task<byte[]> Tiff()
    {
        string[] lines =
        [
            "Invoice number: TF-2026-9",
            "Invoice date: 3 March 2026",
            "Net amount 100.00 EUR",
            "VAT 20% 20.00 EUR",
            "Total including VAT 120.00 EUR",
        ];
        var text = string.Concat(lines.Select((line, at) => $"BT /F 14 Tf 60 {760 - (at * 30)} Td ({line}) Tj ET\n"));
        var pdf = $"""
            %PDF-1.4
            1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
            2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
            3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >> endobj
            4 0 obj << /Length {text.Length} >>
            stream
            {text}endstream endobj
            trailer << /Root 1 0 R >>
            """;
        using var folder = new TemporaryFolder();
        await folder.Write("a.pdf", Encoding.ASCII.GetBytes(pdf));
        string[] arguments = ["-q", "-r", "200", "-gray", "-tiff", "-singlefile", "a.pdf", "a"];
        await OutsideProgram.Run("pdftoppm", arguments, folder.Path, TimeSpan.FromSeconds(20), 10_000);
        return await File.ReadAllBytesAsync(Path.Combine(folder.Path, "a.tif"));
    }
}
