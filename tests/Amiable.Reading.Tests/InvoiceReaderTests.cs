using Amiable.Reading.Understanding;
using Amiable.Reading.Understanding.Invoices;

namespace Amiable.Reading.Tests;

public sealed class InvoiceReaderTests
{
    private static readonly OpenInvoice[] Open =
    [
        new("FV-26-0811", 980m, new(2026, 10, 15)),
        new("FV-26-0833", 455m, new(2026, 10, 20)),
        new("INV-8544", 1760m, new(2026, 8, 31)),
        new("INV-8544R", 1760m, new(2026, 9, 10)),
    ];

    [Theory]
    [InlineData("la 811 esta pagada", "FV-26-0811")]
    [InlineData("FV 26 0833", "FV-26-0833")]
    [InlineData("fv-26/0833", "FV-26-0833")]
    [InlineData("nr. 0833", "FV-26-0833")]
    [InlineData("8544R is a re-print", "INV-8544R")]
    [InlineData("I'll pay 8544 Monday", "INV-8544")]
    public void A_number_is_found_however_it_is_cut_down(string text, string number) =>
        Assert.Equal(number, Assert.Single(InvoiceReader.ByNumber(WrittenText.Of(text), Open)).Invoice.Number);

    [Theory]
    [InlineData("833 EUR")]
    [InlineData("in 26 days")]
    [InlineData("call 08338544")]
    public void A_figure_of_another_kind_is_no_number(string text) => Assert.Empty(InvoiceReader.ByNumber(WrittenText.Of(text), Open));

    [Theory]
    [InlineData("Pagamos amanhã a A/33.", "FT A/33")]
    [InlineData("P/37 jest sporna", "P/37")]
    [InlineData("M-1 ist bezahlt", "M-1")]
    [InlineData("pagamos a 33 euros", null)]
    public void A_short_number_is_found_by_its_letter_and_its_sign(string text, string? number)
    {
        OpenInvoice[] invoices =
        [
            new("FT A/31", 10m, new(2026, 8, 31)),
            new("FT A/33", 20m, new(2026, 8, 31)),
            new("P/37", 30m, new(2026, 8, 31)),
            new("M-1", 40m, new(2026, 8, 31)),
        ];
        Assert.Equal(number, InvoiceReader.ByNumber(WrittenText.Of(text), invoices).SingleOrDefault()?.Invoice.Number);
    }
}
