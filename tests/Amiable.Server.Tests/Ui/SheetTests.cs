using System.Globalization;
using Amiable.Credits;
using Amiable.Tests;
using Amiable.Ui.Sheets;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Cell = Amiable.Ui.Sheets.Cell;
using SheetCell = DocumentFormat.OpenXml.Spreadsheet.Cell;

namespace Amiable.Ui;

/// <summary>Files for spreadsheets, read back with a library that has nothing to do with the one that wrote them.</summary>
public sealed class SheetTests
{
    [Fact]
    public async Task A_workbook_is_valid_and_holds_what_was_written()
    {
        using var file = new MemoryStream();
        await using (var sheet = new XlsxSheet(file, "Factures [2026] & Co: <a>/<b>, les plus longues", default, mostRows: 3))
        {
            await sheet.Head(["Name", "Amount"]);
            await sheet.Row([Cell.Text("=1+1"), Cell.Amount(new(123450, "EUR")), Cell.Day(new(2026, 4, 14)), Cell.Number(-3)]);
            await sheet.Row([Cell.Text("a\u0001<b>&_x0041_ 😀"), Cell.Amount(new(-5, "JPY")), Cell.Day(null), Cell.Text(null)]);
            await sheet.Row([Cell.Moment(new(2026, 4, 14, 12, 0, 0, TimeSpan.Zero)), .. Enumerable.Repeat(Cell.Number(7), 29)]);
        }

        using var book = SpreadsheetDocument.Open(file, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(book).Select(fault => $"{fault.Part?.Uri}: {fault.Description}"));
        Assert.Equal(2, book.WorkbookPart!.WorksheetParts.Count());
        var cells = Cells(book);
        Assert.DoesNotContain(cells.Values, cell => cell.CellFormula is not null);
        Assert.Equal(("Name", "=1+1"), (cells["A1"].InnerText, cells["A2"].InnerText));
        Assert.Equal(("1234.5", "-3"), (cells["B2"].InnerText, cells["D2"].InnerText));
        Assert.Equal(new DateTime(2026, 4, 14), DateTime.FromOADate(double.Parse(cells["C2"].InnerText, CultureInfo.InvariantCulture)));
        Assert.Equal(("a<b>&_x005F_x0041_ 😀", "-5", false), (cells["A3"].InnerText, cells["B3"].InnerText, cells.ContainsKey("C3")));
        var further = Cells(book, 1);
        Assert.Equal(("Name", "7"), (further["A1"].InnerText, further["AD2"].InnerText));
        Assert.Equal(
            new DateTime(2026, 4, 14, 12, 0, 0),
            DateTime.FromOADate(double.Parse(further["A2"].InnerText, CultureInfo.InvariantCulture))
        );
    }

    [Fact]
    public async Task A_list_is_exported_as_it_is_asked_for_beyond_its_first_page()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account("=cmd|' /C calc'!A0");
        await server.Account("Theirs", of: server.SomebodyElse);
        for (var i = 0; i < 60; i++)
            await server.Invoice(account, $"F-{i:00}", "2026-02-10", i + 1);
        await server.Invoice(account, "LATER", "2026-04-10", 10);
        await server.Do<Payments.RecordPayment, CreditId>(record =>
            record.Run(account.Id, 2000.5m, "EUR", TestServer.Day("2026-03-01"), "+33 paid", default)
        );
        await server.Do<AddCreditNote, CreditId>(add => add.Run(account.Id, new("A-1", TestServer.Day("2026-03-01"), 12m, "GBP"), default));
        var client = await server.SignedIn(server.Us);

        var open = await Rows(client, "/invoices.xlsx?show=paid&sort=number");
        Assert.Equal(61, (await Rows(client, "/invoices.xlsx")).Count(row => row.ContainsKey("A")) - 1);
        Assert.All(open.Skip(1), row => Assert.Equal("0", row["G"]));
        Assert.Equal("=cmd|' /C calc'!A0", open[1]["B"]);
        Assert.Equal(["LATER"], (await Rows(client, "/invoices.xlsx?q=later")).Skip(1).Select(row => row["A"]));

        var payment = (await Rows(client, "/payments.xlsx"))[1];
        Assert.Equal(("+33 paid", "2000.5", "EUR"), (payment["A"], payment["D"], payment["G"]));
        var csv = (await client.GetStringAsync("/payments.csv")).Split("\r\n");
        Assert.StartsWith("'+33 paid,'=cmd|' /C calc'!A0,2026-03-01,2000.50,", csv[1], StringComparison.Ordinal);
        Assert.Contains("A-1,", await client.GetStringAsync("/credit-notes.csv?show=open"), StringComparison.Ordinal);
        Assert.DoesNotContain("A-1,", await client.GetStringAsync("/credit-notes.csv?show=settled"), StringComparison.Ordinal);
        Assert.NotEmpty(await Rows(client, "/communications.xlsx"));
        Assert.DoesNotContain(
            "Theirs",
            string.Concat((await Rows(client, "/accounts.xlsx")).SelectMany(row => row.Values)),
            StringComparison.Ordinal
        );
        Assert.Contains("Account,Subject,When", await client.GetStringAsync("/communications.csv?show=sent"), StringComparison.Ordinal);
        Assert.Contains(
            "/invoices.xlsx?show=overdue",
            await client.GetStringAsync($"/invoices?show=overdue&after=x"),
            StringComparison.Ordinal
        );
    }

    private static async Task<List<Dictionary<string, string>>> Rows(HttpClient client, string path)
    {
        using var file = new MemoryStream(await client.GetByteArrayAsync(path));
        using var book = SpreadsheetDocument.Open(file, isEditable: false);
        return
        [
            .. Cells(book)
                .GroupBy(cell => int.Parse(cell.Key.TrimStart([.. "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]), CultureInfo.InvariantCulture))
                .Select(row => row.ToDictionary(cell => cell.Key.TrimEnd([.. "0123456789"]), cell => cell.Value.InnerText)),
        ];
    }

    private static Dictionary<string, SheetCell> Cells(SpreadsheetDocument book, int number = 0)
    {
        var sheet = book.WorkbookPart!.Workbook.Descendants<Sheet>().ElementAt(number);
        var part = (WorksheetPart)book.WorkbookPart.GetPartById(sheet.Id!);
        return part.Worksheet.Descendants<SheetCell>().ToDictionary(cell => cell.CellReference!.Value!);
    }
}
