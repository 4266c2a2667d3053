using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Amiable.Organizations;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Organizations;

/// <summary>The logo: given, seen by members only, taken away.</summary>
public sealed partial class LogoPagesTests
{
    private const string Page = "/settings/profile";

    /// <summary>A picture of one pixel.</summary>
    internal static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    );

    [Fact]
    public async Task A_logo_is_shown_in_the_navigation_until_it_is_removed()
    {
        await using var server = await TestServer.Start();
        var browser = await server.SignedIn(server.Us);
        Assert.DoesNotContain("/organization/logo", await browser.GetStringAsync("/tasks"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await Upload(browser, Picture, "logo.png")).StatusCode);

        var address = Address().Match(await browser.GetStringAsync("/tasks")).Value;
        var logo = await browser.GetAsync(address);
        Assert.Equal(Picture, await logo.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", logo.Content.Headers.ContentType?.ToString());
        Assert.Equal("nosniff", logo.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(logo.Headers.CacheControl is { Private: true, MaxAge.TotalDays: 365 });
        Assert.True((await browser.GetAsync("/organization/logo?v=old")).Headers.CacheControl?.NoStore);

        var removed = await TestServer.Post(browser, Page, $"{Page}/logo/remove");
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.DoesNotContain("/organization/logo", await browser.GetStringAsync("/tasks"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task Another_picture_has_another_address()
    {
        await using var server = await TestServer.Start();
        var browser = await server.SignedIn(server.Us);
        await Upload(browser, Picture, "logo.png");
        var first = Address().Match(await browser.GetStringAsync(Page)).Value;

        await Upload(browser, [.. Picture, 0], "logo.png");

        Assert.NotEqual(first, Address().Match(await browser.GetStringAsync(Page)).Value);
        Assert.Equal(1, await server.As(server.Us, s => s.GetRequiredService<AppDb>().Logos.CountAsync()));
    }

    [Fact]
    public async Task Nobody_elses_logo_is_seen()
    {
        await using var server = await TestServer.Start();
        var browser = await server.SignedIn(server.Us);
        await Upload(browser, Picture, "logo.png");
        var address = Address().Match(await browser.GetStringAsync(Page)).Value;

        var neighbour = await server.SignedIn(server.SomebodyElse);

        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync(address)).StatusCode);
        Assert.DoesNotContain("/organization/logo", await neighbour.GetStringAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_picture_or_too_large_is_refused_at_the_field()
    {
        await using var server = await TestServer.Start();
        var browser = await server.SignedIn(server.Us);
        byte[][] refused =
        [
            Encoding.UTF8.GetBytes("<svg onload=\"alert(1)\"/>"),
            [],
            [.. Picture, .. new byte[Logo.MostBytes]],
            new byte[2_000_000],
        ];
        string[] says = ["Choose a PNG or JPEG", "Choose a picture first", "at most 512 kB", "at most 512 kB"];

        foreach (var (bytes, said) in refused.Zip(says))
        {
            var answer = await Upload(browser, bytes, "logo.png");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var html = await answer.Content.ReadAsStringAsync();
            Assert.Contains("id=\"logo-error\"", html, StringComparison.Ordinal);
            Assert.Contains(said, html[html.IndexOf("id=\"logo-error\"", StringComparison.Ordinal)..], StringComparison.Ordinal);
            Assert.Contains("value=\"Duvernay Conseil\"", html, StringComparison.Ordinal); // the other form is as it is kept
        }
        Assert.Equal(0, await server.As(server.Us, s => s.GetRequiredService<AppDb>().Logos.CountAsync()));
    }

    [Fact]
    public async Task Another_site_cannot_give_a_logo()
    {
        await using var server = await TestServer.Start();
        var browser = await server.SignedIn(server.Us);

        var answer = await browser.PostAsync($"{Page}/logo", Form(Picture, "logo.png", token: "forged"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_mail_carries_the_logo_with_it_and_its_preview_shows_it()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-12");
        var browser = await walk.Server.SignedIn(walk.Server.Us);
        await Upload(browser, Picture, "logo.png");
        await walk.Plan();
        var waiting = await walk.Waiting(roux);
        Assert.DoesNotContain("<img", waiting.Html, StringComparison.Ordinal);
        var shown =
            $"<img src=\"data:image/png;base64,{Convert.ToBase64String(Picture)}\" alt=\"Duvernay Conseil\" width=\"1\" height=\"1\"";
        Assert.Contains(shown, await browser.GetStringAsync($"/communications/{waiting.Id.Value}/body"), StringComparison.Ordinal);

        await walk.Through("2026-03-20");

        var mail = Assert.Single(walk.Server.Mailbox.Sent);
        var source = Regex.Match(mail.Html(), "<img src=\"cid:([^\"]+)\"").Groups[1].Value;
        var mime = Encoding.ASCII.GetString(mail.Mime);
        Assert.Contains("Content-Type: multipart/related", mime, StringComparison.OrdinalIgnoreCase);
        var part = mime.Split("\r\n--").Single(p => p.Contains($"Content-ID: <{source}>", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("image/png", part, StringComparison.Ordinal);
        Assert.Equal(Picture, Convert.FromBase64String(part.Split("\r\n\r\n", 2)[1].ReplaceLineEndings("")));
        Assert.DoesNotContain("cid:", mail.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("http", mail.Html(), StringComparison.Ordinal);
        var body = $"/communications/{waiting.Id.Value}/body";
        Assert.Contains(shown, await browser.GetStringAsync(body), StringComparison.Ordinal);

        await Upload(browser, [.. Picture, 0], "another.png");
        Assert.DoesNotContain("<img", await browser.GetStringAsync(body), StringComparison.Ordinal); // it did not leave with that one
    }

    [Fact]
    public async Task A_logo_too_large_for_every_mail_stays_out_of_them()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-12");
        var browser = await walk.Server.SignedIn(walk.Server.Us);
        var uploaded = await Upload(browser, [.. Picture, .. new byte[Logo.MostBytesInMail]], "logo.png");
        Assert.Equal(HttpStatusCode.Redirect, uploaded.StatusCode);

        await walk.Through("2026-03-20");

        var mail = Assert.Single(walk.Server.Mailbox.Sent);
        Assert.InRange(mail.Mime.Length, 1000, 40_000);
        Assert.DoesNotContain("<img", mail.Html(), StringComparison.Ordinal);
        Assert.DoesNotContain("<img", await browser.GetStringAsync($"/communications/{mail.Id}/body"), StringComparison.Ordinal);
    }

    internal static async Task<HttpResponseMessage> Upload(HttpClient browser, byte[] bytes, string name)
    {
        var token = Token().Match(await browser.GetStringAsync(Page)).Groups[1].Value;
        return await browser.PostAsync($"{Page}/logo", Form(bytes, name, WebUtility.HtmlDecode(token)));
    }

    private static MultipartFormDataContent Form(byte[] bytes, string name, string token)
    {
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        return new() { { new StringContent(token), "__RequestVerificationToken" }, { file, "logo", name } };
    }

    [GeneratedRegex("/organization/logo\\?v=[0-9a-f]+")]
    private static partial Regex Address();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
