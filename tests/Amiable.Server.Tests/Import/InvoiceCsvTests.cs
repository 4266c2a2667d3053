using Amiable.Import;
using Amiable.Import.Csv;

namespace Amiable.Tests.Import;

public sealed class InvoiceCsvTests
{
    private static readonly CsvOptions AsOfMarch = new() { DefaultCurrency = "EUR", AsOf = new(2026, 3, 31) };

    [Fact]
    public void What_is_settled_later_is_open_and_what_is_issued_later_does_not_exist()
    {
        var reading = Files.Read(
            """
            customer,number,issued,due,total,settled date
            A,1,2026-03-31,2026-04-30,10.00,2026-03-31
            A,2,2026-03-31,2026-04-30,10.00,2026-04-01
            A,3,2026-04-01,2026-04-30,10.00,2026-04-02
            A,4,2026-03-01,2026-04-30,10.00,
            """,
            AsOfMarch
        );

        Assert.Equal(
            [("1", 1000, new DateOnly(2026, 3, 31)), ("2", 0, null), ("4", 0, default(DateOnly?))],
            reading.Invoices.Select(i => (i.Number, i.Paid.Minor, i.SettledOn))
        );
        Assert.Equal(1, reading.NotYetIssued);
    }

    [Fact]
    public void A_settlement_in_the_future_undoes_the_paid_amount_too()
    {
        var reading = Files.Read(
            "customer,number,issued,total,paid amount,paid on,status\nA,1,2026-03-01,10.00,10.00,2026-04-02,Paid\n",
            AsOfMarch
        );

        Assert.Equal((0, null), (reading.Invoices[0].Paid.Minor, reading.Invoices[0].SettledOn));
    }

    [Theory]
    [InlineData("Paid", 1000, false, false, false)]
    [InlineData("payée", 1000, false, false, false)]
    [InlineData("bezahlt", 1000, false, false, false)]
    [InlineData("Pagada", 1000, false, false, false)]
    [InlineData("saldata", 1000, false, false, false)]
    [InlineData("Voldaan", 1000, false, false, false)]
    [InlineData("PAGA", 1000, false, false, false)]
    [InlineData("Impayée", 0, false, false, false)]
    [InlineData("überfällig", 0, false, false, false)]
    [InlineData("en attente", 0, false, false, false)]
    [InlineData("brouillon", 0, true, false, false)]
    [InlineData("Entwurf", 0, true, false, false)]
    [InlineData("rascunho", 0, true, false, false)]
    [InlineData("annulée", 0, false, true, false)]
    [InlineData("Storniert", 0, false, true, false)]
    [InlineData("geannuleerd", 0, false, true, false)]
    [InlineData("en litige", 0, false, false, true)]
    [InlineData("strittig", 0, false, false, true)]
    public void A_status_is_understood_in_seven_languages(string status, int paid, bool draft, bool cancelled, bool disputed)
    {
        var reading = Files.Read($"customer,number,issued,total,status\nA,1,2026-03-01,10.00,{status}\n");

        var invoice = reading.Invoices.Single();
        Assert.Equal((paid, draft, cancelled, disputed), (invoice.Paid.Minor, invoice.IsDraft, invoice.IsCancelled, invoice.IsDisputed));
        Assert.DoesNotContain("status-unknown", reading.Notices.Select(n => n.Code));
    }

    [Theory]
    [InlineData("Yes", true)]
    [InlineData("oui", true)]
    [InlineData("JA", true)]
    [InlineData("Sí", true)]
    [InlineData("sì", true)]
    [InlineData("sim", true)]
    [InlineData("1", true)]
    [InlineData("TRUE", true)]
    [InlineData("x", true)]
    [InlineData("No", false)]
    [InlineData("non", false)]
    [InlineData("não", false)]
    [InlineData("0", false)]
    [InlineData("", false)]
    public void An_answer_is_understood_in_seven_languages(string cell, bool disputed) =>
        Assert.Equal(
            disputed,
            Files.Read($"customer,number,issued,total,disputed\nA,1,2026-03-01,10.00,{cell}\n").Invoices.Single().IsDisputed
        );

