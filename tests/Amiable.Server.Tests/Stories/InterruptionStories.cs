using Amiable.Accounts;
using Amiable.Invoices;

namespace Amiable.Tests.Stories;

/// <summary>What happens in between: a dispute, a pause, a promise, a machine that was off.</summary>
public sealed class InterruptionStories
{
    [Fact]
    public async Task A_disputed_invoice_leaves_the_messages_and_comes_back_when_it_is_settled()
    {
        await using var walk = await Walk.From("2026-03-09");
        var roux = await walk.Server.Account();
        var disputed = await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Server.Invoice(roux, "F-2", dueOn: "2026-03-13");

        await walk.Through("2026-03-24");
        walk.GoTo("2026-03-25T09:00Z");
        await walk.Disputes(disputed);
        await walk.Through("2026-04-08");
        walk.GoTo("2026-04-09T09:00Z");
        await walk.Server.Do<SettleDispute, Done>(u => u.Run(disputed.Id, default));
        await walk.Through("2026-04-15");

        Assert.Equal(
            [
                "Tue 2026-03-10 BeforeDue Courteous F-1 F-2",
                "Tue 2026-03-24 Overdue Courteous F-1 F-2",
                "Wed 2026-04-08 Overdue Professional F-2",
                "Wed 2026-04-15 Overdue Professional F-1 F-2",
            ],
            await walk.Sent(roux)
        );
    }

    [Fact]
    public async Task A_pause_cancels_what_waits_ends_by_itself_and_starts_where_the_ladder_stood()
    {
        await using var walk = await Walk.From("2026-03-09");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");

        await walk.Through("2026-03-15");
        walk.GoTo("2026-03-16T09:00Z");
        await walk.Plan();
        Assert.True(await walk.IsAnythingWaiting(roux));
        await walk.Server.Do<PauseFollowUps, Done>(u =>
            u.Run(roux.Id, PauseReason.Commercial, null, TestServer.Day("2026-04-10"), default)
        );
        Assert.False(await walk.IsAnythingWaiting(roux));
        await walk.Through("2026-04-20");

        Assert.Equal(
            [
                "Tue 2026-03-10 BeforeDue Courteous F-1",
                "Mon 2026-04-13 Overdue Courteous F-1", // the first business day after 10 April
                "Mon 2026-04-20 Overdue Professional F-1", // 31 days on the 13th: every 5
            ],
            await walk.Sent(roux)
        );
        var told = await walk.Ask(db => Task.FromResult(db.AccountEvents.OrderBy(e => e.At).Select(e => e.Kind).ToList()));
        Assert.Equal([AccountEventKind.Paused, AccountEventKind.Resumed], told);
    }

    [Fact]
    public async Task A_member_who_resumes_early_does_not_wait_for_the_end_of_the_pause()
    {
        await using var walk = await Walk.From("2026-03-09");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Server.Do<PauseFollowUps, Done>(u => u.Run(roux.Id, PauseReason.Other, null, null, default));

        await walk.Through("2026-03-31");
        Assert.Empty(await walk.Sent(roux));
        walk.GoTo("2026-04-01T07:00Z");
        await walk.Server.Do<ResumeFollowUps, Done>(u => u.Run(roux.Id, default));
        await walk.Through("2026-04-01");

        Assert.Equal(["Wed 2026-04-01 Overdue Courteous F-1"], await walk.Sent(roux));
    }

    [Fact]
    public async Task A_promise_is_waited_for_pointed_out_once_when_broken_and_then_handed_to_a_person()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        var promised = await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Server.Invoice(roux, "F-2", dueOn: "2026-03-13");

        await walk.Through("2026-03-16");
        walk.GoTo("2026-03-17T09:00Z");
        await walk.Promises(promised, "2026-03-24"); // Tuesday; with 2 business days of grace: until Thursday 26
        await walk.Through("2026-04-30");

        Assert.Equal(
            [
                "Mon 2026-03-16 Overdue Courteous F-1 F-2",
                "Fri 2026-03-27 PromiseBroken Courteous F-1",
                "Tue 2026-03-31 Overdue Professional F-2", // 10 after the 16th is the 30th, but 2 lie between any two messages
                "Mon 2026-04-13 Overdue Professional F-2", // 31 days: every 5
                "Mon 2026-04-20 Overdue Professional F-2",
                "Mon 2026-04-27 Overdue Professional F-2",
            ],
            await walk.Sent(roux)
        );
        Assert.Equal(["BrokenPromise"], (await walk.Tasks()).Select(t => t.Kind.ToString()));
    }

    [Fact]
    public async Task After_three_days_without_electricity_everybody_gets_one_message_spread_over_the_day()
    {
        await using var walk = await Walk.From("2026-03-09");
        var accounts = new List<Account>();
        for (var i = 0; i < 20; i++)
        {
            accounts.Add(await walk.Server.Account($"Company {i:00}", email: $"pay@company{i:00}.example"));
            await walk.Server.Invoice(accounts[^1], $"F-{i}", dueOn: "2026-03-13");
        }

        await walk.Through("2026-03-23");
        walk.SleepThrough("2026-03-26"); // the messages of the 24th did not leave
        await walk.Through("2026-04-13");

        foreach (var (account, i) in accounts.Select((a, i) => (a, i)))
            Assert.Equal(
                [
                    $"Tue 2026-03-10 BeforeDue Courteous F-{i}",
                    $"Fri 2026-03-27 Overdue Courteous F-{i}", // once
                    $"Mon 2026-04-13 Overdue Professional F-{i}", // counted from the 27th, past Easter Monday
                ],
                await walk.Sent(account)
            );
        var caughtUp = walk.Server.Mailbox.Sent.Select(m => m.At).Where(at => at.Day == 27).Order().ToList();
        Assert.Equal(20, caughtUp.Count);
        Assert.True(caughtUp[^1] - caughtUp[0] > TimeSpan.FromHours(4), $"All between {caughtUp[0]:T} and {caughtUp[^1]:T}: a burst.");
    }

    [Fact]
    public async Task After_two_months_off_the_first_message_is_still_the_courteous_one()
    {
        await using var walk = await Walk.From("2026-03-09");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");

        await walk.Through("2026-03-16");
        walk.SleepThrough("2026-05-15");
        await walk.Through("2026-05-27");

        Assert.Equal(
            [
                "Tue 2026-03-10 BeforeDue Courteous F-1",
                "Mon 2026-05-18 Overdue Courteous F-1",
                "Thu 2026-05-21 Overdue Professional F-1", // 66 days: every 3
                "Wed 2026-05-27 Overdue Firm F-1", // past Whit Monday
            ],
            await walk.Sent(roux)
        );
    }

    [Fact]
    public async Task A_reminder_whose_day_was_slept_through_still_comes_before_the_due_date()
    {
        await using var walk = await Walk.From("2026-03-09");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");

        await walk.Plan();
        walk.SleepThrough("2026-03-12");
        await walk.Through("2026-03-27");

        Assert.Equal(["Fri 2026-03-13 BeforeDue Courteous F-1", "Fri 2026-03-27 Overdue Courteous F-1"], await walk.Sent(roux));
    }
}
