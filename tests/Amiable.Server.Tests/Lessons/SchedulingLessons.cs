using Amiable.Accounts;
using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Tasks;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Lessons;

/// <summary>Field lessons 1 to 10: what other systems send twice, too early, or never again.</summary>
public sealed class SchedulingLessons
{
    [Fact]
    public async Task Lesson_01_The_scheduler_run_1000_times_in_a_day_by_two_workers_sends_each_step_once()
    {
        await using var walk = await Walk.From("2026-03-16");
        var accounts = new List<Account>();
        for (var i = 0; i < 4; i++)
        {
            accounts.Add(await walk.Server.Account($"Company {i}", email: $"pay@company{i}.example"));
            await walk.Server.Invoice(accounts[^1], $"F-{i}", dueOn: "2026-03-13");
        }

        for (var run = 0; run < 250; run++)
        {
            await Task.WhenAll(Worker(), Worker()); // two runs of each job
            walk.Server.Clock.Advance(TimeSpan.FromDays(1) / 250);
        }

        Assert.Equal(4, walk.Server.Mailbox.Sent.Count);
        foreach (var account in accounts)
        {
            var all = await walk.Communications(account);
            Assert.Single(all, c => c.Status == CommunicationStatus.Sent);
            Assert.Equal(2, all.Count); // the one that left, and the one that comes next
        }

        Task Worker() =>
            Task.Run(async () =>
            {
                await walk.Plan();
                await walk.Send();
            });
    }

    [Fact]
    public async Task Lesson_01_A_step_is_unique_in_the_database_itself()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        var step = (await walk.Waiting(roux)).Step;