    [Fact]
    public void An_unknown_status_is_said_once_and_stops_nothing()
    {
        var reading = Files.Read("customer,number,issued,due,total,status\nA,1,2026-03-01,,10.00,Zorg\nA,2,2026-03-01,,10.00,Zorg\n");

        Assert.Equal(2, reading.Invoices.Count);
        var notice = Assert.Single(reading.Notices);
        Assert.Equal(("status-unknown", 2), (notice.Code, notice.Count));
        Assert.Contains("Line 2, column \"status\": \"Zorg\"", notice.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dmy", DateForm.DayMonthYear)]
    [InlineData("MDY", DateForm.MonthDayYear)]
    [InlineData("ymd", DateForm.YearMonthDay)]
    [InlineData("dd/mm", null)]
    public void A_person_names_the_order_of_dates_in_three_letters(string name, DateForm? form) =>
        Assert.Equal(form, CsvOptions.DateFormNamed(name));

    [Fact]
    public void Characters_lost_before_the_file_came_are_said()
    {
        var reading = Files.Read("customer,number,issued,due,total\nSoci\uFFFDt\uFFFD,1,2026-03-01,,10.00\n");

        Assert.Equal("unreadable-characters", reading.Notices.Single().Code);
    }

    [Fact]
    public void A_zero_invoice_is_legal() =>
        Assert.True(Files.Read("customer,number,issued,total\nA,1,2026-03-01,0.00\n").Invoices.Single().Total.IsZero);

    [Fact]
    public void A_kind_nobody_knows_is_not_imported_as_an_invoice()
    {
        var reading = Files.Read("customer,number,issued,total,type\nA,1,2026-03-01,10.00,Invoice\nA,2,2026-03-02,10.00,Payment\n");

        Assert.Equal((1, "kind-unknown"), (reading.Invoices.Count, reading.Errors.Single().Code));
    }

    [Fact]
    public void The_same_number_at_another_account_is_another_invoice() =>
        Assert.Equal(2, Files.Read("customer,number,issued,total\nA,1,2026-03-01,10.00\nB,1,2026-03-01,10.00\n").Invoices.Count);

    [Fact]
    public void Rows_that_contradict_each_other_are_both_left_out()
    {
        var reading = Files.Read("customer,number,issued,total\nA,1,2026-03-01,10.00\nB,2,2026-03-01,10.00\na,1,2026-03-01,20.00\n");

        Assert.Equal("2", reading.Invoices.Single().Number);
        Assert.Equal((4, "number-repeated"), (reading.Errors.Single().Line, reading.Errors.Single().Code));
    }

    [Fact]
    public void Being_settled_with_nothing_paid_is_an_error() =>
        Assert.Equal(
            "paid-contradicts",
            Files
                .Read(
                    "customer,number,issued,total,paid,paid on\nA,1,2026-03-01,10.00,0.00,2026-03-05\nA,2,2026-03-01,10.00,1.50,2026-03-05\n"
                )
                .Errors.Single()
                .Code
        );

    [Fact]
    public void What_the_invoice_is_right_without_is_left_empty_and_said()
    {
        var reading = Files.Read(
            "customer,number,issued,due,total,email,country,language,vat amount\n"
                + "A,1,2026-03-01,2026-03-31,10.00,nobody,France,fr-FR,1.67\n"
                + "A,2,2026-03-01,2026-03-31,10.00,a@b.example; c@d.example,FRA,Allemand,20%\n"
                + "A,3,2026-03-01,2026-03-31,10.00,mailto:a@b.example,Narnia,tlh1,\n"
        );

        Assert.Equal([null, "a@b.example", "a@b.example"], reading.Invoices.Select(i => i.ContactEmail));
        Assert.Equal(["FR", "FR", null], reading.Invoices.Select(i => i.Country));
        Assert.Equal(["fr", "de", null], reading.Invoices.Select(i => i.Language));
        Assert.Equal([1_67, null, null], reading.Invoices.Select(i => i.Tax?.Minor));
        Assert.Equal(
            ["country-unknown", "email-unreadable", "language-unknown", "tax-left-out"],
            reading.Notices.Select(n => n.Code).Order()
        );
    }

    [Fact]
    public void All_errors_are_counted_and_the_first_thousand_kept()
    {
        var reading = Files.Read(
            "customer,number,issued,total\nA,1,2026-03-01,10.00\n"
                + string.Concat(Enumerable.Range(0, 1500).Select(i => $"A,x{i},2026-03-01,\n"))
        );

        Assert.Equal((1500, RowErrors.MostKept), (reading.ErrorCount, reading.Errors.Count));
    }

    [Fact]
    public void A_look_shows_the_file_even_when_columns_are_missing()
    {
        var look = InvoiceCsv.Look("Wer;Was\nAcme;Ding\n"u8.ToArray()).Value!;

        Assert.Equal(["Wer", "Was"], look.Table.Columns);
        Assert.Equal(["Acme", "Ding"], look.Sample.Single().Cells);
        Assert.Equal([InvoiceField.Account, InvoiceField.Number, InvoiceField.IssuedOn, InvoiceField.Total], look.Guess.Missing());
    }

    [Fact]
    public void An_unknown_default_currency_is_refused() =>
        Assert.Equal("currency-unknown", Files.Refused("a,b\n1,2\n", new() { DefaultCurrency = "EURO" }).Code);

    [Fact]
    public void The_kind_is_that_of_the_row() =>
        Assert.Equal(
            ImportedKind.CreditNote,
            Files.Read("customer,number,issued,total,type\nA,1,2026-03-01,10.00,Avoir\n").Invoices.Single().Kind
        );
}
