using System.Text;
using Amiable.Import.Csv;

namespace Amiable.Tests.Import;

public sealed class CsvTableTests
{
    private const string Small = "Société;Numéro;Date\nÀ côté;1;2026-01-31\n";

    private static CsvTable Open(byte[] file)
    {
        var table = CsvTable.Open(file);
        Assert.True(table.Problem is null, table.Problem?.Message);
        return table.Value!;
    }

    private static CsvTable Open(string file) => Open(Encoding.UTF8.GetBytes(file));

    private static byte[] In(Encoding encoding, bool mark, string text = Small) =>
        [.. mark ? encoding.Preamble : [], .. encoding.GetBytes(text)];

    public static TheoryData<string, byte[]> Encodings =>
        new()
        {
            { "UTF-8", In(new UTF8Encoding(true), true) },
            { "UTF-8", In(new UTF8Encoding(true), false) },
            { "UTF-16", In(Encoding.Unicode, true) },
            { "UTF-16", In(Encoding.Unicode, false) },
            { "UTF-16", In(Encoding.BigEndianUnicode, true) },
            { "UTF-16", In(Encoding.BigEndianUnicode, false) },
            { "Windows-1252", In(CodePagesEncodingProvider.Instance.GetEncoding(1252)!, false) },
        };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Every_encoding_gives_the_same_text(string encoding, byte[] file)
    {
        var table = Open(file);

        Assert.Equal(encoding, table.Encoding);
        Assert.Equal(["Société", "Numéro", "Date"], table.Columns);
        Assert.Equal(["À côté", "1", "2026-01-31"], table.Rows().Single().Cells);
    }

    [Fact]
    public void One_damaged_byte_does_not_spoil_the_other_accents()
    {
        byte[] file = [.. "Société;Numéro;Échéance;Émission\nDébit é"u8, 0xE9, .. "à;1;2;3\n"u8];

        var table = Open(file);

        Assert.Equal(("UTF-8", "Société", "Débit é\uFFFDà"), (table.Encoding, table.Columns[0], table.Rows().Single().Cells[0]));
    }

    [Theory]
    [InlineData("a,b,c\n1,2,3\n", ',')]
    [InlineData("a;b;c\n1,5;2,5;3,5\n2,5;1,5;7,5\n", ';')]
    [InlineData("a\tb\tc\n1, one\t2; two\t3\n", '\t')]
    [InlineData("a|b|c\n1,5|2,5|3,5\n", '|')]
    [InlineData("a,b\n\"x;y;z\",1\n\"u;v;w\",2\n", ',')]
    [InlineData("sep=;\na;b\n1;2\n", ';')]
    [InlineData("sep=^\r\na^b\r\n1^2\r\n", '^')]
    [InlineData("only\n1\n", ',')]
    public void The_delimiter_is_the_one_that_cuts_all_rows_alike(string file, char delimiter) =>
        Assert.Equal(delimiter, Open(file).Delimiter);

    [Fact]
    public void Decimal_commas_in_every_row_do_not_make_a_comma_the_delimiter() =>
        Assert.Equal(';', Open("Solde, arrêté au 30/06\na;b\n" + string.Concat(Enumerable.Repeat("1,5;2,5\n", 300))).Delimiter);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Lines_end_as_they_like(string end)
    {
        var table = Open(string.Join(end, "a,b", "1,\"x", "y\"", "", "2,z", "", ""));

        Assert.Equal([2, 5], table.Rows().Select(row => row.Line));
        Assert.Equal($"x{end}y", table.Rows().First().Cells[1]);
    }

    [Fact]
    public void A_sep_line_counts_as_a_line() => Assert.Equal(3, Open("sep=;\r\na;b\r\n1;2\r\n").Rows().Single().Line);

    [Fact]
    public void Blank_and_repeated_headers_get_names_of_their_own() =>
        Assert.Equal(["Amount", "Column 2", "amount (2)", "Column 4"], Open("Amount,,amount,\n1,2,3,4\n").Columns);

    [Fact]
    public void A_title_above_the_header_is_stepped_over()
    {
        var table = Open("Open items on 31/12/2025\n\nCustomer,Invoice number,Amount\nAcme,1,2\n");

        Assert.Equal((3, 4), (table.HeaderLine, table.Rows().Single().Line));
    }

    [Fact]
    public void The_header_is_the_row_with_the_columns_that_were_chosen()
    {
        var table = CsvTable.Open(Encoding.UTF8.GetBytes("x,y,z\nWer,Wieviel,Wann\n1,2,3\n"), ["Wer", "Wann"]).Value!;

        Assert.Equal(2, table.HeaderLine);
    }

    [Fact]
    public void Blank_rows_are_no_rows() => Assert.Equal([2, 5], Open("a,b\n1,2\n,\n  , \n3,4\n\n\n").Rows().Select(row => row.Line));

    [Fact]
    public void Cells_are_trimmed_and_the_zeros_Excel_protects_are_kept() =>
        Assert.Equal(["00123", "=1+1", "x"], Open("a,b,c\n=\"00123\" ,=1+1,\" x \"\n").Rows().Single().Cells);

    [Fact]
    public void A_stray_quote_is_a_character() => Assert.Equal(["12\" pipe", "1"], Open("a,b\n12\" pipe,1\n").Rows().Single().Cells);

    [Fact]
    public void A_quote_never_closed_names_the_line_it_stands_on()
    {
        var problem = Files.Refused("customer,number,date,total\n\"A\nB\",1,2026-01-01,5\nC,\"2\n,\",\"2026-01-01,6\nD,3,2026-01-01,7\n");

        Assert.Equal("quote-never-closed", problem.Code);
        Assert.Contains("line 5", problem.Message, StringComparison.Ordinal);
    }
}
