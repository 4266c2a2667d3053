using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace Amiable.Tests.Browser;

/// <summary>Every page of the demo with its dialogs and menus: opens without complaint, is accessible in both themes, and fits a phone.</summary>
public sealed class PagesTests(Installation installation) : IClassFixture<Installation>
{
    // Those that no link leads to, or only one of somebody else.
    private static readonly string[] Unlinked = ["/import/documents", "/communications/letters", "/you/codes"];

    // Those without a sign-in; an empty installation and an invitation are looked at in PeopleTests.
    private static readonly string[] ForStrangers = ["/sign-in", "/sign-in/forgotten", "/sign-in/forgotten?sent=true"];

    // Each kind of page is found, or the test finds nothing: some that stand for their kind.
    private static readonly string[] Expected =
    [
        "/accounts/{id}/details",
        "/communications/{id}/edit",
        "/communications/letters",
        "/credit-notes/{id}",
        "/errands",
        "/insights",
        "/invoices/{id}",
        "/payments/{id}",
        "/settings/audit",
        "/tasks/{id}",
    ];

    [Fact]
    public async Task Every_page_and_everything_that_opens_on_it_is_accessible_in_both_themes_and_fits()
    {
        var (page, complaints) = await installation.SignedIn("en");
        var found = await new Crawl(page.Context.APIRequest).From(["/", "/insights", .. Unlinked, await Webhook(page)]);
        Assert.Empty(Expected.Except(found.Select(Crawl.PathOf)));
        Assert.Empty(complaints);
        await page.Context.CloseAsync();
        // Beside each other: a page is waited for while another is looked at.
        await Task.WhenAll(LookAt(found, "en"), LookAt(found, "fr"));
    }

    private async Task LookAt(IReadOnlyList<string> found, string language)
    {
        var (page, complaints) = await installation.SignedIn(language);
        var faults = new List<string>();
        foreach (var (path, index) in found.Append(await Consent()).Select((path, index) => (path, index)))
            await Pages.LookAt(page, path, language, faults, Way(language, index));
        var (stranger, more) = await installation.Stranger(language);
        foreach (var path in ForStrangers)
            await Pages.LookAt(stranger, path, language, faults, Way(language, 0));
        await stranger.Context.CloseAsync();
        await page.Context.CloseAsync();
        Assert.Empty(more);
        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.Empty(complaints);
    }

    // Each page is seen in both themes and at both widths: in one language on a desk, in the other on a phone. The next page the other way round.
    private static (int Width, ColorScheme Theme) Way(string language, int index) =>
        language == "en"
            ? (Pages.Desk, index % 2 == 0 ? ColorScheme.Light : ColorScheme.Dark)
            : (Pages.Phone, index % 2 == 0 ? ColorScheme.Dark : ColorScheme.Light);

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
}
