namespace Amiable.Tests.Browser;

/// <summary>The main path with the mouse of a credit controller: see what waits and why, approve it, change one, pause an account.</summary>
public sealed class MainPathTests(Installation installation) : IClassFixture<Installation>
{
    [Fact]
    public async Task A_message_is_looked_at_with_its_why_and_approved()
    {
        var (page, complaints) = await installation.SignedIn("en");
        await page.ClickAsync("text=/^Review \\d+ messages/");
        await page.Locator("main a[href^='/communications/']").First.ClickAsync();

        var panel = page.Locator("#panel");
        await panel.WaitForAsync();
        Assert.NotEqual("", await panel.InnerTextAsync());
        var waiting = await Waiting(page);
        await panel.Locator("form[action$='/approve'] button").First.ClickAsync();
        await page.WaitForFunctionAsync($"() => {Count} === {waiting - 1}");

        Assert.Empty(complaints);
    }

    [Fact]
    public async Task The_pages_work_in_french_too()
    {
        var (page, _) = await installation.SignedIn("fr");

        await page.GotoAsync("/accounts");

        Assert.Equal("Comptes", await page.InnerTextAsync("h1"));
    }

    private static async Task<int> Waiting(Microsoft.Playwright.IPage page) => await page.EvaluateAsync<int>($"() => {Count}");

    // "52 waiting": the word is for those who hear the page.
    private const string Count = "parseInt(document.querySelector(\"nav a[href^='/communications'] .count\")?.textContent ?? '0')";
}
