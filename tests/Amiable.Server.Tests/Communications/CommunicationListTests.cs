using System.Net;
using System.Text.RegularExpressions;
using Amiable.FollowUp;
using Amiable.Organizations;
using Amiable.Tests;

namespace Amiable.Communications;

public sealed partial class CommunicationListTests
{
    [Fact]
    public async Task Many_are_approved_at_once_and_the_others_are_named()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var (_, _, first) = await server.Planned("First");
        var (_, _, second) = await server.Planned("Second");
        var (_, _, third) = await server.Planned("Third");
        var client = await server.SignedIn(server.Us);
        await client.Edit(third, ("subject", "Edited by somebody else meanwhile"));

        var answer = await TestServer.Post(
            client,
            "/communications",
            "/communications/approve",
            ("next", "/communications?show=to-approve"),
            ("pick", $"{first.Id.Value}:{first.Version}"),
            ("pick", $"{second.Id.Value}:{second.Version}"),
            ("pick", $"{third.Id.Value}:{third.Version}")
        );

        Assert.Equal("/communications?show=to-approve", answer.Headers.Location!.OriginalString);
        var page = await client.GetStringAsync("/communications?show=to-approve");
        Assert.Contains("2 messages approved. One was left: Somebody changed this", page, StringComparison.Ordinal);
        Assert.Equal(CommunicationStatus.Scheduled, (await server.Again(first)).Status);
        Assert.Equal(CommunicationStatus.Scheduled, (await server.Again(second)).Status);
        Assert.Equal(CommunicationStatus.AwaitingApproval, (await server.Again(third)).Status);
    }

    [Fact]
    public async Task What_waits_comes_first_soonest_first_then_what_is_past_newest_first()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var now = server.Clock.GetUtcNow();
        await server.Save(
            server.Us,
            Message(account.Id, "waits later", now.AddDays(3)),
            Message(account.Id, "left long ago", now.AddDays(-9), left: true),
            Message(account.Id, "waits sooner", now.AddDays(1)),
            Message(account.Id, "left lately", now.AddDays(-1), left: true)
        );
        var page = await (await server.SignedIn(server.Us)).GetStringAsync("/communications");
        Assert.Equal(["waits sooner", "waits later", "left lately", "left long ago"], Subjects(page));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_message_is_on_exactly_one_page_forth_and_back(bool atTheSameMoment)
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var now = server.Clock.GetUtcNow();
        var messages = Enumerable
            .Range(0, 120)
            .Select(i =>
                Message(account.Id, $"n{i:000}", now.AddMinutes(atTheSameMoment ? 0 : i % 7 * (i % 2 == 0 ? 1 : -1)), left: i % 2 == 0)
            )
            .ToArray<object>();
        await server.Save(server.Us, messages);
        var client = await server.SignedIn(server.Us);

        var (address, pages) = ("/communications", new List<IReadOnlyList<string>>());
        for (var page = await client.GetStringAsync(address); ; page = await client.GetStringAsync(address))
        {
            pages.Add(Subjects(page));
            if (!Way("next").IsMatch(page))
                break;
            address = WebUtility.HtmlDecode(Way("next").Match(page).Groups[1].Value);
        }
        Assert.Equal([50, 50, 20], pages.Select(p => p.Count));
        Assert.Equal(120, pages.SelectMany(p => p).Distinct().Count());

        var back = WebUtility.HtmlDecode(Way("prev").Match(await client.GetStringAsync(address)).Groups[1].Value);
        Assert.Equal(pages[1], Subjects(await client.GetStringAsync(back)));
    }

    [Fact]
    public async Task The_panel_leads_to_the_neighbours_within_the_filter()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var now = server.Clock.GetUtcNow();
        var (first, second, third) = (
            Message(account.Id, "first", now.AddDays(1)),
            Message(account.Id, "second", now.AddDays(2)),
            Message(account.Id, "third", now.AddDays(3))
        );
        await server.Save(server.Us, third, first, second, Message(account.Id, "left", now.AddDays(-1), left: true));
        var client = await server.SignedIn(server.Us);

        var panel = await client.GetStringAsync($"{second.Page()}?show=scheduled");
        Assert.Contains($"href=\"{first.Page()}?show=scheduled\" rel=\"prev\"", panel, StringComparison.Ordinal);
        Assert.Contains($"href=\"{third.Page()}?show=scheduled\" rel=\"next\"", panel, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"next\"", await client.GetStringAsync($"{third.Page()}?show=scheduled"), StringComparison.Ordinal);
        // Among all, what is past follows.
        Assert.Contains("rel=\"next\"", await client.GetStringAsync(third.Page()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?show=to-approve", "waits")]
    [InlineData("?show=sent", "left")]
    [InlineData("?q=WAIT", "waits")]
    [InlineData("?q=roux", "waits,left")]
    [InlineData("?q=100%25", "")]
    [InlineData("?from=2026-03-03", "waits")]
    [InlineData("?to=2026-03-02", "left")]
    [InlineData("?from=nonsense&show=nonsense&after=nonsense", "waits,left")]
    public async Task The_address_says_what_is_shown(string query, string subjects)
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var now = server.Clock.GetUtcNow();
        await server.Save(
            server.Us,
            Message(account.Id, "waits", now.AddDays(1), status: CommunicationStatus.AwaitingApproval),
            Message(account.Id, "left", now.AddDays(-1), left: true)
        );
        var page = await (await server.SignedIn(server.Us)).GetStringAsync("/communications" + query);
        Assert.Equal(subjects.Split(',', StringSplitOptions.RemoveEmptyEntries), Subjects(page));
    }

    [Fact]
    public async Task The_navigation_says_what_waits()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        await server.Planned();
        var client = await server.SignedIn(server.Us);
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        Assert.Matches("class=\"count\"[^>]*>1<", (await client.GetStringAsync("/outbox")));
    }

    private static Communication Message(
        AccountId account,
        string subject,
        DateTimeOffset at,
        bool left = false,
        CommunicationStatus status = CommunicationStatus.Scheduled
    )
    {
        var id = TestServer.New<CommunicationId>();
        var message = new Communication(id, account, Origin.Member, $"{id.Value:N}", status, at);
        message.Write(
            new(DateOnly.FromDateTime(at.DateTime), Stage.Overdue, Tone.Courteous, Channel.Email, [], [], []),
            new(),
            "en",
            [new(TestServer.New<ContactId>(), "Anne Roux", "anne@roux.example")],
            new(subject, "text", "<p>html</p>")
        );
        message.MoveTo(DateOnly.FromDateTime(at.DateTime), at);
        if (left)
        {
            message.Claim("{}");
            message.WasSent(at);
        }
        return message;
    }

    private static List<string> Subjects(string page) => [.. Under().Matches(page).Select(m => m.Groups[1].Value)];

    private static Regex Way(string rel) => new($"<a class=\"btn\" href=\"([^\"]+)\" rel=\"{rel}\"");

    [GeneratedRegex("<span class=\"under\" title=\"([^\"]*)\"")]
    private static partial Regex Under();
}
