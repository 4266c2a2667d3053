using Amiable.Import.Csv;

namespace Amiable.Tests.Import;

public sealed class AmountFormsTests
{
    private static string Ledger(char delimiter, params string[] amounts) =>
        $"customer{delimiter}number{delimiter}issued{delimiter}total\n"
        + string.Concat(amounts.Select((amount, i) => $"A{delimiter}{i}{delimiter}31/01/2026{delimiter}\"{amount}\"\n"));

    private static CsvReading Read(string currency, params string[] amounts) =>
        Files.Read(Ledger('\t', amounts), new() { DefaultCurrency = currency });

    [Theory]
    [InlineData("1.234,56", 1234_56, "EUR")]
    [InlineData("1,234.56", 1234_56, "EUR")]
    [InlineData("1 234,56", 1234_56, "EUR")]
    [InlineData("1\u00A0234,56", 1234_56, "EUR")]
    [InlineData("1\u202F234,56 €", 1234_56, "EUR")]
    [InlineData("1'234.50", 1234_50, "EUR")]
    [InlineData("1’234.50", 1234_50, "EUR")]
    [InlineData("12,34,567.00", 1234567_00, "EUR")]
    [InlineData("1.234.567", 1234567_00, "EUR")]
    [InlineData("50.39", 50_39, "EUR")]
    [InlineData("97.6", 97_60, "EUR")]
    [InlineData("1234", 1234_00, "EUR")]
    [InlineData("0", 0, "EUR")]
    [InlineData(".50", 50, "EUR")]
    [InlineData("+12.00", 12_00, "EUR")]
    [InlineData("€ 12,00", 12_00, "EUR")]
    [InlineData("EUR 12.00", 12_00, "EUR")]
    [InlineData("12.00 USD", 12_00, "USD")]
    [InlineData("£12.00", 12_00, "GBP")]
    [InlineData("Fr. 12.50", 12_50, "CHF")]
    [InlineData("Fr.12.50", 12_50, "CHF")]
    [InlineData("12,-", 12_00, "EUR")]
    [InlineData("12.–", 12_00, "EUR")]
    [InlineData("¥1,250,000", 1250000, "JPY")]
    [InlineData("12.345 KWD", 12_345, "KWD")]
    [InlineData("1000000000000.00", 100_000_000_000_000, "EUR")]
    public void An_amount_is_read_in_every_writing(string cell, long minor, string currency)
    {
        // A sure value beside the one in question, for those that are in doubt alone.
        var reading = Read("EUR", cell, cell.Contains("KWD", StringComparison.Ordinal) ? "7.5" : "7");

        Assert.Equal(0, reading.ErrorCount);
        Assert.Equal(new Money(minor, currency), reading.Invoices[0].Total);
    }

    [Theory]
    [InlineData("-12.00", "amount-negative")]
    [InlineData("12.00-", "amount-negative")]
    [InlineData("(12.00)", "amount-negative")]
    [InlineData("−12.00 €", "amount-negative")]
    [InlineData("€ -12.00", "amount-negative")]
    [InlineData("-", "missing")]
    [InlineData("", "missing")]
    [InlineData("twelve", "amount-unreadable")]
    [InlineData("12.00.00", "amount-unreadable")]
    [InlineData("1,2345.00", "amount-unreadable")]
    [InlineData("12%", "amount-unreadable")]
    [InlineData("(12.00", "amount-unreadable")]
    [InlineData("--12.00", "amount-unreadable")]
    [InlineData("1e5", "amount-unreadable")]
    [InlineData("NaN", "amount-unreadable")]
    [InlineData("12.00 XYZ", "currency-unknown")]
    [InlineData("12.345", "amount-too-fine")]
    [InlineData("1000000000000.01", "amount-absurd")]
    [InlineData("99999999999999999999999999999999999999", "amount-absurd")]
    public void An_amount_that_cannot_be_is_an_error_of_its_row(string cell, string code)
    {
        var reading = Read("EUR", "1.50", cell, "2.50");

        var error = Assert.Single(reading.Errors);
        Assert.Equal((3, "total", code), (error.Line, error.Column, error.Code));
        Assert.Equal(2, reading.Invoices.Count);
    }

    [Fact]
    public void One_value_decides_for_its_whole_column() =>
        Assert.Equal([1234_00, 5678_00, 12_50], Read("EUR", "1.234", "5.678", "12,50").Invoices.Select(i => i.Total.Minor));

    [Fact]
    public void A_column_in_doubt_follows_the_other_amounts_of_the_file()
    {
        var reading = Files.Read("customer\tnumber\tissued\ttotal\tpaid\nA\t1\t31/01/2026\t1.234\t0,50\n");

        Assert.Equal((1234_00, 50), (reading.Invoices[0].Total.Minor, reading.Invoices[0].Paid.Minor));
    }

    [Theory]
    [InlineData(';', "1.234")]
    [InlineData(',', "1,234")]
    public void Amounts_in_doubt_are_thousands_where_the_delimiter_agrees_and_that_is_said(char delimiter, string cell)
    {
        var reading = Files.Read(Ledger(delimiter, cell));

        Assert.Equal(1234_00, reading.Invoices[0].Total.Minor);
        Assert.Contains("amounts-assumed", reading.Notices.Select(n => n.Code));
    }

    [Theory]
    [InlineData(',', "1.234")]
    [InlineData(';', "1,234")]
    [InlineData('\t', "1.234")]
    [InlineData('|', "1,234")]
    public void Amounts_in_doubt_are_asked_about_where_it_does_not(char delimiter, string cell)
    {
        var problem = Files.Refused(Ledger(delimiter, cell));

        Assert.Equal(("amounts-ambiguous", "decimal-mark"), (problem.Code, ((Invalid)problem).Field));
        Assert.Contains($"Column \"total\": \"{cell}\" on line 2", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(',', 1234_00)]
    [InlineData('.', null)]
    public void A_person_can_decide(char mark, int? minor)
    {
        var reading = Files.Read(Ledger('\t', "1.234"), new() { DefaultCurrency = "EUR", DecimalMark = mark });

        Assert.Equal(minor, (int?)reading.Invoices.FirstOrDefault()?.Total.Minor);
    }

    [Fact]
    public void A_column_written_both_ways_is_refused_naming_both_lines()
    {
        var problem = Files.Refused(Ledger('\t', "1.50", "1,50"));

        Assert.Equal("amounts-contradict", problem.Code);
        Assert.Contains("\"1.50\" on line 2", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kr 12,00", "SEK", "SEK")]
    [InlineData("$12.00", "CAD", "CAD")]
    [InlineData("$12.00", "EUR", "USD")]
    public void A_sign_several_currencies_share_means_the_ledgers_own(string cell, string ledger, string currency) =>
        Assert.Equal(currency, Read(ledger, cell).Invoices[0].Total.Currency);

    [Fact]
    public void The_header_can_name_the_currency() =>
        Assert.Equal("CHF", Files.Read("customer,number,issued,Amount (CHF)\nA,1,31/01/2026,12.50\n").Invoices[0].Total.Currency);

    [Fact]
    public void An_amount_in_another_currency_than_its_row_is_an_error()
    {
        var reading = Files.Read("customer,number,issued,total,currency\nA,1,31/01/2026,£12.50,EUR\n");

        Assert.Equal("currency-contradicts", reading.Errors.Single().Code);
    }
}
