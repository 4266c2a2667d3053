using System.Net;
using System.Text.RegularExpressions;
using Amiable.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Webhooks;

/// <summary>Settings → Developers: who is told of what happens.</summary>
[Collection(WebhookTests.Name)]
public sealed class WebhookPagesTests(HooksServer hooks)
{
    private const string Settings = "/settings/developers";

    [Fact]
    public async Task A_member_adds_a_webhook_sees_its_secret_once_and_what_it_was_told()
    {
        var browser = await hooks.Server.SignedIn(hooks.Server.Us);
        var url = $"{hooks.Receiver.Address}/{Guid.CreateVersion7():N}";
        var added = await TestServer.Post(
            browser,
            $"{Settings}/webhooks/new",
            $"{Settings}/webhooks/new",
            ("url", url),
            ("events", "account.*"),
            ("events", "account.created"),
            ("events", "task.opened")
        );
        var page = await added.Content.ReadAsStringAsync();
        Assert.True(added.StatusCode == HttpStatusCode.OK, page);
        var secret = Regex.Match(WebUtility.HtmlDecode(page), "whsec_[A-Za-z0-9+/=]{44}").Value;
        Assert.NotEmpty(secret);
        var webhook = await hooks.Server.As(
            hooks.Server.Us,
            s => s.GetRequiredService<AppDb>().Webhooks.AsNoTracking().SingleAsync(w => w.Url == url)
        );
        var own = $"{Settings}/webhooks/{webhook.Id.Value}";
        Assert.Equal(["account.*", "task.opened"], webhook.Events);
        hooks.Receiver.Answers[new Uri(url).AbsolutePath] = () => 500;
        await hooks.Api.Account("Seen on a page");
        await hooks.Tell();

        var shown = await browser.GetStringAsync(own);
        Assert.DoesNotContain(secret, shown);
        Assert.Contains("Account added", shown);
        Assert.Contains("it answered 500", shown);
        Assert.Contains("In trouble", await browser.GetStringAsync(Settings));
        Assert.Contains("Account added", await browser.GetStringAsync(own + "?state=waiting"));
        Assert.Contains("There are none.", await browser.GetStringAsync(own + "?state=dead"));

        hooks.Receiver.Answers[new Uri(url).AbsolutePath] = () => 200;
        Assert.Equal(HttpStatusCode.Redirect, (await TestServer.Post(browser, own, own + "/test")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await TestServer.Post(browser, own, own + "/pause")).StatusCode);
        Assert.Contains("Paused", await browser.GetStringAsync(own));
        await TestServer.Post(browser, own, own + "/resume");
        var renewed = await (await TestServer.Post(browser, own, own + "/secret")).Content.ReadAsStringAsync();
        Assert.Contains("whsec_", renewed);
        await TestServer.Post(browser, own, own + "/remove");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(own)).StatusCode);
    }

    [Theory]
    [InlineData("", "account.created", "Give the full address")]
    [InlineData("ftp://example.com", "account.created", "Only addresses that begin with https://")]
    [InlineData("https://example.com", null, "Choose at least one event.")]
    public async Task What_is_wrong_is_said_at_its_field(string url, string? chosen, string said)
    {
        var browser = await hooks.Server.SignedIn(hooks.Server.Us);
        (string, string)[] fields = chosen is null ? [("url", url)] : [("url", url), ("events", chosen)];

        var answer = await TestServer.Post(browser, $"{Settings}/webhooks/new", $"{Settings}/webhooks/new", fields);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(said, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public void Every_event_has_words()
    {
        foreach (var t in new[] { Ui.Words.For("en"), Ui.Words.For("fr") })
        {
            Assert.All(EventType.All, type => Assert.True(t.Has($"webhook.event.{type.Name.Replace('.', '-')}"), type.Name));
            Assert.All(EventType.Groups, group => Assert.True(t.Has($"webhook.group.{group}"), group));
        }
    }
}
