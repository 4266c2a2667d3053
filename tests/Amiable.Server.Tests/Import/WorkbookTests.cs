using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Amiable.Documents;
using Amiable.Import;
using Amiable.Import.Csv;
using Amiable.Ui.Sheets;

namespace Amiable.Tests.Import;

public sealed class WorkbookTests
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    [Fact]
    public async Task A_workbook_of_ours_comes_back_as_it_went_out()
    {
        var reading = Files.Read(await Exported());
        Assert.Equal(("XLSX", 0, '.'), (reading.Encoding, reading.ErrorCount, reading.DecimalMark));
        var first = reading.Invoices[0];
        Assert.Equal(("Roux & Fils, \"SARL\"", "007", 1234.5m), (first.AccountName, first.Number, first.Total.Major));
        Assert.Equal((new DateOnly(2026, 2, 1), new DateOnly(2026, 3, 3)), (first.IssuedOn, first.DueOn));
        Assert.Equal((3, 0.1m), (reading.Invoices[1].Line, reading.Invoices[1].Total.Major));
    }

    [Fact]
    public void The_sheet_with_a_ledger_is_found_and_its_cells_are_read_as_Excel_shows_them()
    {
        var file = Book(
            """
            <row r="1"><c r="A1" t="s"><v>0</v></c></row>
            <row r="4"><c r="B4" t="s"><v>1</v></c><c r="C4" t="s"><v>2</v></c><c r="E4" t="inlineStr"><is><t>Date</t></is></c><c r="F4" t="str"><v>Total TTC</v></c></row>
            <row r="7"><c r="B7" t="s"><v>3</v></c><c r="C7"><v>20260001</v></c><c r="E7" s="1"><v>46054.75</v></c><c r="F7"><v>529.87000000000001</v></c></row>
            <row><c t="s"><v>3</v></c><c t="e"><v>#N/A</v></c></row>
            """
        );
        var reading = Files.Read(file);
        var invoice = Assert.Single(reading.Invoices);
        Assert.Equal(
            ("Société Générale du Bâtiment", "20260001", 529.87m, 7),
            (invoice.AccountName, invoice.Number, invoice.Total.Major, invoice.Line)
        );
        Assert.Equal(new DateOnly(2026, 2, 1), invoice.IssuedOn);
        Assert.Equal(8, reading.Errors[0].Line);
    }

    [Fact]
    public void Days_of_an_old_Mac_are_counted_from_1904()
    {
        var file = Book(
            """
            <row r="1"><c t="inlineStr"><is><t>Customer</t></is></c><c t="inlineStr"><is><t>Invoice number</t></is></c><c t="inlineStr"><is><t>Issue date</t></is></c><c t="inlineStr"><is><t>Amount</t></is></c></row>
            <row r="2"><c t="inlineStr"><is><t>A</t></is></c><c t="inlineStr"><is><t>1</t></is></c><c s="1"><v>44592</v></c><c><v>5</v></c></row>
            """,
            from1904: true
        );
        Assert.Equal(new DateOnly(2026, 2, 1), Assert.Single(Files.Read(file).Invoices).IssuedOn);
    }

    [Fact]
    public void What_is_no_whole_workbook_is_refused_with_words()
    {
        var whole = Book("<row r='1'><c><v>1</v></c></row>");
        Assert.Equal("file-is-broken", Files.Refused(whole[..(whole.Length / 2)]).Code);
        Assert.Equal("file-is-broken", Files.Refused(Book("<row r='1'><c><v>1</v></row>")).Code);
        Assert.Equal("file-is-empty", Files.Refused(Book("")).Code);
        Assert.Equal("file-is-broken", Files.Refused(Book("", doctype: "<!DOCTYPE x [<!ENTITY a 'b'>]>")).Code);
    }

    [Fact]
    public void A_sheet_that_never_ends_is_refused_and_not_kept()
    {
        var row = $"<row><c t='inlineStr'><is><t>{new string('x', 30_000)}</t></is></c></row>";
        var bomb = Book(string.Concat(Enumerable.Repeat(row, 8_000)));
        Assert.True(bomb.Length < 3_000_000);
        Assert.Equal("file-too-large", Files.Refused(bomb).Code);
        var columns = Files.Refused(Book("<row r='1'><c r='ZZZZ1'><v>1</v></c></row>"));
        Assert.Equal("file-too-large", columns.Code);
        Assert.Equal("file-too-large", Files.Refused(Book("<row r='2000000000'><c><v>1</v></c></row>")).Code);
        var cell = Book($"<row><c t='str'><v>{new string('x', 100_000)}</v></c><c><v>2</v></c></row><row><c><v>1</v></c></row>");
        Assert.Equal(32_767, InvoiceCsv.Look(cell).Value!.Table.Headers[0].Length);
    }

    [Fact]
    public async Task A_damaged_workbook_is_refused_or_read_and_never_an_exception()
    {
        var random = new Random(20_260_302);
        byte[][] seeds =
        [
            await Exported(),
            Book("<row r='1'><c r='A1' t='s'><v>1</v></c><c><v>2</v></c></row>", level: CompressionLevel.NoCompression),
        ];
        for (var round = 0; round < 2_000; round++)
        {
            byte[] bytes = [.. seeds[round % 2]];
            for (var flips = random.Next(1, 12); flips > 0; flips--)
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            var read = InvoiceCsv.Read(bytes, new() { DefaultCurrency = "EUR" });
            Assert.True(read.Value is null != read.Problem is null);
        }
    }

    [Fact]
    public void A_table_of_which_the_currency_is_not_known_does_not_guess_it()
    {
        var rows = TableReadings.Of(Encoding.UTF8.GetBytes("Customer,Invoice,Date,Amount\nRoux,1,2026-02-01,12.50\nRoux,2,2026-02-30,1\n"));
        Assert.Equal((12.5m, FieldSource.Table), (rows[0].Total!.Value, rows[0].Total!.Source));
        Assert.Null(rows[0].Currency);
        Assert.Null(rows[0].Paid);
        Assert.Equal(["currency-missing"], rows[0].Problems.Select(p => p.Code));
        Assert.True(rows[1].IsRefused);
        var named = TableReadings.Of(Encoding.UTF8.GetBytes("Customer,Invoice,Date,Amount (CHF),Paid\nRoux,1,2026-02-01,12.50,2.00\n"));
        Assert.Equal(("CHF", 2m), (Assert.Single(named).Currency!.Value, named[0].Paid!.Value));
    }

    [Fact]
    public async Task A_hundred_thousand_rows_are_read_in_seconds()
    {
        using var file = new MemoryStream();
        await using (var sheet = new XlsxSheet(file, "Ledger", default))
        {
            await sheet.Head(["Customer", "Invoice number", "Issue date", "Due date", "Amount", "Paid", "Currency"]);
            for (var i = 0; i < 100_000; i++)
                await sheet.Row([
                    Cell.Text($"Customer {i % 997}"),
                    Cell.Text($"F-{i:000000}"),
                    Cell.Day(new DateOnly(2025, 1, 1).AddDays(i % 365)),
                    Cell.Day(new DateOnly(2025, 2, 1).AddDays(i % 365)),
                    Cell.Amount(new(12_345 + i, "EUR")),
                    Cell.Number(0),
                    Cell.Text("EUR"),
                ]);
        }
        var watch = Stopwatch.StartNew();
        var reading = Files.Read(file.ToArray());
        Assert.Equal((100_000, 0), (reading.Invoices.Count, reading.ErrorCount));
        TestContext.Current.SendDiagnosticMessage($"100,000 rows of XLSX in {watch.Elapsed.TotalSeconds:F1} s");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), $"It took {watch.Elapsed.TotalSeconds:F1} s.");
    }

    /// <summary>A ledger as our own lists are exported.</summary>
    internal static async Task<byte[]> Exported()
    {
        using var file = new MemoryStream();
        await using (var sheet = new XlsxSheet(file, "Ledger", default))
        {
            await sheet.Head(["Customer", "Invoice number", "Issue date", "Due date", "Amount"]);
            await sheet.Row([
                Cell.Text("Roux & Fils, \"SARL\""),
                Cell.Text("007"),
                Cell.Day(new(2026, 2, 1)),
                Cell.Day(new(2026, 3, 3)),
                Cell.Amount(new(123450, "EUR")),
            ]);
            await sheet.Row([Cell.Text("Blanc"), Cell.Text("008"), Cell.Day(new(2026, 2, 1)), Cell.Day(null), Cell.Amount(new(10, "EUR"))]);
        }
        return file.ToArray();
    }

    // As Excel builds one: a sheet of notes first, a hidden one, then the ledger; texts shared, one of them in pieces.
    private static byte[] Book(string rows, bool from1904 = false, string doctype = "", CompressionLevel level = CompressionLevel.Optimal)
    {
        using var to = new MemoryStream();
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
            Add(
                "xl/workbook.xml",
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><workbookPr{(from1904 ? " date1904=\"1\"" : "")}/><sheets>"
                    + "<sheet name=\"Notes\" sheetId=\"1\" r:id=\"r1\"/><sheet name=\"Old\" sheetId=\"2\" state=\"hidden\" r:id=\"r3\"/>"
                    + "<sheet name=\"Ledger\" sheetId=\"3\" r:id=\"r2\"/></sheets></workbook>"
            );
            Add(
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/>"
                    + "<Relationship Id=\"r2\" Target=\"/xl/worksheets/sheet2.xml\"/><Relationship Id=\"r3\" Target=\"worksheets/sheet3.xml\"/></Relationships>"
            );
            Add(
                "xl/sharedStrings.xml",
                $"<sst xmlns=\"{Main}\"><si><t>Balance âgée</t></si><si><t>Client</t></si><si><r><t>N° de </t></r><r><t>facture</t></r><rPh><t>x</t></rPh></si>"
                    + "<si><t>Société Générale_x000D_\ndu Bâtiment</t></si></sst>"
            );
            Add(
                "xl/styles.xml",
                $"<styleSheet xmlns=\"{Main}\"><numFmts><numFmt numFmtId=\"170\" formatCode=\"[$-40C]d\\ mmm\\ yyyy;@\"/></numFmts><cellStyleXfs><xf numFmtId=\"0\"/></cellStyleXfs>"
                    + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>"
            );
            Add("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Main}\"><sheetData/></worksheet>");
            Add(
                "xl/worksheets/sheet3.xml",
                $"<worksheet xmlns=\"{Main}\"><sheetData><row><c t='inlineStr'><is><t>Client</t></is></c><c t='inlineStr'><is><t>Total</t></is></c></row></sheetData></worksheet>"
            );
            Add("xl/worksheets/sheet2.xml", $"{doctype}<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>");

            void Add(string name, string text)
            {
                using var entry = zip.CreateEntry(name, level).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return to.ToArray();
    }
}
