using System.Net;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Errands;
using Amiable.Tests.SavedFilters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Errands;

/// <summary>The same done to many rows: to those chosen, or to all that match; what cannot be done is left out and said.</summary>
public sealed class ChosenRowsTests(OneServer one) : IClassFixture<OneServer>
{
    private TestServer Server => one.Server;

    [Fact]
    public async Task The_question_says_how_many_and_keeps_the_choice()
    {
        var (a, b) = (await Server.Account("Asked A"), await Server.Account("Asked B"));

        var page = await one.Client.GetStringAsync($"/accounts?q=Asked&ask=pause-chosen&pick={a.Id.Value}&pick={b.Id.Value}");

        Assert.Contains("Pause 2 accounts?", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split($"type=\"hidden\" name=\"pick\"").Length - 1);
        Assert.Matches($"name=\"pick\" value=\"{a.Id.Value}\" checked", page);
        Assert.Contains("value=\"/accounts?q=Asked\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chosen_accounts_are_paused_and_one_that_rests_already_keeps_its_own_pause()
    {
        var (a, b, other) = (await Server.Account("Chosen A"), await Server.Account("Chosen B"), await Server.Account("Chosen not"));
        await Server.Do<PauseFollowUps, Done>(pause => pause.Run(b.Id, PauseReason.Legal, null, null, default));

        var answer = await Pause(("pick", $"{a.Id.Value}"), ("pick", $"{b.Id.Value}"), ("reason", "Commercial"), ("until", "2026-05-01"));

        Assert.Equal("/accounts", answer.Headers.Location!.OriginalString);
        Assert.Contains(
            "1 account paused. One was left: Its follow-ups rest already.",
            await one.Client.GetStringAsync("/accounts"),
            StringComparison.Ordinal
        );
        Assert.Equal((PauseReason.Commercial, new DateOnly(2026, 5, 1)), await PauseOf(a));
        Assert.Equal(PauseReason.Legal, (await PauseOf(b)).Reason);
        Assert.Null((await PauseOf(other)).Reason);
        // Told in the timeline, by name.
        Assert.Equal(
            "Claire Martin",
            await Server.Read(db => db.AccountEvents.Where(e => e.AccountId == a.Id).Select(e => e.By).SingleAsync())
        );
    }

    [Fact]
    public async Task All_that_match_are_paused_and_resumed_and_nobody_else()
    {
        var many = Enumerable
            .Range(0, 130)
            .Select(i => new Account(TestServer.New<AccountId>(), new() { Name = $"Grove {i}", Country = "FR" }, Server.Clock.GetUtcNow()));
        await Server.Save(Server.Us, [.. many]);
        var other = await Server.Account("Meadow");
        Assert.Contains(
            "Pause 130 accounts?",
            await one.Client.GetStringAsync("/accounts?q=Grove&all=true&ask=pause-chosen"),
            StringComparison.Ordinal
        );

        await Pause(("matching", "?q=Grove"), ("reason", "Other"));
        await Over();

        Assert.Equal(130, await Paused("Grove"));
        Assert.Null((await PauseOf(other)).Reason);
        await one.Client.Do("/accounts/new", "/accounts/resume", ("matching", "?only=paused&q=Grove"));
        await Over();
        Assert.Equal(0, await Paused("Grove"));
    }

    [Fact]
    public async Task An_errand_that_was_interrupted_goes_on_where_it_was()
    {
        List<Account> accounts = [await Server.Account("Broken 1"), await Server.Account("Broken 2"), await Server.Account("Broken 3")];
        accounts = [.. accounts.OrderBy(a => a.Id.Value)];
        var member = await Server.Read(db => db.Members.Select(m => m.Id).FirstAsync());
        var order = new ErrandOrder { Picked = [.. accounts.Select(a => new Chosen(a.Id.Value))] };
        var errand = new Errand(
            TestServer.New<ErrandId>(),
            ErrandKind.PauseAccounts,
            member,
            "Claire Martin",
            order,
            Server.Clock.GetUtcNow()
        );
        errand.Take(Server.Clock.GetUtcNow());
        errand.Advance(3, 1, accounts[0].Id.Value, new(), Server.Clock.GetUtcNow());
        await Server.Save(Server.Us, errand);
        Assert.Contains("Pausing accounts", await one.Client.GetStringAsync($"/errands/{errand.Id.Value}"), StringComparison.Ordinal);
        Assert.Contains("33 %", await one.Client.GetStringAsync("/live/navigation"), StringComparison.Ordinal);
        Assert.False(await Next());

        Server.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.True(await Next());

        Assert.Null((await PauseOf(accounts[0])).Reason);
        Assert.NotNull((await PauseOf(accounts[1])).Reason);
        Assert.NotNull((await PauseOf(accounts[2])).Reason);
        Assert.Contains("3 accounts paused.", await one.Client.GetStringAsync($"/errands/{errand.Id.Value}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_that_match_are_approved_and_those_written_since_are_not()
    {
        var (_, _, first) = await Server.Planned("Approved 1", "F-1");
        Assert.Contains(
            "Approve 1 message?",
            await one.Client.GetStringAsync("/communications?show=to-approve&q=Approved&all=true&ask=approve-chosen"),
            StringComparison.Ordinal
        );
        Server.Clock.Advance(TimeSpan.FromMinutes(1));
        var since = Server.Clock.GetUtcNow().AddSeconds(-1);
        var (_, _, second) = await Server.Planned("Approved 2", "F-2");
        var steps = new ErrandSteps();

        await Server.As(
            Server.Us,
            async s =>
            {
                await s.GetRequiredService<ApproveChosen>().Run(new() { Matching = "?q=Approved" }, since, steps, default);
                return true;
            }
        );

        Assert.Equal((1, 1), (steps.Done, steps.Total));
        Assert.Equal(CommunicationStatus.Scheduled, (await Server.Again(first)).Status);
        Assert.Equal(CommunicationStatus.AwaitingApproval, (await Server.Again(second)).Status);
    }

    [Fact]
    public async Task Chosen_messages_are_cancelled()
    {
        var (_, _, message) = await Server.Planned("Unwanted", "F-3");

        await one.Client.Do("/accounts/new", "/communications/cancel", ("pick", $"{message.Id.Value}:{message.Version}"));

        Assert.Equal(CommunicationStatus.Cancelled, (await Server.Again(message)).Status);
    }

    [Fact]
    public async Task Without_a_choice_nothing_is_done_and_that_is_said()
    {
        await Pause();
        Assert.Contains("Choose rows first.", await one.Client.GetStringAsync("/accounts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_rows_chosen_are_exported()
    {
        var (a, b) = (await Server.Account("Exported"), await Server.Account("Not exported"));
        var (one1, two) = (await Server.Invoice(a, "EX-1", "2026-02-01"), await Server.Invoice(b, "EX-2", "2026-02-01"));

        var accounts = await one.Client.GetStringAsync($"/accounts.csv?pick={a.Id.Value}");
        var invoices = await one.Client.GetStringAsync($"/invoices.csv?pick={one1.Id.Value}");
        var all = await one.Client.GetStringAsync($"/invoices.csv?q=EX-&all=true&pick={two.Id.Value}");

        Assert.Contains("Exported", accounts, StringComparison.Ordinal);
        Assert.DoesNotContain("Not exported", accounts, StringComparison.Ordinal);
        Assert.Contains("EX-1", invoices, StringComparison.Ordinal);
        Assert.DoesNotContain("EX-2", invoices, StringComparison.Ordinal);
        Assert.Contains("EX-1", all, StringComparison.Ordinal);
        Assert.Contains("EX-2", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Approving_leads_to_the_next_message_and_the_last_one_says_so()
    {
        var (_, _, first) = await Server.Planned("Queue 1", "F-4");
        var (_, _, second) = await Server.Planned("Queue 2", "F-5");
        List<Communication> queue = [.. new[] { first, second }.OrderBy(m => m.SendAt).ThenBy(m => m.Id.Value)];
        var page = WebUtility.HtmlDecode(await one.Client.GetStringAsync($"/communications/{queue[0].Id.Value}?show=to-approve&q=Queue"));
        Assert.Contains(
            $"name=\"next\" value=\"/communications/{queue[1].Id.Value}?show=to-approve&q=Queue\"",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("data-key=\"s\"", page, StringComparison.Ordinal);

        var last = WebUtility.HtmlDecode(await one.Client.GetStringAsync($"/communications/{queue[1].Id.Value}?show=to-approve&q=Queue"));

        Assert.Contains("name=\"last\" value=\"true\"", last, StringComparison.Ordinal);
        Assert.DoesNotContain("data-key=\"s\"", last, StringComparison.Ordinal);
        await one.Client.Press(queue[1], "approve", ("last", "true"), ("next", "/communications?show=to-approve"));
        Assert.Contains(
            "That was the last one of the list.",
            await one.Client.GetStringAsync("/communications?show=to-approve"),
            StringComparison.Ordinal
        );
    }

    private Task<bool> Next() => Server.As(Server.Us, s => s.GetRequiredService<DoErrand>().Run(default));

    private Task<HttpResponseMessage> Pause(params (string, string)[] fields) => one.Client.Do("/accounts/new", "/accounts/pause", fields);

    private async Task Over()
    {
        for (var tries = 0; tries < 200 && await Server.Read(db => db.Errands.AnyAsync(e => e.State != ErrandState.Over)); tries++)
            await Task.Delay(50);
    }

    private Task<int> Paused(string name) => Server.Read(db => db.Accounts.CountAsync(a => a.Name.StartsWith(name) && a.PausedOn != null));

    private Task<(PauseReason? Reason, DateOnly? Until)> PauseOf(Account account) =>
        Server.Read(async db =>
        {
            var now = await db.Accounts.SingleAsync(a => a.Id == account.Id);
            return (now.PauseReason, now.PausedUntil);
        });
}
