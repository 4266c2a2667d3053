using System.Text;

namespace Amiable.Documents.EInvoices;

public class SafeXmlTests
{
    private static readonly ReadingLimits Limits = ReadingLimits.Default;

    private static DocumentReading Read(byte[] xml) => Assert.Single(EInvoiceReader.Read(xml, Limits));

    private static DocumentReading Read(string xml) => Read(Encoding.UTF8.GetBytes(xml));

    [Fact]
    public void An_external_entity_is_never_fetched()
    {
        var secret = Path.GetTempFileName();
        File.WriteAllText(secret, "TOP SECRET");
        var xml = Fixture
            .Text("ubl.xml")
            .Replace("<Invoice ", $"<!DOCTYPE Invoice [<!ENTITY x SYSTEM \"file://{secret}\">]><Invoice ", StringComparison.Ordinal)
            .Replace("2026-00042", "&x;", StringComparison.Ordinal);
        var r = Read(xml);
        File.Delete(secret);
        Assert.Equal("xml-doctype", Assert.Single(r.Problems).Code);
        Assert.Null(r.Number);
    }

    [Fact]
    public void A_billion_laughs_are_not_laughed()
    {
        var laughs = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 \"lol\">");
        for (var i = 1; i < 12; i++)
            laughs.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">"
            );
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal("xml-doctype", Assert.Single(Read(laughs.Append("]><a>&l11;</a>").ToString()).Problems).Code);
        Assert.True(watch.ElapsedMilliseconds < 2_000);
    }

    [Fact]
    public void Elements_within_elements_without_end_are_refused() =>
        Assert.Equal("xml-too-large", Assert.Single(Read(string.Concat(Enumerable.Repeat("<a>", 500_000))).Problems).Code);

    [Theory]
    [InlineData("<a>", "<![CDATA[x]]>", "</a>")]
    [InlineData("<a>", "x<!-- -->", "</a>")]
    [InlineData("<a>", "<b/>", "</a>")]
    [InlineData("<a", " b{0}=''", "/>", 50_000)]
    [InlineData("<a>", "<b{0}/>", "</a>")]
    public void What_a_hostile_file_repeats_costs_no_more_than_its_length(string before, string piece, string after, int times = 300_000)
    {
        var xml = new StringBuilder(before);
        for (var i = 0; i < times; i++)
            xml.Append(piece.Replace("{0}", i.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        var bytes = Encoding.UTF8.GetBytes(xml.Append(after).ToString());
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal("xml-unknown", Assert.Single(Read(bytes).Problems).Code);
        Assert.True(watch.ElapsedMilliseconds < 3_000, $"It took {watch.ElapsedMilliseconds} ms.");
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("iso-8859-1", false)]
    [InlineData("windows-1252", false)]
    public void Every_encoding_a_file_names_is_read(string encoding, bool mark)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var named = Encoding.GetEncoding(encoding);
        var xml = Fixture.Text("zugferd1.xml").Replace("encoding=\"UTF-8\"", $"encoding=\"{encoding}\"", StringComparison.Ordinal);
        byte[] bytes = [.. mark ? named.GetPreamble() : [], .. named.GetBytes(xml)];
        var r = Read(bytes);
        Assert.Empty(r.Problems);
        Assert.Equal("Werkstatt Weiß KG", r.Seller.Name!.Value);
    }

    [Theory]
    [InlineData("UTF-8", "windows-1252")]
    [InlineData("UTF8-unknown", "utf-8")]
    public void A_file_in_another_encoding_than_it_names_is_read_and_says_so(string named, string written)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var xml = Fixture.Text("zugferd1.xml").Replace("encoding=\"UTF-8\"", $"encoding=\"{named}\"", StringComparison.Ordinal);
        var r = Read(Encoding.GetEncoding(written).GetBytes(xml));
        Assert.Equal("Werkstatt Weiß KG", r.Seller.Name!.Value);
        Assert.Equal("xml-encoding", Assert.Single(r.Problems).Code);
    }

    [Fact]
    public void Blank_lines_before_and_zeros_after_do_no_harm() =>
        Assert.Equal("R-2015-7", Read("\r\n  " + Fixture.Text("zugferd1.xml") + "\0\0").Number!.Value);

    [Fact]
    public void Attachments_cost_nothing_and_change_nothing()
    {
        var attached =
            "<ram:AdditionalReferencedDocument><ram:AttachmentBinaryObject>"
            + new string('A', 5_000_000)
            + "</ram:AttachmentBinaryObject></ram:AdditionalReferencedDocument><ram:BuyerOrderReferencedDocument>";
        var xml = Fixture.Text("cii.xml").Replace("<ram:BuyerOrderReferencedDocument>", attached, StringComparison.Ordinal);
        var r = Read(xml);
        Assert.Empty(r.Problems);
        Assert.Equal("PO-88", r.PurchaseOrder!.Value);
    }
}
