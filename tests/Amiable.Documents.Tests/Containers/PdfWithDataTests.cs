using Amiable.Documents.EInvoices;
using Amiable.Documents.Programs;

namespace Amiable.Documents.Containers;

public class PdfWithDataTests
{
    private static readonly string[] Page =
    [
        "Duvernay Conseil SAS",
        "INVOICE",
        "Invoice number: F-2026-0117",
        "Invoice date: 2 March 2026",
        "Due date: 1 April 2026",
        "Net EUR 1,000.00",
        "VAT 20% EUR 200.00",
        "Total EUR 1,200.00",
    ];

    private static async Task<FileReading> Read(byte[] pdf, ReadingOptions? options = null)
    {
        Assert.SkipUnless(OutsideProgram.IsInstalled("pdfdetach"), "pdfdetach is not here");
        return Assert.Single(await DocumentReader.Read("a.pdf", pdf, options ?? ReadingOptions.Default));
    }

    private static IEnumerable<string> Codes(FileReading reading) => reading.Reading.Problems.Select(p => p.Code);

    [Theory]
    [InlineData("factur-x.xml")]
    [InlineData("ZUGFeRD-invoice.xml")]
    [InlineData("our own export.XML")]
    [InlineData("no-ending")]
    public async Task The_data_of_a_PDF_are_found_under_any_name(string name)
    {
        var read = await Read(PdfFile.Of(Page, ("terms.txt", [1]), (name, Fixture.Bytes("cii.xml"))));
        Assert.Equal(("F-2026-0117", FieldSource.Xml, 1200m), (read.Reading.Number!.Value, read.Source, read.Reading.Total!.Value));
        Assert.Empty(Codes(read));
    }

    [Fact]
    public async Task Of_several_attachments_the_one_with_the_prescribed_name_is_the_invoice()
    {
        var read = await Read(PdfFile.Of(Page, ("order.xml", Fixture.Bytes("ubl.xml")), ("factur-x.xml", Fixture.Bytes("cii.xml"))));
        Assert.Equal("F-2026-0117", read.Reading.Number!.Value);
    }

    [Fact]
    public async Task A_page_that_surely_says_another_day_is_told_and_the_data_are_taken()
    {
        string[] page = [.. Page.Select(line => line.Replace("2 March", "12 March", StringComparison.Ordinal))];
        var read = await Read(PdfFile.Of(page, ("factur-x.xml", Fixture.Bytes("cii.xml"))));
        Assert.Equal(new DateOnly(2026, 3, 2), read.Reading.IssuedOn!.Value);
        var problem = Assert.Single(read.Reading.Problems);
        Assert.Equal(("page-differs", "issuedDate"), (problem.Code, problem.Field));
        Assert.Equal(["2026-03-12", "2026-03-02"], problem.Values);
    }

    [Fact]
    public async Task Damaged_data_are_told_and_the_page_is_read_instead()
    {
        var read = await Read(PdfFile.Of(Page, ("factur-x.xml", Fixture.Bytes("cii.xml")[..900])));
        Assert.Equal("embedded-xml-unreadable", Codes(read).First());
        Assert.Equal(("F-2026-0117", FieldSource.Text), (read.Reading.Number!.Value, read.Source));
    }

    [Fact]
    public async Task An_order_with_data_is_no_invoice_whatever_its_page_looks_like()
    {
        var order = "<a:SCRDMCCBDACIOMessageStructure xmlns:a='urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100'/>"u8.ToArray();
        Assert.Equal(["not-an-invoice"], Codes(await Read(PdfFile.Of(Page, ("order-x.xml", order)))));
    }

    [Fact]
    public async Task Its_words_alone_are_read_when_that_is_asked()
    {
        var read = await Read(PdfFile.Of(Page, ("factur-x.xml", Fixture.Bytes("ubl.xml"))), new() { IgnoresEmbeddedXml = true });
        Assert.Equal(("F-2026-0117", FieldSource.Text), (read.Reading.Number!.Value, read.Source));
    }

    [Fact]
    public async Task A_PDF_under_a_password_and_a_damaged_one_are_refused()
    {
        Assert.Equal(["pdf-encrypted"], Codes(await Read(PdfFile.UnderPassword())));
        Assert.Equal(["pdf-broken"], Codes(await Read("%PDF-1.7\nnothing of it"u8.ToArray())));
    }

    [Fact]
    public async Task An_attachment_that_unfolds_without_end_is_not_kept()
    {
        var options = ReadingOptions.Default with { Limits = new() { MostBytes = 1_000_000 } };
        Assert.Equal(["too-large"], Codes(await Read(PdfFile.Of(Page, ("factur-x.xml", new byte[50_000_000])), options)));
    }
}
