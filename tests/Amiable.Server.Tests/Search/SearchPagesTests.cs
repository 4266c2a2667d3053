using System.Net;
using System.Text.RegularExpressions;
using Amiable.Search;
using Amiable.Ui;

namespace Amiable.Tests.Search;

/// <summary>Search in a browser: as a page without scripts, and as the piece that the box asks for while one types.</summary>
public sealed class SearchPagesTests(SearchPagesTests.Browser browser) : IClassFixture<SearchPagesTests.Browser>
{
    [Fact]
    public async Task The_page_shows_what_is_found_in_groups_and_leads_to_all_of_them()
    {
        var page = WebUtility.HtmlDecode(await browser.Client.GetStringAsync("/search?q=okapi"));

        Assert.Matches("<h2>Accounts</h2>", page);
        Assert.Contains("All accounts matching “okapi”", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/accounts?q=okapi\"", page, StringComparison.Ordinal);
        Assert.Equal(10, Regex.Count(page, "class=\"open\" href=\"/accounts/[0-9a-f-]{36}\""));
        Assert.Matches("<input type=\"search\" name=\"q\" value=\"okapi\"", page);
    }

    [Fact]
    public async Task The_box_gets_options_of_their_own_name_for_the_text_they_answer()
    {
        var part = WebUtility.HtmlDecode(await browser.Client.GetStringAsync("/search/hits?q=%20okapi%20%20f-7"));

        Assert.DoesNotContain("<html", part, StringComparison.Ordinal);
        Assert.Contains("data-for=\"okapi f-7\"", part, StringComparison.Ordinal);
        Assert.Contains("data-say=\"0 results\"", part, StringComparison.Ordinal);

        part = await browser.Client.GetStringAsync("/search/hits?q=okapi");
        var ids = Regex.Matches(part, "role=\"option\"[^>]* id=\"([^\"]+)\"").Select(m => m.Groups[1].Value).ToList();
        Assert.Contains("hit-accounts-0", ids);
        Assert.Contains("hit-accounts-all", ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task Every_page_has_the_box_and_a_link_that_works_without_it()
    {
        var page = await browser.Client.GetStringAsync("/tasks");

        Assert.Contains("<dialog id=\"find\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/search\" data-dialog=\"find\"", page, StringComparison.Ordinal);
        Assert.Contains("role=\"combobox\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_typed_comes_back_as_text()
    {
        var page = await browser.Client.GetStringAsync("/search?q=" + Uri.EscapeDataString("<b onclick=x>\"'"));

        Assert.DoesNotContain("<b onclick", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b onclick", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_that_is_offered_opens()
    {
        Assert.True(FindActions.All.Count > 12);
        Assert.Equal(FindActions.All.Count, FindActions.All.Select(a => a.Href).Distinct().Count());
        // That of the installation opens for who runs it, and is offered to nobody else.
        foreach (var action in FindActions.All.Where(a => a.Href != SettingsPlace.Installation.Href))
            Assert.Equal((action.Href, HttpStatusCode.OK), (action.Href, (await browser.Client.GetAsync(action.Href)).StatusCode));
        var offered = await browser.Client.GetStringAsync("/search?q=install");
        Assert.DoesNotContain(SettingsPlace.Installation.Href, offered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_is_asked_to_sign_in()
    {
        using var stranger = browser.Server.CreateClient(new() { AllowAutoRedirect = false });
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync("/search?q=okapi")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await stranger.GetAsync("/search/hits?q=okapi")).StatusCode);
    }

    /// <summary>A member with more accounts of one name than a page shows.</summary>
    public sealed class Browser : IAsyncLifetime
    {
        public TestServer Server { get; private set; } = null!;
        public HttpClient Client { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Server = await TestServer.Start();
            for (var i = 0; i < 11; i++)
                await Server.Account($"Okapi {i}", email: null);
            Client = await Server.SignedIn(Server.Us);
        }

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
