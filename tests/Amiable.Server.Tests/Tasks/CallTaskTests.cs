using System.Net;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Tests;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tasks;

/// <summary>The agent asks a member to call, and what comes of a call changes what it does.</summary>
public sealed class CallTaskTests
{
    // A thousand euros due since 10 December: a message every five business days from Monday 5 January on, a call is asked for after the second.
    private static async Task<(Walk Walk, Account Account, Invoice Invoice)> Owing(string? phone = "+33 4 78 12 34 56", bool calls = true)
    {
        var walk = await Walk.From("2026-01-05");
        await walk.Store(async db =>
            (await db.Organizations.SingleAsync()).Follow(FollowUpPolicy.Standard with { Calls = new(calls, 500, 2) })
        );
        var account = await walk.Server.Account();
        var invoice = await walk.Server.Invoice(account, "F-1", dueOn: "2025-12-10", amount: 1000);
        await Phone(walk, account, phone);
        return (walk, account, invoice);
    }

    private static async Task Phone(Walk walk, Account account, string? phone, string? notes = null)
    {
        var contact = await walk.Ask(db => db.Contacts.AsNoTracking().FirstAsync(c => c.AccountId == account.Id));
        await walk.Server.Do<SaveContact, Done>(u =>
            u.Run(account.Id, contact.Id, new(contact.FullName, contact.Email, phone, null, notes, null, contact.IsPrimary), default)
        );
    }

    private static async Task<(Walk Walk, Account Account, Invoice Invoice, HumanTask Task)> Asked()
    {
        var (walk, account, invoice) = await Owing();
        for (var day = TestServer.Day("2026-01-05"); (await walk.Tasks(TaskKind.Call)).Count == 0; day = day.AddDays(1))
        {
            Assert.True(day < TestServer.Day("2026-02-05"), "No call was asked for within a month.");
            await walk.Through($"{day:O}");
        }
        return (walk, account, invoice, (await walk.Tasks(TaskKind.Call)).Single());
    }

    private static Task<Result<Done>> Answer(Walk walk, HumanTask task, TaskAnswer answer, AnswerDetails? details = null) =>
        walk.Server.As(walk.Server.Us, s => s.GetRequiredService<AnswerTask>().Run(task.Id, answer, default, details));

    private static async Task<HumanTask> Again(Walk walk) => (await walk.Tasks(TaskKind.Call))[^1];

    [Fact]
    public async Task After_two_messages_without_effect_a_member_is_asked_to_call_once()
    {
        var (walk, account, _, task) = await Asked();
        await using var _1 = walk;

        Assert.Equal(2, (await walk.Sent(account)).Length);
        Assert.Equal("F-1", task.Facts["invoices"]);
        await walk.Plan();
        Assert.Single(await walk.Tasks(TaskKind.Call));
    }

    [Theory]
    [InlineData("+33 4 78 12 34 56", false)]
    [InlineData(null, true)]
    public async Task Nobody_is_asked_where_it_is_off_or_there_is_no_number(string? phone, bool calls)
    {
        var (walk, account, _) = await Owing(phone, calls);
        await using var _1 = walk;

        await walk.Through("2026-02-05");

        Assert.True((await walk.Sent(account)).Length > 2);
        Assert.Empty(await walk.Tasks(TaskKind.Call));
    }

    [Theory]
    [InlineData("no e-mails", true)]
    [InlineData("do not chase", false)]
    [InlineData("copy only", false)]
    public async Task Whom_the_notes_keep_from_e_mails_only_may_be_called(string notes, bool called)
    {
        var (walk, account, _, task) = await Asked();
        await using var _1 = walk;
        await walk.Server.Do<CancelTask, Done>(u => u.Run(task.Id, default));
        await walk.Server.Do<SaveContact, Done>(u =>
            u.Run(account.Id, null, new("Léa Roux", "lea@roux.example", null, null, null, null, IsPrimary: false), default)
        );
        await Phone(walk, account, "+33 4 78 12 34 56", notes);

        await walk.Through("2026-03-05"); // A month and more after nobody wanted to call.

        Assert.Equal(called, (await Again(walk)).IsOpen);
        Assert.Equal("lea@roux.example", (await walk.Communications(account)).Last(c => c.SentAt is not null).Recipients[0].Address);
    }

