using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Amiable.Tests.Browser;

/// <summary>Invoices are dropped as files, looked at beside what was read, and taken in. With the mouse, in both languages.</summary>
public sealed partial class DocumentPathTests(Installation installation) : IClassFixture<Installation>
{
    [Theory]
    [InlineData("en", ColorScheme.Light, 1440)]
    [InlineData("fr", ColorScheme.Dark, 390)]
    public async Task A_dropped_invoice_is_looked_at_and_becomes_an_invoice_with_its_document(string language, ColorScheme theme, int width)
    {
        var (page, complaints) = await installation.SignedIn(language, theme, width, 900);
        var faults = new List<string>();
        var number = $"DR-2026-{language.ToUpperInvariant()}77";
        await page.GotoAsync("/import");
        await page.SetInputFilesAsync(
            "input[type=file]",
            new FilePayload[]
            {
                new()
                {
                    Name = $"{number}.pdf",
                    MimeType = "application/pdf",
                    Buffer = await Print(page, number),
                },
                new()
                {
                    Name = "notes.pdf",
                    MimeType = "application/pdf",
                    Buffer = "%PDF-1.4 nothing"u8.ToArray(),
                },
            }
        );
        await page.ClickAsync("main form button.primary");
        await Pages.Arrived(page, Onward());
        await page.GotoAsync("/import/documents");
        for (var tries = 0; tries < 40 && await page.Locator("#list tbody tr", new() { HasText = number }).CountAsync() == 0; tries++)
        {
            await page.WaitForTimeoutAsync(500);
            await page.ReloadAsync();
        }
        await Pages.LookAt(page, "/import/documents", language, faults);

        var review = await page.Locator("#list tbody tr", new() { HasText = number }).Locator("a").First.GetAttributeAsync("href");
        await Pages.LookAt(page, review!, language, faults);
        Assert.Equal(number, await page.InputValueAsync("input[name=number]"));
        Assert.Equal("2026-12-02", await page.InputValueAsync("input[name=dueOn]"));
        Assert.StartsWith("2160", await page.InputValueAsync("input[name=total]"), StringComparison.Ordinal);
        // Where the number was read stands out on the page while its field is looked at.
        await page.FocusAsync("input[name=number]");
        Assert.True(await page.Locator("rect[data-mark=number].on").CountAsync() > 0);
        await page.ClickAsync("form.reviewed .buttons button.primary");
        await Assertions.Expect(page).Not.ToHaveURLAsync(review!);

        await page.GotoAsync($"/invoices?show=all&q={number}");
        await page.Locator("tbody tr", new() { HasText = number }).Locator("a.open").First.ClickAsync();
        await page.Locator("#panel iframe.paper").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
    }

    /// <summary>As an accounting program prints it.</summary>
    private static async Task<byte[]> Print(IPage page, string number)
    {
        var printer = await page.Context.NewPageAsync();
        await printer.SetContentAsync(
            $"""
            <style>body {"{"} font: 15px Arial; margin: 60px {"}"} table {"{"} width: 100% {"}"} td:last-child, th:last-child {"{"} text-align: right {"}"}</style>
            <b>Duvernay Conseil</b><br>14 rue de la République, 69002 Lyon
            <div style="margin: 40px 0 40px 380px"><b>Imprimerie Saint-Clair</b><br>8 quai Saint-Clair<br>69001 Lyon</div>
            <h2>Facture {number}</h2><p>Date de facture : 02/11/2026<br>Échéance : 02/12/2026</p>
            <table><tr><th>Désignation</th><th>Montant HT</th></tr><tr><td>Audit comptable</td><td>1 800,00 €</td></tr>
            <tr><td>Total HT</td><td>1 800,00 €</td></tr><tr><td>TVA 20 %</td><td>360,00 €</td></tr><tr><td>Total TTC</td><td>2 160,00 €</td></tr></table>
            """
        );
        var bytes = await printer.PdfAsync(new() { Format = "A4" });
        await printer.CloseAsync();
        return bytes;
    }

    [GeneratedRegex("/(import/documents|errands/)")]
    private static partial Regex Onward();
}
