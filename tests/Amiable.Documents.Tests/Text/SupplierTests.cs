using System.Globalization;
using System.Runtime.CompilerServices;
using Amiable.Documents.Text.Papers;

namespace Amiable.Documents.Text;

/// <summary>
/// Invoices written after the manner of real suppliers: telecoms, power companies, hosts, shops, hotels, airlines, workshops, lawyers. Their
/// words and places are in Suppliers/, what they say in its truth.tsv.
/// </summary>
public class SupplierTests(ITestOutputHelper output)
{
    [Fact]
    public void Invoices_of_all_kinds_of_suppliers_are_read()
    {
        var table = new FieldTable();
        foreach (var (name, truth) in Truths())
            Compare(table, name, truth, TextReader.Read(PaperFiles.Pages(Path.Combine(Folder(), name + ".tsv")), FieldSource.Text));
        output.WriteLine(table.ToString());
        foreach (var field in (string[])["number", "issued", "due", "total", "currency", "kind", "buyer"])
            Assert.True(table.Share(field) >= 0.92, $"{field}: {table.Share(field):P0}\n{table}");
        Assert.Equal(0, table.SureAndWrong("total"));
    }

    private static void Compare(FieldTable table, string name, Dictionary<string, string> truth, DocumentReading read)
    {
        void Add<T>(string field, Finding<T>? finding, Func<T, string> written)
        {
            if (truth[field].Length > 0)
                table.Add(
                    name,
                    field,
                    truth[field],
                    finding is null ? null : new Finding<string>(written(finding.Value), finding.Source, finding.Confidence)
                );
        }
        static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        static string Money(decimal value) => value.ToString("0.00", CultureInfo.InvariantCulture);
        static string Same(string text) => text;
        Add("number", read.Number, Same);
        Add("issued", read.IssuedOn, Day);
        Add("due", read.DueOn, Day);
        Add("total", read.Total, Money);
        Add("tax", read.Tax, Money);
        Add("paid", read.Paid, Money);
        Add("currency", read.Currency, Same);
        Add("kind", read.Kind, kind => kind.ToString());
        Add("po", read.PurchaseOrder, Same);
        Add("preceding", read.Preceding, Same);
        Add("seller vat", read.Seller.VatNumber, Same);
        Add("buyer vat", read.Buyer.VatNumber, Same);
        Add("buyer", read.Buyer.Name, Same);
    }

    private static IEnumerable<(string Name, Dictionary<string, string> Truth)> Truths()
    {
        var lines = File.ReadAllLines(Path.Combine(Folder(), "truth.tsv"));
        var fields = lines[0].Split('\t');
        foreach (var line in lines.Skip(1))
            yield return (line.Split('\t')[0], fields.Zip(line.Split('\t')).ToDictionary(pair => pair.First, pair => pair.Second));
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Suppliers");
}
