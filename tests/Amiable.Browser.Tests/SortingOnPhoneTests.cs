using Microsoft.Playwright;

namespace Amiable.Tests.Browser;

/// <summary>A phone shows rows without headers: what these sort by is in a menu, which scripts are not needed for.</summary>
public sealed class SortingOnPhoneTests(Installation installation) : IClassFixture<Installation>
{
    [Theory]
    [InlineData("en", 390)]
    [InlineData("fr", 360)]
    public async Task A_list_is_sorted_with_a_thumb_and_keeps_its_filter(string language, int width)
    {
        var (signedIn, complaints) = await installation.SignedIn(language, ColorScheme.Light, width, 780);
        await using var context = await signedIn.Context.Browser!.NewContextAsync(
            new()
            {
                BaseURL = installation.Address.ToString(),
                StorageState = await signedIn.Context.StorageStateAsync(),
                JavaScriptEnabled = false,
                ViewportSize = new() { Width = width, Height = 780 },
            }
        );
        var page = await context.NewPageAsync();
        foreach (
            var (path, sort) in new[]
            {
                ("/accounts?only=overdue", "-overdue"),
                ("/invoices?show=overdue", "-remaining"),
                ("/payments?show=settled", "-amount"),
                ("/credit-notes?show=settled", "number"),
            }
        )
        {
            await page.GotoAsync(path);
            var button = page.Locator(".sorting button");
            var box = (await button.BoundingBoxAsync())!;
            Assert.True(box.Height >= 44 && box.X >= 0 && box.X + box.Width <= width, $"{path}: {box.X} {box.Width} × {box.Height}");

            await button.ClickAsync();
            await page.ClickAsync($"#sort-menu a[href*='sort={sort}']");

            Assert.EndsWith($"{path}&sort={sort}", page.Url, StringComparison.Ordinal);
            Assert.Equal(1, await page.Locator("#sort-menu a[aria-current]").CountAsync());
            // One figure in a row: a second one would lie over it.
            Assert.Equal(0, await page.Locator("table.list tr:has(td.key:visible ~ td.key:visible)").CountAsync());
        }
        Assert.Empty(complaints);
        await signedIn.Context.CloseAsync();
    }

    [Fact]
    public async Task Where_there_are_headers_there_is_no_menu()
    {
        var (page, _) = await installation.SignedIn("en");
        await page.GotoAsync("/accounts");
        await Assertions.Expect(page.Locator("th a.sort").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".sorting button")).ToBeHiddenAsync();
        await page.Context.CloseAsync();
    }
}
