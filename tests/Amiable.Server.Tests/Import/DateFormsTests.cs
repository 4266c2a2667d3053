using System.Globalization;
using Amiable.Import.Csv;

namespace Amiable.Tests.Import;

public sealed class DateFormsTests
{
    private static CsvReading ReadWith(CsvOptions options, params string[] rows) =>
        Files.Read("customer|number|issued|due|total\n" + string.Concat(rows.Select((row, i) => $"A|{i}|{row}|5.00\n")), options);

    private static CsvReading Read(params string[] rows) => ReadWith(new() { DefaultCurrency = "EUR" }, rows);

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("31/12/2025", "2025-12-31")]
    [InlineData("1/2/2025", "2025-02-01")]
    [InlineData("31.12.2025", "2025-12-31")]
    [InlineData("31-12-25", "2025-12-31")]
    [InlineData("31.12.98", "1998-12-31")]
    [InlineData("2025-12-31", "2025-12-31")]
    [InlineData("2025/12/31", "2025-12-31")]
    [InlineData("20251231", "2025-12-31")]
    [InlineData("2025-12-31T23:59:59.000Z", "2025-12-31")]
    [InlineData("2025-12-31 00:00:00+02:00", "2025-12-31")]
    [InlineData("31/12/2025 00:00", "2025-12-31")]
    [InlineData("31/12/2025, 10:30 PM", "2025-12-31")]
    [InlineData("46022", "2025-12-31")]
    [InlineData("46022.75", "2025-12-31")]
    [InlineData("31 Dec 2025", "2025-12-31")]
    [InlineData("31-Dec-25", "2025-12-31")]
    [InlineData("December 31, 2025", "2025-12-31")]
    [InlineData("1st March 2025", "2025-03-01")]
    [InlineData("1er août 2025", "2025-08-01")]
    [InlineData("15 févr. 2025", "2025-02-15")]
    [InlineData("3. März 2025", "2025-03-03")]
    [InlineData("3 de enero de 2025", "2025-01-03")]
    [InlineData("3 gennaio 2025", "2025-01-03")]
    [InlineData("3 mrt 2025", "2025-03-03")]
    [InlineData("3 de março de 2025", "2025-03-03")]
    [InlineData("29/02/2024", "2024-02-29")]
    public void A_date_is_read_in_every_writing(string cell, string day)
    {
        var reading = Read($"{cell}|");

        Assert.Equal(0, reading.ErrorCount);
        Assert.Equal(Day(day), reading.Invoices[0].IssuedOn);
    }

    [Theory]
    [InlineData("31/02/2024", "date-impossible")]
    [InlineData("00/00/0000", "date-impossible")]
    [InlineData("29/02/2023", "date-impossible")]
    [InlineData("2025-13-01", "date-other-form")]
    [InlineData("tomorrow", "date-unreadable")]
    [InlineData("12/2025", "date-unreadable")]
    [InlineData("1/2/3", "date-unreadable")]
    [InlineData("1/2/2025 or so", "date-unreadable")]
    [InlineData("31/12/1989", "date-out-of-range")]
    [InlineData("01/01/2101", "date-out-of-range")]
    [InlineData("31/12/9999", "date-out-of-range")]
    public void A_date_that_cannot_be_is_an_error_of_its_row(string cell, string code)
    {
        var reading = Read("31/01/2025|", $"{cell}|", "28/02/2025|");

        var error = Assert.Single(reading.Errors);
        Assert.Equal((3, "issued", cell, code), (error.Line, error.Column, error.Value, error.Code));
        Assert.Equal(2, reading.Invoices.Count);
    }

    [Fact]
    public void One_value_decides_for_its_whole_column()
    {
        var reading = Read("03/04/2025|", "05/06/2025|", "12/31/2025|");

        Assert.Equal((DateForm.MonthDayYear, Day("2025-03-04")), (reading.DateForm, reading.Invoices[0].IssuedOn));
        Assert.DoesNotContain("dates-assumed-day-first", reading.Notices.Select(n => n.Code));
    }

    [Fact]
    public void A_column_in_doubt_follows_the_other_columns_of_the_file()
    {
        var reading = Read("03/04/2025|03/31/2025", "05/06/2025|06/30/2025");

        Assert.Equal(Day("2025-03-04"), reading.Invoices[0].IssuedOn);
    }

    [Fact]
    public void Columns_that_show_different_forms_each_keep_their_own()
    {
        var reading = Read("31/03/2025|04/30/2025");

        Assert.Equal((Day("2025-03-31"), Day("2025-04-30")), (reading.Invoices[0].IssuedOn, reading.Invoices[0].DueOn));
    }

    [Fact]
    public void Where_nothing_decides_the_day_comes_first_and_that_is_said()
    {
        var reading = Read("03/04/2025|");

        Assert.Equal((DateForm.DayMonthYear, Day("2025-04-03")), (reading.DateForm, reading.Invoices[0].IssuedOn));
        Assert.Contains("dates-assumed-day-first", reading.Notices.Select(n => n.Code));
    }

    [Theory]
    [InlineData(DateForm.DayMonthYear, "03/04/25", "2025-04-03")]
    [InlineData(DateForm.MonthDayYear, "03/04/25", "2025-03-04")]
    [InlineData(DateForm.YearMonthDay, "03/04/25", "2003-04-25")]
    [InlineData(DateForm.MonthDayYear, "2025-12-31", "2025-12-31")]
    public void A_person_can_decide(DateForm form, string cell, string day) =>
        Assert.Equal(Day(day), ReadWith(new() { DefaultCurrency = "EUR", DateForm = form }, $"{cell}|").Invoices[0].IssuedOn);

    [Fact]
    public void A_column_written_both_ways_is_refused_naming_both_lines()
    {
        var problem = Files.Refused("customer,number,issued,total\nA,1,31/01/2025,5\nA,2,01/31/2025,5\n");

        Assert.Equal("dates-contradict", problem.Code);
        Assert.Contains("\"31/01/2025\" on line 2", problem.Message, StringComparison.Ordinal);
        Assert.Contains("\"01/31/2025\" on line 3", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_slip_among_many_is_an_error_of_its_row()
    {
        var rows = Enumerable.Range(13, 15).Select(day => $"{day}/01/2025|").Append("01/31/2025|").ToArray();

        Assert.Equal((17, "date-impossible"), (Read(rows).Errors.Single().Line, Read(rows).Errors.Single().Code));
    }

    [Fact]
    public void Having_no_due_date_is_allowed_being_due_before_issue_is_not()
    {
        var reading = Read("31/01/2025|", "31/01/2025|-", "31/01/2025|31/01/2025", "31/01/2025|30/01/2025");

        Assert.Equal([null, null, Day("2025-01-31")], reading.Invoices.Select(i => i.DueOn));
        Assert.Equal("due-before-issue", reading.Errors.Single().Code);
    }
}
