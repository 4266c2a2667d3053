using System.Globalization;

namespace Amiable.Documents.Text.Papers;

/// <summary>How many fields of the invented invoices are read right.</summary>
public class PaperTests(ITestOutputHelper output)
{
    [Fact]
    public void Of_the_invoices_looked_at_nearly_all_fields_are_read() => Read(counted: false, atLeast: 0.95);

    [Fact]
    public void Of_the_invoices_kept_aside_most_fields_are_read() => Read(counted: true, atLeast: 0.85);

    private void Read(bool counted, double atLeast)
    {
        var table = new FieldTable();
        foreach (var paper in PaperFiles.All().Where(paper => paper.Counted == counted))
            Compare(table, paper, TextReader.Read(PaperFiles.Pages(paper), FieldSource.Text));
        output.WriteLine(table.ToString());
        foreach (var field in (string[])["number", "issued", "total", "currency"])
            Assert.True(table.Share(field) >= atLeast, $"{field}: {table.Share(field):P0}\n{table}");
        Assert.True(table.SureAndWrong("total") <= 0.02, table.ToString());
    }

    private static void Compare(FieldTable table, Paper paper, DocumentReading read)
    {
        table.Add(paper.Name, "kind", paper.IsCredit ? DocumentKind.CreditNote : DocumentKind.Invoice, read.Kind);
        table.Add(paper.Name, "number", paper.Number, read.Number);
        table.Add(paper.Name, "issued", paper.Issued, read.IssuedOn);
        table.Add(paper.Name, "total", paper.Gross, read.Total);
        table.Add(paper.Name, "tax", paper.Tax, read.Tax);
        table.Add(paper.Name, "currency", paper.Currency, read.Currency);
        if (paper.Layout is not ("G" or "J" or "L"))
            table.Add(paper.Name, "due", paper.Due, read.DueOn);
        if (paper.Paid > 0)
            table.Add(paper.Name, "paid", paper.Paid, read.Paid);
        if (paper.Po is not null)
            table.Add(paper.Name, "po", paper.Po, read.PurchaseOrder);
        if (paper.Original is not null)
            table.Add(paper.Name, "preceding", paper.Original, read.Preceding);
        table.Add(paper.Name, "seller", paper.Seller.Name, read.Seller.Name);
        if (paper.Layout is not ("I" or "L" or "K") && paper.Seller.Vat.Length > 0)
            table.Add(paper.Name, "seller vat", paper.Seller.Vat, read.Seller.VatNumber);
        table.Add(paper.Name, "buyer", paper.Buyer.Name, read.Buyer.Name);
        table.Add(paper.Name, "buyer address", $"{paper.Buyer.Street}\n{paper.Buyer.City}", read.Buyer.Address);
        if (paper.Layout is "B" or "L" && paper.Buyer.Vat.Length > 0)
            table.Add(paper.Name, "buyer vat", paper.Buyer.Vat, read.Buyer.VatNumber);
    }
}

/// <summary>Right, wrong, missing, and wrong though sure, for each field.</summary>
internal sealed class FieldTable
{
    private readonly Dictionary<string, int[]> _fields = [];
    private readonly List<string> _faults = [];

    public void Add<T>(string document, string field, T truth, Finding<T>? read)
    {
        if (!_fields.TryGetValue(field, out var counts))
            _fields[field] = counts = new int[4];
        var place =
            read is null ? 2
            : Equals(read.Value, truth) ? 0
            : 1;
        counts[place]++;
        if (place == 0)
            return;
        var sure = place == 1 && read!.Confidence >= Finding.Certain;
        counts[3] += sure ? 1 : 0;
        _faults.Add(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{document} {field}: {truth} read as {(read is null ? "nothing" : $"{read.Value} ({read.Confidence})")}{(sure ? " !" : "")}"
            )
        );
    }

    public double Share(string field) => (double)_fields[field][0] / _fields[field][..3].Sum();

    public double SureAndWrong(string field) => (double)_fields[field][3] / _fields[field][..3].Sum();

    public override string ToString() =>
        "field            right wrong missing sure-but-wrong\n"
        + string.Join(
            '\n',
            _fields.Select(field =>
                $"{field.Key, -16} {field.Value[0], 5} {field.Value[1], 5} {field.Value[2], 7} {field.Value[3], 5}   {Share(field.Key):P0}"
            )
        )
        + "\n"
        + string.Join('\n', _faults);
}
