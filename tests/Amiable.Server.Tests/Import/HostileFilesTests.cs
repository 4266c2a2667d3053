using System.Diagnostics;
using System.Text;
using Amiable.Import;
using Amiable.Import.Csv;

namespace Amiable.Tests.Import;

public sealed class HostileFilesTests
{
    private const string Header = "customer,number,issued,total\n";
    private static readonly CsvOptions Euro = new() { DefaultCurrency = "EUR" };

    public static TheoryData<string, byte[]> NotCsv =>
        new()
        {
            { "file-is-empty", [] },
            { "file-is-empty", [0xEF, 0xBB, 0xBF] },
            { "file-is-empty", [.. "\r\n \r\n\t\r\n"u8] },
            { "file-is-archive", [.. "PK\x03\x04\x14\0\0\0\x08\0"u8, .. new byte[20], .. "ledger.csv"u8] },
            { "file-is-broken", [.. "PK\x03\x04\x14\0\x06\0\x08\0"u8, .. new byte[20], .. "[Content_Types].xml"u8] },
            { "file-is-workbook", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0] },
            { "file-is-pdf", [.. "%PDF-1.7\n1 0 obj"u8] },
            { "file-is-image", [0x89, .. "PNG\r\n\x1A\n"u8, 0, 0, 0, 13] },
            { "file-is-image", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16] },
            { "file-is-archive", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0] },
            { "file-is-markup", [.. "<?xml version=\"1.0\"?><Invoice/>"u8] },
            { "file-is-markup", [.. "\n<!DOCTYPE html><html>"u8] },
            { "file-is-json", [.. "[{\"number\":1}]"u8] },
            { "file-is-binary", [.. "a,b\n1,2\n"u8, 1, 2, 3, 4, 5, 6] },
            { "file-has-no-rows", [.. "customer,number,issued,total\r\n\r\n"u8] },
            { "columns-missing", [.. "just some text\nof a letter\n"u8] },
        };

    [Theory]
    [MemberData(nameof(NotCsv))]
    public void A_file_that_is_no_ledger_is_refused_for_what_it_is(string code, byte[] file) =>
        Assert.Equal(code, Files.Refused(file).Code);

    [Fact]
    public void A_zero_byte_in_the_middle_names_its_line()
    {
        byte[] file =
        [
            .. Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Repeat("A,1,2026-01-31,5\n", 3000))),
            .. "B,2,2026"u8,
            0,
            .. "-01-31,5\n"u8,
        ];

        var problem = Files.Refused(file);

        Assert.Equal("file-is-binary", problem.Code);
        Assert.Contains("line 3002", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_hundred_megabytes_are_refused_without_being_read()
    {
        using var file = new EndlessStream(200_000_000, canSeek: true);

        var result = await InvoiceCsv.Read(file, Euro, ct: TestContext.Current.CancellationToken);

        Assert.Equal(("file-too-large", 0), (result.Problem!.Code, file.BytesRead));
    }

    [Fact]
    public async Task A_length_that_is_told_is_enough_to_refuse()
    {
        using var file = new EndlessStream(200_000_000, canSeek: false);

        var result = await InvoiceCsv.Read(file, Euro, length: 200_000_000, TestContext.Current.CancellationToken);

        Assert.Equal(("file-too-large", 0), (result.Problem!.Code, file.BytesRead));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(10L)]
    public async Task A_stream_that_hides_its_length_is_read_no_further_than_the_limit(long? told)
    {
        using var file = new EndlessStream(200_000_000, canSeek: false);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var result = await InvoiceCsv.Read(file, Euro with { MostBytes = 10_000_000 }, told, TestContext.Current.CancellationToken);

        Assert.Equal("file-too-large", result.Problem!.Code);
        Assert.InRange(file.BytesRead, 10_000_001, 11_100_000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 12_500_000);
    }

    [Fact]
    public async Task A_stream_that_is_no_CSV_is_read_no_further_than_its_start()
    {
        using var file = new EndlessStream(200_000_000, canSeek: false, "PK\x03\x04");

        var result = await InvoiceCsv.Read(file, Euro, ct: TestContext.Current.CancellationToken);

        Assert.Equal("file-is-archive", result.Problem!.Code);
        Assert.InRange(file.BytesRead, 1, 1_048_576);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_within_the_limit_is_read_whole(bool canSeek)
    {
        var row = "Acme,1,31/01/2026,10.00\n";
        using var file = new EndlessStream(row.Length * 100_000L, canSeek, row);

        var result = await InvoiceCsv.Read(
            file,
            Euro with
            {
                Mapping = Columns("Acme", "1", "31/01/2026", "10.00"),
            },
            ct: TestContext.Current.CancellationToken
        );

        Assert.Equal((99_999, 1), (result.Value!.RowCount, result.Value.Invoices.Count));
    }

    [Fact]
    public void Too_many_rows_are_refused()
    {
        var file = Header + string.Concat(Enumerable.Range(0, 11).Select(i => $"A,{i},2026-01-31,5\n"));

        Assert.Equal("file-has-too-many-rows", Files.Refused(file, Euro with { MostRows = 10 }).Code);
    }

    [Fact]
    public void A_cell_of_a_megabyte_is_an_error_that_stays_short()
    {
        var reading = Files.Read(
            $"{Header}{new string('A', 1_000_000)},1,2026-01-31,5\nB,\"{new string('9', 1_000_000)}\",2026-01-31,5\nC,3,2026-01-31,{new string('9', 1_000_000)}\n"
        );

        Assert.Equal(["text-too-long", "text-too-long", "amount-unreadable"], reading.Errors.Select(e => e.Code));
        Assert.All(reading.Errors, e => Assert.InRange(e.Value.Length, 1, RowError.MostShown));
        Assert.All(reading.Errors, e => Assert.InRange(e.Message.Length, 1, 300));
    }

    [Fact]
    public void Ten_thousand_columns_are_only_columns()
    {
        var more = string.Concat(Enumerable.Range(0, 10_000).Select(i => $",c{i}"));
        var file =
            "customer,number,issued,total"
            + more
            + "\n"
            + string.Concat(Enumerable.Range(0, 20).Select(i => $"A,{i},2026-01-31,5{more}\n"));

        Assert.Equal(20, Files.Read(file).Invoices.Count);
        Assert.InRange(Files.Refused("x" + more + "\n1" + more + "\n").Message.Length, 1, 1000);
    }

    [Fact]
    public void A_row_of_a_million_cells_is_refused()
    {
        var cells = string.Join(',', Enumerable.Repeat("x", 1_000_000));

        Assert.Equal("file-has-too-many-columns", Files.Refused($"{cells}\n{cells}\n").Code);
        Assert.Equal("cells-surplus", Files.Read($"{Header}A,1,2026-01-31,5\n{cells}\n").Errors.Single().Code);
    }

    [Theory]
    [InlineData("\"\"\"\"\"")]
    [InlineData("sep=")]
    [InlineData("sep=\n")]
    [InlineData("sep=,")]
    [InlineData("sep=\"\na\"b\n")]
    [InlineData(",,,,\n,,,,\n")]
    [InlineData("\r\r\r\r")]
    [InlineData("\"")]
    [InlineData("\uFEFF")]
    [InlineData("customer,number,issued,total\n\"")]
    [InlineData("customer,number,issued,total\n,,,\n,,,")]
    [InlineData("customer,customer,customer\nx,y,z\n")]
    public void Odd_files_end_in_a_problem(string file) => Assert.NotNull(InvoiceCsv.Read(Encoding.UTF8.GetBytes(file), Euro).Problem);

    [Fact]
    public void A_hundred_thousand_rows_take_seconds_not_minutes()
    {
        var file = Encoding.UTF8.GetBytes(
            "Customer ID,Customer name,Invoice number,Invoice date,Due date,Total,Amount paid,Currency,Status,Email\n"
                + string.Concat(
                    Enumerable
                        .Range(0, 100_000)
                        .Select(i =>
                            $"C{i % 5000},\"Customer {i % 5000}, Ltd\",INV-{i},{i % 28 + 1}/01/2026,28/02/2026,\"1,{i % 900 + 100}.50\",0.00,EUR,open,c{i % 5000}@example.com\n"
                        )
                )
        );
        var watch = Stopwatch.StartNew();

        var reading = Files.Read(file);

        Assert.Equal((100_000, 0), (reading.Invoices.Count, reading.ErrorCount));
        Assert.InRange(watch.ElapsedMilliseconds, 0, 20_000); // well under two on an idle machine; what this must catch is work that grows with the square
        TestContext.Current.TestOutputHelper?.WriteLine($"100,000 rows, {file.Length / 1_000_000} MB: {watch.ElapsedMilliseconds} ms");
    }

    private static Dictionary<string, string> Columns(string account, string number, string issued, string total) =>
        new()
        {
            ["account"] = account,
            ["number"] = number,
            ["issued-on"] = issued,
            ["total"] = total,
        };
}