    [Fact]
    public async Task The_call_is_no_longer_needed_once_everything_is_paid()
    {
        var (walk, account, _, _) = await Asked();
        await using var _1 = walk;

        await walk.Pays(account, 1000);
        await walk.Plan();

        Assert.Equal(HumanTaskStatus.Cancelled, (await Again(walk)).Status);
    }

    [Fact]
    public async Task Who_ended_it_without_calling_is_not_asked_again_for_a_month()
    {
        var (walk, _, _, task) = await Asked();
        await using var _1 = walk;
        await walk.Server.Do<CancelTask, Done>(u => u.Run(task.Id, default));

        await walk.Through("2026-02-05");

        Assert.Single(await walk.Tasks(TaskKind.Call));
    }

    [Fact]
    public async Task Nobody_reached_comes_back_on_its_day_and_messages_go_on_meanwhile()
    {
        var (walk, account, _, task) = await Asked();
        await using var _1 = walk;
        var sent = (await walk.Sent(account)).Length;
        var on = walk.Today.AddDays(12);

        Assert.Null((await Answer(walk, task, TaskAnswer.NobodyReached, new(on))).Problem);

        Assert.Equal((HumanTaskStatus.AwaitingResponse, on), ((await Again(walk)).Status, (await Again(walk)).ComesBackOn));
        await walk.Through($"{on.AddDays(-1):O}");
        Assert.Equal(HumanTaskStatus.AwaitingResponse, (await Again(walk)).Status);
        Assert.True((await walk.Sent(account)).Length > sent);
        await walk.Through($"{on:O}");
        Assert.Equal((HumanTaskStatus.ActionRequired, task.Id), ((await Again(walk)).Status, (await Again(walk)).Id));
    }

    [Fact]
    public async Task Whoever_wants_to_be_called_back_is_sent_nothing_before_the_day_after()
    {
        var (walk, account, _, task) = await Asked();
        await using var _1 = walk;
        var sent = (await walk.Sent(account)).Length;
        var on = walk.Today.AddDays(20);

        Assert.Null((await Answer(walk, task, TaskAnswer.CallBack, new(on, Note: "After the holidays"))).Problem);
        await walk.Through($"{on:O}");

        Assert.Equal(sent, (await walk.Sent(account)).Length);
        Assert.Equal(HumanTaskStatus.ActionRequired, (await Again(walk)).Status);
        await walk.Through($"{on.AddDays(5):O}");
        Assert.Equal(sent + 1, (await walk.Sent(account)).Length);
    }

    [Fact]
    public async Task A_message_that_was_due_on_the_day_of_a_conversation_waits_until_the_next()
    {
        var (walk, account, _, task) = await Asked();
        await using var _1 = walk;
        var waiting = await walk.Waiting(account);
        walk.SleepThrough($"{waiting.SendOn.AddDays(-1):O}");
        var sent = (await walk.Sent(account)).Length;

        Assert.Null((await Answer(walk, task, TaskAnswer.AsksForTime, new(walk.Today.AddDays(30)))).Problem);
        var asked = (await walk.Tasks(TaskKind.ExtensionRequest)).Single();
        Assert.Null((await Answer(walk, asked, TaskAnswer.Refuse)).Problem);
        await walk.Through($"{waiting.SendOn:O}");

        Assert.Equal(sent, (await walk.Sent(account)).Length);
        await walk.Through($"{waiting.SendOn.AddDays(4):O}");
        Assert.Equal(sent + 1, (await walk.Sent(account)).Length);
    }

