using System.Globalization;
using System.Text.Json;

namespace Amiable.Documents.EInvoices;

/// <summary>The public e-invoices of shared/data/einvoices against what a person read in them (corpus.jsonl).</summary>
public class CorpusTests
{
    public static IEnumerable<TheoryDataRow<string>> Lines() =>
        File.ReadLines(Fixture.Path("corpus.jsonl")).Select(line => new TheoryDataRow<string>(line));

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_public_e_invoice_says_what_a_person_reads_in_it(string line)
    {
        var expected = JsonDocument.Parse(line).RootElement;
        var file = expected.GetProperty("file").GetString()!;
        Assert.SkipWhen(
            file.EndsWith(".pdf", StringComparison.Ordinal) && !Programs.OutsideProgram.IsInstalled("pdfdetach"),
            "pdfdetach is not here"
        );
        var bytes = await File.ReadAllBytesAsync(Path.Combine(SharedData.Folder("einvoices"), file));
        var found = Assert.Single(await DocumentReader.Read(file, bytes, ReadingOptions.Default));

        Assert.True(found.Source == FieldSource.Xml, string.Join(" ", found.Reading.Problems));
        Assert.Equal(Of(expected), Of(found.Reading));
        var codes = found.Reading.Problems.Select(p => p.Code).ToList();
        var wanted = expected.GetProperty("problems").EnumerateArray().Select(p => p.GetString()!).ToList();
        if (wanted.Count == 0)
            Assert.Empty(codes);
        else
            Assert.Subset(codes.ToHashSet(), wanted.ToHashSet());
    }

    [Fact]
    public void Every_file_of_the_corpus_was_read_by_a_person()
    {
        var folder = SharedData.Folder("einvoices");
        var there = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f));
        var read = Lines().Select(l => JsonDocument.Parse(l.Data).RootElement.GetProperty("file").GetString()!);
        Assert.Equal(there.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    private static string Of(JsonElement e)
    {
        string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetString() : null;
        string? Amount(string name) => Text(e, name) is { } text ? Figure(decimal.Parse(text, CultureInfo.InvariantCulture)) : null;
        var (seller, buyer) = (e.GetProperty("seller"), e.GetProperty("buyer"));
        return Join([
            ("kind", Text(e, "kind")),
            ("number", Text(e, "number")),
            ("issued", Text(e, "issued")),
            ("due", Text(e, "due")),
            ("total", Amount("total")),
            ("tax", Amount("tax")),
            ("paid", Amount("paid")),
            ("currency", Text(e, "currency")),
            ("po", Text(e, "po")),
            ("preceding", Text(e, "preceding")),
            ("seller", Text(seller, "name")),
            ("seller vat", Text(seller, "vat")),
            ("seller reg", Text(seller, "reg")),
            ("buyer", Text(buyer, "name")),
            ("buyer vat", Text(buyer, "vat")),
            ("buyer reg", Text(buyer, "reg")),
            ("buyer address", Text(buyer, "address")),
            ("buyer country", Text(buyer, "country")),
            ("buyer email", Text(buyer, "email")),
        ]);
    }

    // What only the page of a PDF says may be there too: it is not what this compares.
    private static string Of(DocumentReading r)
    {
        static T? Xml<T>(Finding<T>? found)
            where T : class => found is { Source: FieldSource.Xml } ? found.Value : null;
        static string? Day(Finding<DateOnly>? found) =>
            found is { Source: FieldSource.Xml } ? found.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        return Join([
            ("kind", r.Kind?.Value.ToString()),
            ("number", Xml(r.Number)),
            ("issued", Day(r.IssuedOn)),
            ("due", Day(r.DueOn)),
            ("total", r.Total is { } total ? Figure(total.Value) : null),
            ("tax", r.Tax is { } tax ? Figure(tax.Value) : null),
            ("paid", r.Paid is { } paid ? Figure(paid.Value) : null),
            ("currency", Xml(r.Currency)),
            ("po", Xml(r.PurchaseOrder)),
            ("preceding", Xml(r.Preceding)),
            ("seller", Xml(r.Seller.Name)),
            ("seller vat", Xml(r.Seller.VatNumber)),
            ("seller reg", Xml(r.Seller.RegistrationNumber)),
            ("buyer", Xml(r.Buyer.Name)),
            ("buyer vat", Xml(r.Buyer.VatNumber)),
            ("buyer reg", Xml(r.Buyer.RegistrationNumber)),
            ("buyer address", Xml(r.Buyer.Address)),
            ("buyer country", Xml(r.Buyer.Country)),
            ("buyer email", Xml(r.Buyer.Email)),
        ]);
    }

    private static string Figure(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);

    private static string Join((string Name, string? Value)[] fields) => string.Join('\n', fields.Select(f => $"{f.Name}: {f.Value}"));
}
