using System.Text.Json;
using Microsoft.Playwright;

namespace Amiable.Tests.Browser;

/// <summary>Every page of the demo: opens without complaint, is accessible in both themes, and fits a phone.</summary>
public sealed class PagesTests(Installation installation) : IClassFixture<Installation>
{
    private static readonly string[] Paths =
    [
        "/",
        "/tasks",
        "/communications",
        "/accounts",
        "/invoices",
        "/credit-notes",
        "/import",
        "/outbox",
        "/settings/profile",
    ];

    // A page, and a link on it that leads deeper: to the first account, message, invoice, task.
    private static readonly (string Page, string Link)[] Deeper =
    [
        ("/accounts", "main a[href^='/accounts/']:not([href*='new']):not([href*='.'])"),
        ("/communications", "main a[href^='/communications/']"),
        ("/invoices", "main a[href^='/invoices/']:not([href*='new'])"),
        ("/tasks", "main a[href^='/tasks/']:not([href*='new'])"),
        ("/outbox", "main a[href^='/outbox/']"),
    ];

    [Theory]
    [InlineData("en", ColorScheme.Light, 1440)]
    [InlineData("fr", ColorScheme.Dark, 1440)]
    [InlineData("fr", ColorScheme.Light, 390)]
    [InlineData("en", ColorScheme.Dark, 360)]
    public async Task Every_page_opens_is_accessible_and_fits(string language, ColorScheme theme, int width)
    {
        var (page, complaints) = await installation.SignedIn(language, theme, width, width < 500 ? 844 : 900);
        var faults = new List<string>();
        foreach (var path in Paths.Concat(await LinksOf(page)).ToList())
        {
            var answer = await page.GotoAsync(path);
            if (answer!.Status != 200)
                faults.Add($"{path}: {answer.Status}");
            if (await page.GetAttributeAsync("html", "lang") != language)
                faults.Add($"{path}: not in {language}");
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 1)
                faults.Add($"{path}: wider than the screen");
            faults.AddRange((await Axe(page)).Select(v => $"{path}: {v}"));
        }
        Assert.Empty(faults);
        Assert.Empty(complaints);
    }

    private static async Task<List<string>> LinksOf(IPage page)
    {
        var links = new List<string>();
        foreach (var (path, link) in Deeper)
        {
            await page.GotoAsync(path);
            links.Add(
                await page.Locator(link).First.GetAttributeAsync("href") ?? throw new InvalidOperationException($"{path} leads nowhere.")
            );
        }
        var account = links[0].TrimEnd('/');
        return [.. links, .. new[] { "invoices", "credit-notes", "communications", "tasks", "details" }.Select(tab => $"{account}/{tab}")];
    }

    private static async Task<IEnumerable<string>> Axe(IPage page)
    {
        await page.EvaluateAsync(AxeScript);
        // The letter inside a message is somebody's mail in a frame that runs no script: it is looked at where it is written.
        var found = await page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run(document, { iframes: false, resultTypes: ['violations'] })).violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 120)}`)"
        );
        return found.EnumerateArray().Select(v => v.GetString()!);
    }

    private static string AxeScript { get; } =
        new StreamReader(typeof(PagesTests).Assembly.GetManifestResourceStream("axe.js")!).ReadToEnd();
}
