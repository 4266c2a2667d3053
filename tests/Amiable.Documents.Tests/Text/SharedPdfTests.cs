using System.Text.Json;
using Amiable.Documents.Text.Papers;

namespace Amiable.Documents.Text;

/// <summary>Real invoices: e-invoices whose data tell what their pages say, and suppliers' with some fields written down.</summary>
public class SharedPdfTests(ITestOutputHelper output)
{
    private static readonly string[] MustHold = ["number", "issued", "total", "currency"];

    [Fact]
    public async Task The_pages_of_e_invoices_are_read_as_their_data_say()
    {
        var table = new FieldTable();
        foreach (var file in Directory.GetFiles(SharedData.Folder("einvoices/facturx"), "*.pdf").Order())
        {
            var data = await Read(file, ReadingOptions.Default);
            var page = await Read(file, new() { IgnoresEmbeddedXml = true });
            Add(table, file, "number", data.Number, page.Number);
            Add(table, file, "issued", data.IssuedOn, page.IssuedOn);
            Add(table, file, "due", data.DueOn, page.DueOn);
            Add(table, file, "total", data.Total, page.Total);
            Add(table, file, "tax", data.Tax, page.Tax);
            Add(table, file, "paid", data.Paid is { Value: > 0 } ? data.Paid : null, page.Paid);
            Add(table, file, "currency", data.Currency, page.Currency);
            Add(table, file, "kind", data.Kind, page.Kind);
            Add(table, file, "seller", data.Seller.Name, page.Seller.Name);
            Add(table, file, "seller vat", data.Seller.VatNumber, page.Seller.VatNumber);
            Add(table, file, "buyer", data.Buyer.Name, page.Buyer.Name);
            Add(table, file, "buyer vat", data.Buyer.VatNumber, page.Buyer.VatNumber);
            Add(table, file, "buyer country", data.Buyer.Country, page.Buyer.Country);
        }
        Hold(table);
    }

    [Fact]
    public async Task Real_suppliers_invoices_are_read()
    {
        var table = new FieldTable();
        foreach (var file in Directory.GetFiles(SharedData.Folder("pdf-invoices"), "*.json").Order())
        {
            using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(file));
            var truth = json.RootElement[0];
            var read = await Read(Path.ChangeExtension(file, ".pdf"), ReadingOptions.Default);
            table.Add(file, "number", truth.GetProperty("invoice_number").GetString()!, read.Number);
            table.Add(file, "issued", truth.GetProperty("date").GetString()!, Written(read.IssuedOn));
            table.Add(file, "total", truth.GetProperty("amount").GetDecimal(), read.Total);
            table.Add(file, "currency", truth.GetProperty("currency").GetString()!, read.Currency);
        }
        Hold(table);
    }

    private void Hold(FieldTable table)
    {
        output.WriteLine(table.ToString());
        foreach (var field in MustHold)
            Assert.True(table.Share(field) >= 0.85, table.ToString());
        Assert.True(table.SureAndWrong("total") <= 0.02, table.ToString());
    }

    private static async Task<DocumentReading> Read(string file, ReadingOptions options) =>
        (await DocumentReader.Read(Path.GetFileName(file), await File.ReadAllBytesAsync(file), options))[0].Reading;

    private static void Add<T>(FieldTable table, string file, string field, Finding<T>? truth, Finding<T>? read)
    {
        if (truth is not null)
            table.Add(Path.GetFileName(file), field, truth.Value, read);
    }

    private static Finding<string>? Written(Finding<DateOnly>? day) =>
        day is null
            ? null
            : new(day.Value.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), day.Source, day.Confidence);
}
