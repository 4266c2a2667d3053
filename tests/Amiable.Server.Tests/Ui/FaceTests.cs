using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Amiable.Ui;

/// <summary>The kit over HTTP: it exists in development only, and is where the ways of a page are shown and so tested.</summary>
public sealed partial class FaceTests(WebApplicationFactory<Program> server) : IClassFixture<WebApplicationFactory<Program>>
{
    private readonly HttpClient _browser = Browser(server);

    [Theory]
    [InlineData("/kit")]
    [InlineData("/kit/list/roux")]
    [InlineData("/kit/new")]
    [InlineData("/kit/sign-in")]
    [InlineData("/kit/error/500")]
    public async Task A_page_keeps_to_the_content_security_policy(string path)
    {
        var answer = await _browser.GetAsync(path);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=|javascript:|hx-on", html);
    }

    [Fact]
    public async Task The_panel_alone_is_sent_when_it_alone_is_wanted()
    {
        var whole = await _browser.GetStringAsync("/kit/list/roux");
        Assert.Contains("<table", whole, StringComparison.Ordinal);
        Assert.Contains("<aside class=\"panel\"", whole, StringComparison.Ordinal);

        var request = new HttpRequestMessage(HttpMethod.Get, "/kit/list/roux")
        {
            Headers = { { "HX-Request", "true" }, { "HX-Target", "panel" } },
        };
        var answer = await _browser.SendAsync(request);
        var part = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<html", part, StringComparison.Ordinal);
        Assert.Contains("<aside class=\"panel\"", part, StringComparison.Ordinal);
        Assert.Contains("HX-Target", answer.Headers.Vary);
    }

    [Fact]
    public async Task A_post_without_its_token_changes_nothing_even_when_no_form_is_read()
    {
        var answer = await _browser.PostAsync("/kit/list/roux/approve", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(Words.For("en")["error.400.title"], await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_with_its_token_is_done_and_said_once()
    {
        var token = Token().Match(await _browser.GetStringAsync("/kit/list/roux")).Groups[1].Value;
        var answer = await _browser.PostAsync("/kit/list/roux/approve", Sent(("__RequestVerificationToken", token)));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("class=\"toast\"", await _browser.GetStringAsync(answer.Headers.Location), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"toast\"", await _browser.GetStringAsync(answer.Headers.Location), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_comes_back_with_what_was_typed_and_the_error_at_its_field()
    {
        var token = Token().Match(await _browser.GetStringAsync("/kit/new")).Groups[1].Value;
        var answer = await _browser.PostAsync(
            "/kit/new",
            Sent(("__RequestVerificationToken", token), ("name", "Roux & fils"), ("amount", "twelve"))
        );
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("value=\"Roux &amp; fils\"", html, StringComparison.Ordinal);
        Assert.Matches("id=\"amount\"[^>]*aria-describedby=\"amount-error\" aria-invalid=\"true\"", html);
    }

    [Fact]
    public async Task The_browsers_language_is_spoken_until_another_is_chosen()
    {
        Assert.Contains("<html lang=\"fr\"", await Get("/kit/sign-in", "de-CH, fr-CH;q=0.9, en;q=0.8"), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\"", await Get("/kit/sign-in", "xx"), StringComparison.Ordinal);
        var token = Token().Match(await _browser.GetStringAsync("/kit")).Groups[1].Value;
        await _browser.PostAsync("/preferences", Sent(("__RequestVerificationToken", token), ("language", "fr"), ("theme", "dark")));
        Assert.Contains("<html lang=\"fr\" data-theme=\"dark\">", await Get("/kit", "en"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task A_preference_never_leads_to_another_site(string returnTo)
    {
        var token = Token().Match(await _browser.GetStringAsync("/kit")).Groups[1].Value;
        var answer = await _browser.PostAsync("/preferences", Sent(("__RequestVerificationToken", token), ("returnTo", returnTo)));
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task What_is_not_there_has_a_page_for_people_and_none_for_programs()
    {
        Assert.Contains(Words.For("en")["error.404.title"], await Get("/nowhere", "en", HttpStatusCode.NotFound), StringComparison.Ordinal);
        var program = new HttpRequestMessage(HttpMethod.Get, "/nowhere") { Headers = { { "Accept", "application/json" } } };
        Assert.Empty(await (await server.CreateClient().SendAsync(program)).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_crash_has_a_page_that_gives_nothing_away()
    {
        var html = await Get("/kit/crash", "en", HttpStatusCode.InternalServerError);
        Assert.Contains(Words.For("en")["error.500.title"], html, StringComparison.Ordinal);
        Assert.DoesNotContain("InvalidOperationException", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_and_styles_are_small_and_kept_for_ever()
    {
        var bytes = 0L;
        foreach (var name in new[] { "site.css", "site.js", "htmx.js", "icons.svg" })
        {
            var request = new HttpRequestMessage(HttpMethod.Get, AssetFiles.Url(name)) { Headers = { { "Accept-Encoding", "gzip, br" } } };
            var answer = await _browser.SendAsync(request);
            Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            bytes += (await answer.Content.ReadAsByteArrayAsync()).Length;
        }
        Assert.InRange(bytes, 1, 40_000);
        Assert.True((await _browser.GetAsync("/assets/site.css?v=old")).Headers.CacheControl!.NoCache);
    }

    private async Task<string> Get(string path, string languages, HttpStatusCode status = HttpStatusCode.OK)
    {
        var answer = await _browser.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Language", languages } } }
        );
        Assert.Equal(status, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private static HttpClient Browser(WebApplicationFactory<Program> server)
    {
        var client = server.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new Uri("http://localhost") });
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        return client;
    }

    private static FormUrlEncodedContent Sent(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
