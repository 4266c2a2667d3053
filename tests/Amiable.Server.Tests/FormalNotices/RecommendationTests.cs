using System.Net;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Invoices;
using Amiable.Tasks;
using Amiable.Tests;
using Amiable.Tests.Audit;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FormalNotices;

/// <summary>What a member sees and decides once words have had no effect.</summary>
public sealed class RecommendationTests
{
    [Fact]
    public async Task The_panel_shows_what_one_decides_on()
    {
        var (walk, account, task) = await Silence.Recommended();
        await using var _ = walk;
        await walk.Server.Invoice(account, "F-9", dueOn: "2026-01-10");
        await walk.Store(async db =>
            (await db.Invoices.SingleAsync(i => i.Number == "F-9")).Dispute(DisputeReason.Quality, null, walk.Today)
        );
        var client = await walk.Server.SignedIn(walk.Server.Us);

        var page = WebUtility.HtmlDecode(await client.GetStringAsync($"/tasks/{task.Id.Value}"));

        Assert.Contains("€1,000.00", page, StringComparison.Ordinal);
        Assert.Contains("the oldest due 10 Dec 2025 (106 days ago)", page, StringComparison.Ordinal);
        Assert.Contains("1 more is in dispute and not counted", page, StringComparison.Ordinal);
        Assert.Matches("[1-9] messages, [1-9] of them unanswered; the last on .*, firm, by e-mail", page);
        Assert.Contains("None so far", page, StringComparison.Ordinal);
        Assert.Contains("None broken", page, StringComparison.Ordinal);
        Assert.Contains("€40.00 costs of recovery", page, StringComparison.Ordinal);
        Assert.Contains("it is held back and told to nobody", page, StringComparison.Ordinal);
        Assert.Contains("postage of a registered letter", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_promises_and_answers_are_counted()
    {
        var (walk, account, task) = await Silence.Recommended();
        await using var _ = walk;
        var invoice = await walk.Ask(db => db.Invoices.SingleAsync());
        await walk.Promises(invoice, "2026-03-27");
        await walk.Through("2026-04-02");
        await walk.Server.As(walk.Server.Us, s => Service<NoteBrokenPromises>(s).Run(default));

        var facts = (await walk.Server.As(walk.Server.Us, s => Service<ShowRecommendation>(s).Run(account.Id, default)));

        Assert.Equal((1, TestServer.Day("2026-03-27")), (facts.BrokenPromises, facts.LastBroken));
        Assert.Equal((null, facts.Sent), (facts.AnsweredOn, facts.Unanswered));
        Assert.Equal(Amiable.FollowUp.Channel.Email, facts.Last!.Value.Channel);
    }

    [Fact]
    public async Task Writing_off_gives_up_what_is_overdue_and_nothing_that_is_not_due()
    {
        var (walk, account, task) = await Silence.Recommended();
        await using var _ = walk;
        await walk.Server.Invoice(account, "F-2", dueOn: "2026-06-30");

        await Answer(walk.Server, task, TaskAnswer.WriteOff);

        var invoices = await walk.Ask(db => db.Invoices.OrderBy(i => i.Number).ToListAsync());
        Assert.Equal([true, false], invoices.Select(i => i.WrittenOffOn is not null));
        Assert.Equal("WriteOff", (await Decision(walk.Server, AccountEventKind.AdvancedActionApproved)).Detail);
    }

    [Fact]
    public async Task Handing_over_lets_the_agent_rest_and_is_told()
    {
        var (walk, account, task) = await Silence.Recommended();
        await using var _ = walk;
        var client = await walk.Server.SignedIn(walk.Server.Us);
        var own = $"/tasks/{task.Id.Value}";

        await TestServer.Post(client, own, $"{own}/answer", ("answer", "HandOver"));

        Assert.Equal(
            (PauseReason.Legal, null),
            await walk.Ask(db => db.Accounts.Select(a => ValueTuple.Create(a.PauseReason!.Value, a.PausedUntil)).SingleAsync())
        );
        Assert.False(await walk.IsAnythingWaiting(account));
        Assert.Contains("Handed to legal recovery", await client.GetStringAsync(own), StringComparison.Ordinal);
        Assert.Contains("handed to legal recovery", await client.GetStringAsync($"/accounts/{account.Id.Value}"), StringComparison.Ordinal);
        Assert.Contains(
            await walk.Server.Entries(),
            e =>
                e is { SubjectKind: "human-task", Action: "changed", ActorName: "Claire Martin" }
                && e.Changes!.Contains("HandOver", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Going_on_amicably_is_told_as_the_recommendation_turned_down()
    {
        var (walk, _, task) = await Silence.Recommended();
        await using var __ = walk;

        await Answer(walk.Server, task, TaskAnswer.KeepWriting);

        Assert.Equal("Claire Martin", (await Decision(walk.Server, AccountEventKind.AdvancedActionRejected)).By);
        await walk.Through("2026-04-10");
        Assert.Single(await walk.Tasks(TaskKind.AdvancedAction));
    }

    private static T Service<T>(IServiceProvider services)
        where T : notnull => Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<T>(services);

    private static Task Answer(TestServer server, HumanTask task, TaskAnswer answer) =>
        server.Do<AnswerTask, Done>(u => u.Run(task.Id, answer, default));

    private static Task<AccountEvent> Decision(TestServer server, AccountEventKind kind) =>
        server.Read(db => db.AccountEvents.SingleAsync(e => e.Kind == kind));
}
