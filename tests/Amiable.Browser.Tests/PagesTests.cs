using System.Net.Http.Json;
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
        "/communications/letters",
        "/accounts",
        "/invoices",
        "/credit-notes",
        "/payments",
        "/import",
        "/import/documents",
        "/developers/reference",
        "/settings/developers",
        "/settings/developers/webhooks/new",
        "/outbox",
        "/settings/profile",
        "/settings/agent",
        "/settings/agent/model",
        "/settings/channels",
        "/settings/members",
        "/you",
        "/you/codes",
    ];

    // Those without a sign-in; an empty installation and an invitation are looked at in PeopleTests.
    private static readonly string[] ForStrangers = ["/sign-in", "/sign-in/forgotten", "/sign-in/forgotten?sent=true"];

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
        foreach (var path in (string[])[.. Paths, .. await LinksOf(page), await Webhook(page), await Consent()])
            await Pages.LookAt(page, path, language, faults);
        var (stranger, more) = await installation.Stranger(language, theme, width, width < 500 ? 844 : 900);
        foreach (var path in ForStrangers)
            await Pages.LookAt(stranger, path, language, faults);
        await stranger.Context.CloseAsync();
        Assert.Empty(more);
        Assert.Empty(faults);
        Assert.Empty(complaints);
    }

    /// <summary>A webhook, as a member adds one.</summary>
    private static async Task<string> Webhook(IPage page)
    {
        await page.GotoAsync("/settings/developers/webhooks/new");
        await page.FillAsync("#url", "https://erp.example.com/amiable");
        await page.CheckAsync("#group-invoice");
        await page.ClickAsync("main form:has(#url) button.primary");
        await page.WaitForSelectorAsync("#new-secret");
        await page.GotoAsync("/settings/developers");
        var link = page.Locator("main a[href^='/settings/developers/webhooks/']:not([href$='/new'])").First;
        return await link.GetAttributeAsync("href") ?? throw new InvalidOperationException("There is no webhook.");
    }

    /// <summary>Where a program that has just introduced itself sends a member.</summary>
    private async Task<string> Consent()
    {
        using var program = new HttpClient();
        var introduced = await program.PostAsJsonAsync(
            new Uri(installation.Address, "/api/oauth/register"),
            new
            {
                client_name = "Assistant with a long name, as some have it",
                redirect_uris = new[] { "https://assistant.example/back" },
                token_endpoint_auth_method = "none",
            }
        );
        var client = (await introduced.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("client_id").GetString();
        return $"/api/oauth/authorize?client_id={client}&redirect_uri={Uri.EscapeDataString("https://assistant.example/back")}&response_type=code"
            + "&scope=openid%20accounts:all%20invoices:read%20dunning:manage%20mcp:read&state=1&code_challenge_method=S256"
            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
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
        return
        [
            .. links,
            .. new[] { "invoices", "credit-notes", "payments", "communications", "tasks", "details", "notices", "evidence" }.Select(tab =>
                $"{account}/{tab}"
            ),
        ];
    }
}
