using Amiable.Import;
using Amiable.Import.Csv;

namespace Amiable.Tests.Import;

public sealed class FixtureFilesTests
{
    private static Money Eur(decimal amount) => Money.OfMajor(amount, "EUR")!.Value;

    [Fact]
    public void A_French_ledger_from_Excel_is_read_with_its_title_and_its_totals_row()
    {
        var reading = Files.Read(Files.Fixture("francais-windows-1252.csv"), new() { DefaultCurrency = "EUR", DefaultCountry = "FR" });

        Assert.Equal(("Windows-1252", ';', ',', 0), (reading.Encoding, reading.Delimiter, reading.DecimalMark, reading.ErrorCount));
        Assert.Equal(["FA-2026-001", "FA-2026-014", "FA-2026-020", "FA-2026-021"], reading.Invoices.Select(i => i.Number));
        Assert.Equal([5, 6, 7, 8], reading.Invoices.Select(i => i.Line));
        Assert.Equal(
            ["Boulangerie Lefèvre", "Boulangerie Lefèvre", "Pâtisserie \"Au Bon Goût\"", "Éts Garçon & Fils"],
            reading.Invoices.Select(i => i.AccountName)
        );
        Assert.Equal([Eur(1234.5m), Eur(980), Eur(12_000), Eur(75.5m)], reading.Invoices.Select(i => i.Total));
        Assert.Equal([Eur(0), Eur(500), Eur(12_000), Eur(0)], reading.Invoices.Select(i => i.Paid));
        Assert.Equal([false, true, false, false], reading.Invoices.Select(i => i.IsDisputed));
        Assert.Null(reading.Invoices[3].DueOn);
        Assert.All(reading.Invoices, i => Assert.Equal("FR", i.Country));
        Assert.Equal("compta@lefevre.example", reading.Invoices[0].ContactEmail);
        Assert.Equal(["totals-row"], reading.Notices.Select(n => n.Code));
    }

    [Fact]
    public void A_German_ledger_in_UTF_16_is_read_with_its_credit_note()
    {
        var reading = Files.Read(Files.Fixture("deutsch-utf-16.csv"));

        Assert.Equal(("UTF-16", '\t', ',', 0), (reading.Encoding, reading.Delimiter, reading.DecimalMark, reading.ErrorCount));
        Assert.Equal(
            [ImportedKind.Invoice, ImportedKind.CreditNote, ImportedKind.Invoice, ImportedKind.Invoice],
            reading.Invoices.Select(i => i.Kind)
        );
        Assert.Equal([Eur(1190), Eur(119), Eur(59.5m), new(2400_00, "CHF")], reading.Invoices.Select(i => i.Total));
        Assert.Equal([Eur(0), Eur(0), Eur(59.5m), new(0, "CHF")], reading.Invoices.Select(i => i.Paid));
        Assert.Equal([false, false, false, true], reading.Invoices.Select(i => i.IsCancelled));
        Assert.Equal(["DE", "DE", "AT", "CH"], reading.Invoices.Select(i => i.Country));
        Assert.Equal(("10023", "Müller & Söhne GmbH"), (reading.Invoices[0].AccountSourceId, reading.Invoices[0].AccountName));
    }

    [Fact]
    public void A_ledger_from_the_United_States_has_its_months_first()
    {
        var reading = Files.Read(Files.Fixture("us-month-first.csv"), new() { DefaultCurrency = "USD" });

        Assert.Equal((DateForm.MonthDayYear, 0), (reading.DateForm, reading.ErrorCount));
        Assert.Equal([new(2026, 1, 5), new(2026, 1, 31), new DateOnly(2026, 2, 10)], reading.Invoices.Select(i => i.IssuedOn));
        Assert.Equal([new(2026, 2, 4), new(2026, 3, 2), new DateOnly(2026, 3, 12)], reading.Invoices.Select(i => i.DueOn!.Value));
        Assert.Equal([1250_00, 99_95, 10_000_00], reading.Invoices.Select(i => i.Total.Minor));
        Assert.Equal([0, 99_95, 2500_00], reading.Invoices.Select(i => i.Paid.Minor));
        Assert.Equal([null, new DateOnly(2026, 2, 20), null], reading.Invoices.Select(i => i.SettledOn));
        Assert.Equal("Acme Tools, Inc.", reading.Invoices[0].AccountName);
        Assert.Equal(["PO-77", null, "PO-78"], reading.Invoices.Select(i => i.PurchaseOrder));
    }

