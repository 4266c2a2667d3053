using System.Net;
using System.Text.RegularExpressions;
using Amiable.Help;
using Amiable.Ui;

namespace Amiable.Tests.Help;

/// <summary>The guide as the program shows it.</summary>
public sealed partial class HelpPagesTests(HelpPagesTests.Browser browser) : IClassFixture<HelpPagesTests.Browser>
{
    [Fact]
    public async Task Every_page_opens_in_both_languages_and_so_does_all_it_leads_to()
    {
        var seen = new HashSet<string>();
        foreach (var (language, page) in Words.Spoken.SelectMany(l => GuideFiles.In(l).Values.Select(p => (l, p))))
        {
            var html = WebUtility.HtmlDecode(await browser.Client.GetStringAsync($"{page.Place.Href}?language={language}"));

            Assert.Contains($"<h1>{page.Title}</h1>", html, StringComparison.Ordinal);
            foreach (Match link in Address().Matches(html))
                if (seen.Add(link.Groups[1].Value))
                    Assert.Equal(
                        (link.Value, HttpStatusCode.OK),
                        (link.Value, (await browser.Client.GetAsync(link.Groups[1].Value)).StatusCode)
                    );
        }
        Assert.Contains("/help/pictures/fr/home.webp", seen);
        Assert.DoesNotContain(seen, address => address.EndsWith(".md", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_goes_from_page_to_page_in_the_order_of_the_contents()
    {
        var page = await browser.Client.GetStringAsync("/help/accounts");

        Assert.Contains("href=\"/help/quick-start\" rel=\"prev\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/help/documents\" rel=\"next\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"#pause\"", page, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"pause\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_does_not_exist_is_not_found()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Client.GetAsync("/help/nothing")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Client.GetAsync("/help/pictures/en/..%2Findex.md")).StatusCode);
    }

    [Fact]
    public async Task A_stranger_is_asked_to_sign_in()
    {
        using var stranger = browser.Server.CreateClient(new() { AllowAutoRedirect = false });
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync("/help/accounts")).StatusCode);
    }

    [Fact]
    public void Markup_in_the_guide_is_shown_as_text()
    {
        var page = GuideMarkdown.Read("x", "# <b>X</b>\n\n<script>alert(1)</script> and <i onclick=x>this</i>", "en");

        Assert.DoesNotContain("<script", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<i ", page.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;script", page.Html, StringComparison.Ordinal);
    }

    [GeneratedRegex("(?:href|src)=\"(/help[^\"#?]*)")]
    private static partial Regex Address();

    /// <summary>A member who looks for help.</summary>
    public sealed class Browser : IAsyncLifetime
    {
        public TestServer Server { get; private set; } = null!;
        public HttpClient Client { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Server = await TestServer.Start();
            Client = await Server.SignedIn(Server.Us);
        }

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