    [Fact]
    public async Task What_they_promise_is_a_promise_like_any_other()
    {
        var (walk, account, invoice, task) = await Asked();
        await using var _1 = walk;
        var later = await walk.Server.Invoice(account, "F-2", dueOn: "2025-12-12", amount: 300);
        var on = walk.Today.AddDays(10);

        Assert.Null((await Answer(walk, task, TaskAnswer.WillPay, new(on, Amount: 900, Note: "Next run"))).Problem);

        var promised = await walk.Ask(db => db.Invoices.AsNoTracking().ToDictionaryAsync(i => i.Id, i => i.PromisedOn));
        Assert.Equal((on, null), (promised[invoice.Id], promised[later.Id]));
        Assert.Equal(HumanTaskStatus.Closed, (await Again(walk)).Status);
        var told = await walk.Ask(db => db.AccountEvents.SingleAsync(e => e.Kind == AccountEventKind.Called));
        Assert.Equal(["WillPay", $"{on:yyyy-MM-dd}", "Next run"], told.Detail.Split('\n').Where((_, line) => line != 1));
    }

    [Theory]
    [InlineData(TaskAnswer.SaysPaid, TaskKind.PaymentAnnounced)]
    [InlineData(TaskAnswer.Contests, TaskKind.Dispute)]
    [InlineData(TaskAnswer.AsksForTime, TaskKind.ExtensionRequest)]
    [InlineData(TaskAnswer.AsksForParts, TaskKind.PaymentPlanRequest)]
    public async Task What_they_say_is_followed_as_if_the_agent_had_read_it(TaskAnswer answer, TaskKind raised)
    {
        var (walk, account, invoice, task) = await Asked();
        await using var _1 = walk;
        var sent = (await walk.Sent(account)).Length;

        Assert.Null((await Answer(walk, task, answer, new(Note: "As they said"))).Problem);

        Assert.Equal("As they said", (await walk.Tasks(raised)).Single().Facts["said"]);
        var after = await walk.Ask(db => db.Invoices.AsNoTracking().SingleAsync(i => i.Id == invoice.Id));
        Assert.Equal(raised == TaskKind.Dispute, after.IsDisputed);
        Assert.Equal(raised == TaskKind.PaymentAnnounced, after.RestsUntil is not null);
        await walk.Through($"{walk.Today.AddDays(5):O}");
        Assert.Equal(sent, (await walk.Sent(account)).Length);
    }

    [Fact]
    public async Task A_wrong_number_leaves_the_contact_and_the_task_stays_while_there_is_another()
    {
        var (walk, account, _, task) = await Asked();
        await using var _1 = walk;
        await walk.Server.Do<SaveContact, Done>(u =>
            u.Run(account.Id, null, new("Ana Ruiz", "ana@roux.example", "+34 911 234 567", null, null, null, false), default)
        );

        Assert.Equal("call.whose-number", (await Answer(walk, task, TaskAnswer.WrongNumber)).Problem?.Code);
        foreach (var (number, open) in new[] { (2, true), (1, false) })
        {
            var contact = await walk.Ask(db => db.Contacts.AsNoTracking().Where(c => c.Phone != null).OrderBy(c => c.Id).FirstAsync());
            Assert.Null((await Answer(walk, task, TaskAnswer.WrongNumber, new(Contact: contact.Id))).Problem);
            Assert.Equal(open, (await Again(walk)).IsOpen);
            Assert.Equal(number - 1, await walk.Ask(db => db.Contacts.CountAsync(c => c.Phone != null)));
        }
    }

    [Fact]
    public async Task A_day_far_away_would_put_it_out_of_sight()
    {
        var (walk, _, _, task) = await Asked();
        await using var _1 = walk;

        Assert.Equal("call.day", (await Answer(walk, task, TaskAnswer.CallBack, new(walk.Today.AddDays(61)))).Problem?.Code);
        Assert.Equal("call.day", (await Answer(walk, task, TaskAnswer.NobodyReached, new(walk.Today.AddDays(-1)))).Problem?.Code);
        Assert.Equal("task.no-date", (await Answer(walk, task, TaskAnswer.WillPay)).Problem?.Code);
        Assert.Equal(HumanTaskStatus.ActionRequired, (await Again(walk)).Status);
        Assert.Empty(await walk.Ask(db => db.AccountEvents.Where(e => e.Kind == AccountEventKind.Called).ToListAsync()));
    }

