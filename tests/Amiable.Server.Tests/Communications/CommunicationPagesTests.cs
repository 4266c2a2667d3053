using System.Net;
using Amiable.Organizations;
using Amiable.Tests;

namespace Amiable.Communications;

public sealed class CommunicationPagesTests
{
    [Fact]
    public async Task What_is_approved_leaves_on_its_day_and_is_in_the_outbox()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var (_, _, message) = await server.Planned();
        Assert.Equal(CommunicationStatus.AwaitingApproval, message.Status);
        var client = await server.SignedIn(server.Us);

        var approved = await client.Press(message, "approve", ("next", "/communications?show=to-approve"));
        Assert.Equal("/communications?show=to-approve", approved.Headers.Location!.OriginalString);
        server.Clock.Set($"{message.SendAt.UtcDateTime:O}");
        Assert.Equal(1, await server.SendWhatIsDue());

        Assert.Contains(message.Subject, WebUtility.HtmlDecode(await client.GetStringAsync("/outbox")), StringComparison.Ordinal);
        var panel = WebUtility.HtmlDecode(await client.GetStringAsync($"/outbox/{message.Id.Value}"));
        Assert.Contains("anne@roux.example", panel, StringComparison.Ordinal);
        Assert.Contains($"Message-ID: <{message.Id.Value:N}@duvernay.example>", panel, StringComparison.OrdinalIgnoreCase);
        var history = WebUtility.HtmlDecode(await client.GetStringAsync(message.Page()));
        Assert.Contains("1 invoice still owed", history, StringComparison.Ordinal);
        Assert.Contains("Approved by Claire Martin", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_left_can_be_downloaded_as_it_left_and_only_by_its_organization()
    {
        await using var server = await TestServer.Start();
        var (_, _, message) = await server.Planned();
        server.Clock.Set($"{message.SendAt.UtcDateTime:O}");
        await server.SendWhatIsDue();

        var mime = await (await server.SignedIn(server.Us)).GetAsync($"{message.Page()}/mime");
        Assert.Equal("message/rfc822", mime.Content.Headers.ContentType!.MediaType);
        Assert.Equal(server.Mailbox.Sent.Single().Mime, await mime.Content.ReadAsByteArrayAsync());
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await (await server.SignedIn(server.SomebodyElse)).GetAsync($"{message.Page()}/mime")).StatusCode
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("/body")]
    [InlineData("/mime")]
    [InlineData("/edit")]
    public async Task Another_organization_finds_nothing(string part)
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var (_, _, message) = await server.Planned();
        var answer = await (await server.SignedIn(server.SomebodyElse)).GetAsync(message.Page() + part);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("approve")]
    [InlineData("cancel")]
    [InlineData("send-now")]
    [InlineData("rewrite")]
    public async Task Another_organization_changes_nothing(string button)
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var (_, _, message) = await server.Planned();
        var client = await server.SignedIn(server.SomebodyElse);
        var answer = await TestServer.Post(client, "/communications", $"{message.Page()}/{button}", ("version", $"{message.Version}"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(message.Version, (await server.Again(message)).Version);
    }

    [Fact]
    public async Task Nobody_looks_without_signing_in()
    {
        await using var server = await TestServer.Start();
        var client = server.CreateClient(new() { AllowAutoRedirect = false });
        foreach (var page in new[] { "/communications", "/tasks", "/outbox" })
            Assert.StartsWith("/sign-in", (await client.GetAsync(page)).Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_body_is_shown_in_a_sandbox_that_loads_nothing()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var (_, _, message) = await server.Planned();
        var client = await server.SignedIn(server.Us);
        var body = await client.GetAsync($"{message.Page()}/body");
        var policy = body.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("sandbox", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-scripts", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("SAMEORIGIN", body.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal(message.Html, await body.Content.ReadAsStringAsync());
        // Every other page keeps the policy of all pages.
        var page = await client.GetAsync(message.Page());
        Assert.DoesNotContain("sandbox", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("DENY", page.Headers.GetValues("X-Frame-Options").Single());
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    public async Task A_form_never_leads_to_another_site(string next)
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var (_, _, message) = await server.Planned();
        var answer = await (await server.SignedIn(server.Us)).Press(message, "approve", ("next", next));
        Assert.Equal(message.Page(), answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task What_was_changed_meanwhile_is_not_approved_and_that_is_said()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var (_, _, message) = await server.Planned();
        var client = await server.SignedIn(server.Us);
        Assert.Equal(HttpStatusCode.Redirect, (await client.Edit(message, ("subject", "Another subject"))).StatusCode);

        var answer = await client.Press(message, "approve", ("next", "/communications"), ("back", message.Page()));
        Assert.Equal(message.Page(), answer.Headers.Location!.OriginalString);
        Assert.Contains("Somebody changed this", await client.GetStringAsync(message.Page()), StringComparison.Ordinal);
        Assert.Equal(CommunicationStatus.AwaitingApproval, (await server.Again(message)).Status);
    }

    [Fact]
    public async Task A_cancelled_message_keeps_its_place_in_the_rhythm()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var (account, _, message) = await server.Planned();
        var client = await server.SignedIn(server.Us);
        await client.Press(message, "cancel");

        await server.As(server.Us, s => FollowUpOf(s).Run([account.Id], default));
        var (cancelled, next) = await server.Read(async db =>
        {
            var all = await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(db.Communications);
            return (all.Single(c => c.Id == message.Id), all.Single(c => c.Id != message.Id));
        });
        Assert.Equal((CommunicationStatus.Cancelled, "by-member"), (cancelled.Status, cancelled.StatusReason));
        // Ten business days after the one that was cancelled, not at once.
        Assert.Equal(TestServer.Day("2026-03-16"), next.SendOn);
        Assert.Contains("A member did not want it.", await client.GetStringAsync(message.Page()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sending_now_passes_the_gate_like_everything_else()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var (_, _, message) = await server.Planned();
        var client = await server.SignedIn(server.Us);
        server.Clock.Set("2026-03-02T21:00:00Z");
        await client.Press(message, "send-now");
        Assert.Contains("outside the hours", await client.GetStringAsync(message.Page()), StringComparison.Ordinal);
        Assert.Empty(server.Mailbox.Sent);

        server.Clock.Set("2026-03-03T09:00:00Z");
        await client.Press(await server.Again(message), "send-now");
        Assert.Single(server.Mailbox.Sent);
    }

    private static FollowUp.PlanFollowUps FollowUpOf(IServiceProvider services) =>
        (FollowUp.PlanFollowUps)services.GetService(typeof(FollowUp.PlanFollowUps))!;
}