    [Fact]
    public void Line_numbers_stay_right_after_line_breaks_in_cells()
    {
        var reading = Files.Read(Files.Fixture("quoted-newlines.csv"));

        Assert.Equal([2, 4], reading.Invoices.Select(i => i.Line));
        Assert.Equal("Northwind Trading Ltd", reading.Invoices[0].AccountName);
        Assert.Equal("Ann \"Annie\" Lee", reading.Invoices[0].ContactName);
        var error = Assert.Single(reading.Errors);
        Assert.Equal((5, "Issue date", "2026-13-11", "date-impossible"), (error.Line, error.Column, error.Value, error.Code));
    }

    [Fact]
    public void A_formula_is_just_text() =>
        Assert.Equal("=cmd|' /C calc'!A0", Files.Read(Files.Fixture("quoted-newlines.csv")).Invoices[1].AccountName);

    [Fact]
    public void Credit_notes_and_currencies_are_told_apart()
    {
        var reading = Files.Read(Files.Fixture("two-currencies-credit-notes.csv"));

        Assert.Equal(('|', 0), (reading.Delimiter, reading.ErrorCount));
        Assert.Equal([3, 4, 5], reading.Invoices.Select(i => i.Line));
        Assert.Equal([Eur(1000), Eur(250), new(125_000, "JPY")], reading.Invoices.Select(i => i.Total));
        Assert.Equal([Eur(600), Eur(0), new(0, "JPY")], reading.Invoices.Select(i => i.Paid));
        Assert.Equal([true, false, false], reading.Invoices.Select(i => i.IsDirectDebit));
        Assert.Equal("ESB12345678", reading.Invoices[0].VatNumber);
        Assert.Equal(ImportedKind.CreditNote, reading.Invoices[1].Kind);
    }

    [Fact]
    public void Every_error_names_its_line_its_column_and_what_stands_there()
    {
        var reading = Files.Read(Files.Fixture("with-errors.csv"));

        Assert.Equal(["1", "18"], reading.Invoices.Select(i => i.Number));
        Assert.Equal(
            [
                (3, "issued", "31/02/2024", "date-impossible"),
                (4, "due", "01/01/2026", "due-before-issue"),
                (5, "total", "-100,00", "amount-negative"),
                (6, "total", "abc", "amount-unreadable"),
                (7, "paid", "150,00", "amount-over-total"),
                (8, "currency", "XXY", "currency-unknown"),
                (9, "total", "100,005", "amount-too-fine"),
                (10, "disputed", "perhaps", "not-yes-or-no"),
                (11, "customer", "", "missing"),
                (12, "number", "", "missing"),
                (13, "issued", "", "missing"),
                (14, "", "", "cells-missing"),
                (15, "", "", "cells-surplus"),
                (16, "issued", "05/02/1926", "date-out-of-range"),
                (17, "total", "999999999999999,00", "amount-absurd"),
                (19, "number", "17", "number-repeated"),
                (22, "issued", "2026-02-05", "date-other-form"),
                (23, "number", "5,13E+09", "number-mangled"),
            ],
            reading.Errors.Select(e => (e.Line, e.Column, e.Value, e.Code))
        );
        Assert.Equal((18, 1), (reading.ErrorCount, reading.Repeated));
        Assert.Equal(
            "Line 3, column \"issued\": \"31/02/2024\" is not a day of the calendar; expected day/month/year, as in 31/12/2025.",
            reading.Errors[0].Message
        );
        Assert.Contains("line 18", reading.Errors[15].Message, StringComparison.Ordinal);
    }
}
