using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;

namespace Amiable.Tests.Cli;

/// <summary>./run extract as a shell sees it.</summary>
public sealed class ExtractVerbTests : IDisposable
{
    private const string Cii = """
        <rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
          <rsm:ExchangedDocument><ram:ID>F-1</ram:ID><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime><udt:DateTimeString format="102">20260302</udt:DateTimeString></ram:IssueDateTime></rsm:ExchangedDocument>
          <rsm:SupplyChainTradeTransaction>
            <ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty><ram:Name>Nous</ram:Name></ram:SellerTradeParty><ram:BuyerTradeParty><ram:Name>Élan SA</ram:Name></ram:BuyerTradeParty></ram:ApplicableHeaderTradeAgreement>
            <ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
              <ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:TaxTotalAmount currencyID="EUR">0.10</ram:TaxTotalAmount><ram:GrandTotalAmount>1234567.10</ram:GrandTotalAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>
            </ram:ApplicableHeaderTradeSettlement>
          </rsm:SupplyChainTradeTransaction>
        </rsm:CrossIndustryInvoice>
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("amiable-extract");

    [Fact]
    public async Task Every_document_of_a_folder_is_a_line_in_order_whatever_is_wrong_with_the_others()
    {
        await File.WriteAllTextAsync(At("b.xml"), Cii);
        await File.WriteAllTextAsync(At("a.pdf"), "<!doctype html><html></html>");
        await File.WriteAllTextAsync(
            At("c.csv"),
            "Customer,Invoice number,Issue date,Amount,Currency\nRoux,7,2026-02-01,12.50,EUR\nRoux,8,2026-02-02,1.00,EUR\n"
        );
        using (var zip = ZipFile.Open(At("d.zip"), ZipArchiveMode.Create))
        {
            await using var entry = zip.CreateEntry("in/e.xml").Open();
            await entry.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Cii));
        }

        var (code, output, errors) = await PlanVerbTests.Run("extract", _folder.FullName, At("not-there.pdf"));

        Assert.Equal(1, code);
        Assert.Contains("not-there.pdf", errors, StringComparison.Ordinal);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(
            [At("a.pdf"), At("b.xml"), At("c.csv"), At("c.csv"), At("d.zip") + "!in/e.xml"],
            lines.Select(l => l.GetProperty("file").GetString())
        );
        Assert.Equal(
            ["name-misleads", "file-is-html"],
            lines[0].GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("code").GetString())
        );
        Assert.Equal(JsonValueKind.Null, lines[0].GetProperty("kind").ValueKind);
        Assert.Equal(["7", "8"], lines.Skip(2).Take(2).Select(l => l.GetProperty("number").GetString()));
        Assert.Equal("Table", lines[2].GetProperty("source").GetString());
        Assert.Equal(
            "file kind number issuedDate dueDate totalAmount taxAmount paidAmount currency poNumber seller buyer source problems confidence",
            string.Join(' ', lines[1].EnumerateObject().Select(p => p.Name))
        );
        Assert.Contains(
            "\"kind\":\"Invoice\",\"number\":\"F-1\",\"issuedDate\":\"2026-03-02\",\"dueDate\":null,\"totalAmount\":1234567.10,\"taxAmount\":0.10,\"paidAmount\":null,\"currency\":\"EUR\",\"poNumber\":null,"
                + "\"seller\":{\"name\":\"Nous\",\"vatNumber\":null,\"registrationNumber\":null},"
                + "\"buyer\":{\"name\":\"Élan SA\",\"vatNumber\":null,\"registrationNumber\":null,\"address\":null,\"country\":null,\"email\":null},\"source\":\"Xml\",\"problems\":[]",
            output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Lines_go_to_a_file_where_one_is_named()
    {
        await File.WriteAllTextAsync(At("b.xml"), Cii);
        var (code, output, errors) = await PlanVerbTests.Run("extract", At("b.xml"), "--out", At("lines.jsonl"));
        Assert.Equal((0, "", ""), (code, output, errors));
        Assert.Equal(
            "F-1",
            JsonDocument.Parse(Assert.Single(await File.ReadAllLinesAsync(At("lines.jsonl")))).RootElement.GetProperty("number").GetString()
        );
    }

    [Fact]
    public async Task Without_poppler_e_invoices_are_read_and_a_PDF_says_which_package_is_missing()
    {
        await File.WriteAllTextAsync(At("a.xml"), Cii);
        await File.WriteAllTextAsync(At("b.pdf"), "%PDF-1.4\n");
        var start = new ProcessStartInfo(
            Environment.ProcessPath!,
            [Path.Combine(AppContext.BaseDirectory, "Amiable.Server.dll"), "extract", _folder.FullName]
        )
        {
            RedirectStandardOutput = true,
            Environment = { ["PATH"] = _folder.FullName },
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) != "dotnet")
            start.FileName = "dotnet";
        using var process = Process.Start(start)!;
        var lines = (await process.StandardOutput.ReadToEndAsync()).Split('\n');
        Assert.Contains("\"number\":\"F-1\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("program-missing", lines[1], StringComparison.Ordinal);
        Assert.Contains("poppler-utils", lines[1], StringComparison.Ordinal);
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
