using Microsoft.Playwright;

namespace Amiable.Tests.Browser;

/// <summary>From the recommendation of the demo to the letter one signs: each page in both themes, both languages and on a phone.</summary>
public sealed class NoticePathTests(Installation installation) : IClassFixture<Installation>
{
    [Theory]
    [InlineData("en", ColorScheme.Light, 1440)]
    [InlineData("fr", ColorScheme.Dark, 390)]
    public async Task A_member_decides_on_a_formal_notice_and_reads_it(string language, ColorScheme theme, int width)
    {
        var (page, complaints) = await installation.SignedIn(language, theme, width, width < 500 ? 844 : 900);
        var faults = new List<string>();
        await page.GotoAsync("/tasks?of=everybody");
        var asked = language == "en" ? "Messages have had no effect" : "Les messages sont restés sans effet";
        var task = await page.Locator("main a", new() { HasText = asked }).First.GetAttributeAsync("href");
        await Pages.LookAt(page, task!, language, faults);

        await page.Locator("a.btn.primary[href$='/notices']").First.ClickAsync();
        await page.WaitForURLAsync("**/notices");
        var notices = new Uri(page.Url).AbsolutePath;
        await Pages.LookAt(page, notices, language, faults);
        await page.ClickAsync("main form button.primary", new() { Timeout = 20_000 });
        await page.WaitForSelectorAsync("iframe.message", new() { Timeout = 20_000 });
        var own = new Uri(page.Url).AbsolutePath;
        await Pages.LookAt(page, own, language, faults);
        await Pages.LookAt(page, notices.Replace("/notices", "/evidence", StringComparison.Ordinal), language, faults);

        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.Empty(complaints);
    }
}
