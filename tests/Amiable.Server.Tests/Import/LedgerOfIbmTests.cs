using System.Diagnostics;
using System.Globalization;
using Amiable.Import.Csv;

namespace Amiable.Tests.Import;

public sealed class LedgerOfIbmTests
{
    private static byte[] Ledger => Files.Shared("receivables/ibm-late-payments.csv");

    [Fact]
    public void The_whole_file_goes_in()
    {
        var reading = Files.Read(Ledger, new() { DefaultCurrency = "USD" });

        Assert.Equal((2466, 2466, 0), (reading.RowCount, reading.Invoices.Count, reading.ErrorCount));
        Assert.Equal(100, reading.Invoices.Select(i => i.AccountSourceId).Distinct().Count());
        Assert.Equal(561, reading.Invoices.Count(i => i.IsDisputed));
        Assert.Equal(new Money(147_703_18, "USD"), reading.Invoices.Select(i => i.Total).Sum("USD"));
        Assert.All(reading.Invoices, i => Assert.Equal(i.Total, i.Paid));
        Assert.Equal(
            (DateForm.DayMonthYear, '.', ',', "UTF-8"),
            (reading.DateForm, reading.DecimalMark, reading.Delimiter, reading.Encoding)
        );
    }

    [Fact]
    public void Its_columns_are_understood_without_help()
    {
        var reading = Files.Read(Ledger);

        Assert.Equal(
            [
                ("account-id", "customerID"),
                ("due-on", "DueDate"),
                ("is-disputed", "Disputed"),
                ("issued-on", "InvoiceDate"),
                ("number", "invoiceNumber"),
                ("settled-on", "SettledDate"),
                ("total", "InvoiceAmount"),
            ],
            reading.Mapping.Names.Select(n => (n.Key, n.Value)).Order()
        );
    }

    [Fact]
    public void Numbers_are_not_taken_for_countries_and_that_is_said()
    {
        var reading = Files.Read(Ledger);

        Assert.All(reading.Invoices, i => Assert.Null(i.Country));
        var notice = Assert.Single(reading.Notices);
        Assert.Equal("column-ignored", notice.Code);
        Assert.Contains("countrycode", notice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_is_read_as_it_stands()
    {
        var first = Files.Read(Ledger, new() { DefaultCurrency = "EUR" }).Invoices[0];

        Assert.Equal(("3993-QUNVJ", "3993-QUNVJ", "280670965", 2), (first.AccountName, first.AccountSourceId, first.Number, first.Line));
        Assert.Equal((new(2012, 1, 3), new(2012, 2, 2), new(2012, 1, 23)), (first.IssuedOn, first.DueOn!.Value, first.SettledOn!.Value));
        Assert.Equal(new Money(50_39, "EUR"), first.Total);
    }

    [Theory]
    [InlineData("2013-03-31", 1594, 94, 5903_74)]
    [InlineData("2012-06-30", 611, 98, 5504_09)]
    public void As_of_a_day_the_future_is_not_known(string asOf, int issued, int open, long owed)
    {
        var reading = Files.Read(Ledger, new() { DefaultCurrency = "EUR", AsOf = Day(asOf) });

        Assert.Equal((issued, 2466 - issued), (reading.Invoices.Count, reading.NotYetIssued));
        var unpaid = reading.Invoices.Where(i => i.Paid.IsZero).ToList();
        Assert.Equal((open, new Money(owed, "EUR")), (unpaid.Count, unpaid.Select(i => i.Total).Sum("EUR")));
        Assert.All(unpaid, i => Assert.Null(i.SettledOn));
        Assert.All(reading.Invoices.Except(unpaid), i => Assert.True(i.SettledOn <= Day(asOf)));
    }

    [Fact]
    public void Reading_it_again_says_the_same() => Assert.Equal(Files.Read(Ledger).Invoices, Files.Read(Ledger).Invoices);

    [Fact]
    public void It_is_read_in_the_blink_of_an_eye()
    {
        Files.Read(Ledger);
        var ledger = Ledger;
        var watch = Stopwatch.StartNew();
        Files.Read(ledger);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 5_000); // 10 to 40 ms on an idle machine; a test machine is seldom idle
    }

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