        await Assert.ThrowsAsync<DbUpdateException>(() =>
            walk.Server.Save(
                walk.Server.Us,
                new Communication(TestServer.New<CommunicationId>(), roux.Id, Origin.Agent, step, CommunicationStatus.Scheduled, walk.Now)
            )
        );
    }

    [Fact]
    public async Task Lesson_01_A_crash_after_the_mail_server_took_it_leaves_a_question_and_sends_nothing_again()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        await walk.GoToItsMoment(roux);
        walk.Server.Mailbox.Break = _ => new IOException("The process dies here.");
        await Assert.ThrowsAsync<IOException>(walk.Send);
        walk.Server.Mailbox.Break = _ => null;

        await walk.Through("2026-03-20");

        Assert.Empty(walk.Server.Mailbox.Sent);
        Assert.Single(await walk.Communications(roux), c => c.Status == CommunicationStatus.Uncertain);
        Assert.Equal(TaskKind.UncertainDelivery, Assert.Single(await walk.Tasks()).Kind);
    }

    [Fact]
    public async Task Lesson_02_A_message_that_the_button_and_the_schedule_reach_together_leaves_once()
    {
        await using var walk = await Walk.From("2026-03-16");
        var accounts = new List<Account>();
        for (var i = 0; i < 6; i++)
        {
            accounts.Add(await walk.Server.Account($"Company {i}", email: $"pay@company{i}.example"));
            await walk.Server.Invoice(accounts[^1], $"F-{i}", dueOn: "2026-03-13");
        }
        await walk.Plan();
        walk.GoTo("2026-03-16T16:25Z"); // all are due

        foreach (var account in accounts)
        {
            var waiting = (await walk.Communications(account))[0];
            await Task.WhenAll(Task.Run(() => Press(waiting)), Task.Run(() => Press(waiting)), Task.Run(walk.Send));
            Assert.True((await Press(waiting)).Problem is ChangedMeanwhile or Refused);
        }

        Assert.Equal(6, walk.Server.Mailbox.Sent.Select(m => m.Id).Distinct().Count());
        Assert.Equal(6, walk.Server.Mailbox.Sent.Count);

        Task<Result<Done>> Press(Communication c) =>
            walk.Server.As(walk.Server.Us, s => s.GetRequiredService<SendCommunicationNow>().Run(c.Id, c.Version, default));
    }

    [Fact]
    public async Task Lesson_03_Down_on_the_exact_day_it_is_caught_up_once_and_the_second_never_goes_first()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan(); // for the 16th
        walk.SleepThrough("2026-03-16");

        await walk.Through("2026-03-31");

        Assert.Equal(["Tue 2026-03-17 Overdue Courteous F-1", "Tue 2026-03-31 Overdue Professional F-1"], await walk.Sent(roux));
    }

    [Fact]
    public async Task Lesson_04_What_was_sent_is_remembered_and_not_worked_out_from_the_due_date()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        var invoice = await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Through("2026-03-16");

        // With another due date "today = due date + n" would fire again; the message of the 16th is still the one that went.
        await walk.Server.Do<SetDueDate, Done>(u => u.Run(invoice.Id, TestServer.Day("2026-03-14"), default));
        await walk.Through("2026-03-29");

        Assert.Equal(["Mon 2026-03-16 Overdue Courteous F-1"], await walk.Sent(roux));
    }

    [Fact]
    public async Task Lesson_05_A_message_a_member_wrote_counts_for_the_minimum_gap()
    {
        await using var walk = await Walk.From("2026-03-13");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        walk.GoTo("2026-03-13T15:00Z");
        await walk.Server.Save(walk.Server.Us, ByHand(roux, walk));

        await walk.Through("2026-03-20");

        // Overdue since Monday; two business days after Friday is Tuesday (lesson 9: the weekend burns no step).
        Assert.Equal(
            ["Fri 2026-03-13  Courteous ", "Tue 2026-03-17 Overdue Courteous F-1"],
            (await walk.Communications(roux)).Where(c => c.SentAt is not null).Select(Walk.Line)
        );
    }

    [Fact]
    public async Task Lesson_06_A_message_suspected_to_have_left_already_raises_a_task_and_does_not_silence_the_plan()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        await walk.GoToItsMoment(roux);
        walk.Server.Mailbox.Break = _ => new IOException("The process dies here.");
        await Assert.ThrowsAsync<IOException>(walk.Send);
        walk.Server.Mailbox.Break = _ => null;

        await walk.Through("2026-03-30");

        Assert.Equal(["Mon 2026-03-30 Overdue Professional F-1"], await walk.Sent(roux)); // 10 business days after the doubtful one
        Assert.Single(await walk.Tasks(TaskKind.UncertainDelivery));
    }

    [Fact]
    public async Task Lesson_06_A_message_that_never_left_is_sent_after_all_once_a_member_says_so()
    {
        await using var walk = await Walk.From("2026-03-16");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");
        await walk.Plan();
        await walk.GoToItsMoment(roux);
        walk.Server.Mailbox.Break = _ => new IOException("The process dies here.");
        await Assert.ThrowsAsync<IOException>(walk.Send);
        walk.Server.Mailbox.Break = _ => null;
        // Often enough that somebody looks for dead claims on this day, however late the message was to leave.
        await walk.Through("2026-03-16", everyHours: 2);

        var task = Assert.Single(await walk.Tasks());
        await walk.Server.Do<AnswerTask, Done>(u => u.Run(task.Id, TaskAnswer.ItNeverLeft, default));
        await walk.Through("2026-03-18");

        Assert.Equal(["Tue 2026-03-17 Overdue Courteous F-1"], await walk.Sent(roux));
    }

    [Fact]
    public async Task Lesson_07_It_goes_on_until_it_is_paid_and_never_more_than_three_times_in_seven_days()
    {
        await using var walk = await Walk.From("2026-05-18");
        await walk.Store(async db =>
            (await db.Organizations.SingleAsync()).Follow(
                FollowUpPolicy.Standard with
                {
                    Rungs = [new(0, 1, [Tone.Courteous])],
                    MinimumGapBusinessDays = 1,
                }
            )
        );
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13");

        await walk.Through("2026-06-30");

        var days = (await walk.Communications(roux)).Where(c => c.SentAt is not null).Select(c => c.SentAt!.Value).ToList();
        Assert.True(days.Count > 15, $"Only {days.Count} messages in six weeks.");
        Assert.All(days, day => Assert.InRange(days.Count(d => d <= day && d > day.AddDays(-7)), 1, 3));
    }

    [Fact]
    public async Task Lesson_07_A_member_who_wants_no_advanced_action_does_not_end_the_plan()
    {
        await using var walk = await Walk.From("2026-05-04");
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-02-20");
        await walk.Through("2026-05-31", everyHours: 12);
        var task = Assert.Single(await walk.Tasks(TaskKind.AdvancedAction));
        var before = (await walk.Sent(roux)).Length;

        await walk.Server.Do<AnswerTask, Done>(u => u.Run(task.Id, TaskAnswer.KeepWriting, default));
        await walk.Through("2026-06-14", everyHours: 12);

        Assert.True((await walk.Sent(roux)).Length > before);
        Assert.Single(await walk.Tasks()); // and it is not asked again at once
    }

    [Fact]
    public async Task Lesson_10_After_a_part_payment_no_step_of_severity_is_skipped()
    {
        await using var walk = await Walk.From("2026-05-18"); // 66 days overdue when it becomes known: firm by its age
        var roux = await walk.Server.Account();
        await walk.Server.Invoice(roux, "F-1", dueOn: "2026-03-13", amount: 1000);
        await walk.Plan();
        await walk.Pays(roux, 300);

        await walk.Through("2026-05-27");

        Assert.Equal(
            ["Mon 2026-05-18 Overdue Courteous F-1", "Thu 2026-05-21 Overdue Professional F-1", "Wed 2026-05-27 Overdue Firm F-1"],
            await walk.Sent(roux)
        );
    }

    private static Communication ByHand(Account account, Walk walk)
    {
        var message = new Communication(
            TestServer.New<CommunicationId>(),
            account.Id,
            Origin.Member,
            $"by hand {Guid.CreateVersion7():N}",
            CommunicationStatus.Scheduled,
            walk.Now
        );
        message.MoveTo(walk.Today, walk.Now);
        message.Claim("{}");
        message.WasSent(walk.Now);
        return message;
    }
}