    [Fact]
    public async Task The_panel_shows_whom_to_call_what_to_say_and_what_is_known()
    {
        var (walk, account, _, task) = await Asked();
        await using var _1 = walk;
        walk.GoTo("2026-03-02T13:05:00Z");
        var client = await walk.Server.SignedIn(walk.Server.Us);

        var page = WebUtility.HtmlDecode(await client.GetStringAsync($"/tasks/{task.Id.Value}"));

        Assert.Contains("href=\"tel:+33478123456\"", page, StringComparison.Ordinal);
        Assert.Contains("14:05", page, StringComparison.Ordinal);
        Assert.Matches(
            "(?s)<blockquote lang=\"fr\">.*la facture F-1, échue le 10 décembre 2025\\s: il nous reste 1\\s000,00\\s€ à recevoir",
            page
        );
        Assert.Matches("(?s)<blockquote lang=\"en\">.*invoice F-1, which was due on .*2025: .*1,000.00 is still open", page);
        Assert.Contains("€1,000.00", page, StringComparison.Ordinal);

        await TestServer.Post(
            client,
            $"/tasks/{task.Id.Value}",
            $"/tasks/{task.Id.Value}/answer",
            ("answer", "VoicemailLeft"),
            ("note", "Said hello <b>")
        );
        var timeline = await client.GetStringAsync($"/accounts/{account.Id.Value}");
        Assert.Contains("voicemail left", timeline, StringComparison.Ordinal);
        Assert.Contains("Said hello &lt;b&gt;", timeline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_plans_a_call_by_hand_for_a_day()
    {
        var (walk, account, _) = await Owing();
        await using var _1 = walk;
        var on = walk.Today.AddDays(3);
        Task<Result<HumanTaskId>> Plan(Account whom) =>
            walk.Server.As(
                walk.Server.Us,
                s => s.GetRequiredService<AddTask>().Run("The new order", whom.Id, default, new(TaskKind.Call, On: on))
            );

        Assert.Null((await Plan(account)).Problem);
        Assert.Equal("task.double", (await Plan(account)).Problem?.Code);
        Assert.Equal("call.no-number", (await Plan(await walk.Server.Account("Silent"))).Problem?.Code);

        Assert.Equal((HumanTaskStatus.AwaitingResponse, "The new order"), ((await Again(walk)).Status, (await Again(walk)).Facts["said"]));
        await walk.Through($"{on:O}");
        Assert.Equal(HumanTaskStatus.ActionRequired, (await Again(walk)).Status);
    }

    [Fact]
    public async Task Calls_are_turned_on_in_the_settings()
    {
        await using var walk = await Walk.From("2026-01-05");
        var client = await walk.Server.SignedIn(walk.Server.Us);
        async Task<HttpStatusCode> Save(params (string, string)[] fields)
        {
            var version = await walk.Ask(db => db.Organizations.Select(o => o.Version).SingleAsync());
            return (
                await TestServer.Post(client, "/settings/agent", "/settings/agent/calls", [("version", $"{version}"), .. fields])
            ).StatusCode;
        }

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Save(("IsOn", "true"), ("AtLeast", "many"), ("AfterMessages", "2")));
        await Save(("IsOn", "true"), ("AtLeast", "750"), ("AfterMessages", "3"));
        Assert.Equal(new(true, 750, 3), (await walk.Ask(db => db.Organizations.AsNoTracking().SingleAsync())).Policy.Calls);
        await Save(("AtLeast", "750"), ("AfterMessages", "3"));
        Assert.False((await walk.Ask(db => db.Organizations.AsNoTracking().SingleAsync())).Policy.Calls.IsOn);
    }
}
