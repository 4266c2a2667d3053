using System.Globalization;
using System.Net;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Contacts;
using Amiable.FollowUp;
using Amiable.Import;
using Amiable.Invoices;
using Amiable.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tasks;

/// <summary>Every kind of task: how it is raised, what each answer does, and how it ends by itself.</summary>
public sealed class TaskKindTests
{
    private static readonly DateOnly Later = TestServer.Day("2026-04-01");

    private static async Task<(TestServer Server, Account Account, Invoice Invoice)> Start()
    {
        var server = await People.Empty();
        await server.FoundOurs();
        var account = await server.Account();
        return (server, account, await server.Invoice(account, "F-1", "2026-02-02"));
    }

    private static Task<HumanTaskId> Note(TestServer server, Account account, TaskKind kind, Invoice? about = null) =>
        server.Do<AddTask, HumanTaskId>(u =>
            u.Run(
                "As they said",
                account.Id,
                default,
                new(kind, about is null ? [] : [about.Id], Contact: "Paul Roux", Email: "paul@roux.example")
            )
        );

    private static Task Answer(TestServer server, HumanTaskId task, TaskAnswer answer, DateOnly? on = null) =>
        server.Do<AnswerTask, Done>(u => u.Run(task, answer, default, new(on, "Paul Roux", "paul@roux.example")));

    private static Task<T> Ask<T>(TestServer server, Func<AppDb, Task<T>> read) =>
        server.As(server.Us, s => read(s.GetRequiredService<AppDb>()));

    private static Task<Invoice> Again(TestServer server) => Ask(server, db => db.Invoices.AsNoTracking().SingleAsync());

    private static Task Plan(TestServer server) => server.As(server.Us, s => s.GetRequiredService<PlanFollowUps>().Run(default));

    [Fact]
    public async Task A_contested_invoice_leaves_the_messages_until_it_is_decided()
    {
        var (server, account, invoice) = await Start();
        foreach (var answer in new[] { TaskAnswer.CreditNoteFollows, TaskAnswer.ItIsOwed, TaskAnswer.NewDueDate, TaskAnswer.WriteOff })
        {
            var task = await Note(server, account, TaskKind.Dispute, invoice);
            Assert.True((await Again(server)).IsDisputed);
            await Answer(server, task, answer, Later);
            var after = await Again(server);
            Assert.Equal(answer == TaskAnswer.CreditNoteFollows || answer == TaskAnswer.WriteOff, after.IsDisputed);
            if (answer == TaskAnswer.NewDueDate)
                Assert.Equal(Later, after.DueOn);
            Assert.Equal(answer == TaskAnswer.WriteOff, after.WrittenOffOn is not null);
        }
    }

    [Fact]
    public async Task A_dispute_nobody_decides_is_asked_about_once_its_day_has_passed_and_again_when_the_credit_note_does_not_come()
    {
        var (server, account, invoice) = await Start();
        var by = TestServer.Day("2026-03-05");
        await server.Do<DisputeInvoice, Done>(u => u.Run(invoice.Id, DisputeReason.Price, "too dear", default, 40, by));
        Assert.Equal((new Money(40_00, "EUR"), by), ((await Again(server)).DisputedAmount!.Value, (await Again(server)).DisputeAnswerBy));
        Task<List<HumanTask>> Asked() => Ask(server, db => db.Tasks.AsNoTracking().Where(t => t.Kind == TaskKind.Dispute).ToListAsync());
        await Plan(server);
        Assert.Empty(await Asked());

        server.Clock.Set("2026-03-06T10:00:00Z");
        await Plan(server);
        await Plan(server);
        var task = Assert.Single(await Asked());
        Assert.Equal("too dear", task.Facts["said"]);
        await Answer(server, task.Id, TaskAnswer.CreditNoteFollows);
        Assert.Equal(TestServer.Day("2026-03-20"), (await Again(server)).DisputeAnswerBy);
        await Plan(server);
        Assert.Single(await Asked());

        server.Clock.Set("2026-03-21T10:00:00Z");
        await Plan(server);
        Assert.Equal(2, (await Asked()).Count);
    }

    [Theory]
    [InlineData(TaskKind.PaymentPlanRequest, TaskAnswer.PauseUntil)]
    [InlineData(TaskKind.HumanRequested, TaskAnswer.PauseUntil)]
    [InlineData(TaskKind.Insolvency, TaskAnswer.StopWriting)]
    [InlineData(TaskKind.SuspectedFraud, TaskAnswer.ItIsFraud)]
    public async Task Some_answers_let_the_agent_rest(TaskKind kind, TaskAnswer answer)
    {
        var (server, account, _) = await Start();
        await Answer(server, await Note(server, account, kind), answer, Later);
        var paused = await Ask(server, db => db.Accounts.AsNoTracking().SingleAsync());
        Assert.True(paused.IsPausedOn(TestServer.Day("2026-03-20")));
        Assert.Equal(answer.Needs() == AnswerNeeds.Day ? Later : null, paused.PausedUntil);
    }

    [Theory]
    [InlineData(TaskKind.ExtensionRequest)]
    [InlineData(TaskKind.PaymentAnnounced)]
    public async Task More_time_is_a_day_to_wait_for(TaskKind kind)
    {
        var (server, account, invoice) = await Start();
        await Answer(server, await Note(server, account, kind, invoice), TaskAnswer.WaitUntil, Later);
        Assert.Equal((Later, invoice.DueOn), ((await Again(server)).PromisedOn, (await Again(server)).DueOn));
    }

    [Fact]
    public async Task A_payment_that_arrived_is_recorded_and_one_about_nothing_named_is_not()
    {
        var (server, account, invoice) = await Start();
        var unnamed = await Note(server, account, TaskKind.PaymentAnnounced);
        var refused = await server.As(
            server.Us,
            s => s.GetRequiredService<AnswerTask>().Run(unnamed, TaskAnswer.PaymentArrived, default, new(TestServer.Day("2026-03-01")))
        );
        Assert.Equal("task.answer", refused.Problem!.Code);
        await Answer(server, unnamed, TaskAnswer.NotArrived);
        await Answer(
            server,
            await Note(server, account, TaskKind.PaymentAnnounced, invoice),
            TaskAnswer.PaymentArrived,
            TestServer.Day("2026-03-01")
        );
        Assert.True((await Again(server)).IsSettled);
    }

    [Theory]
    [InlineData(TaskAnswer.ReplaceContact, true)]
    [InlineData(TaskAnswer.AddContact, false)]
    public async Task The_person_who_is_named_becomes_a_contact_only_by_an_answer(TaskAnswer answer, bool isPrimary)
    {
        var (server, account, _) = await Start();
        var task = await Note(server, account, TaskKind.WrongContact);
        Assert.Equal(1, await Ask(server, db => db.Contacts.CountAsync()));
        await Answer(server, task, answer);
        Assert.Equal(isPrimary, (await Ask(server, db => db.Contacts.SingleAsync(c => c.Email == "paul@roux.example"))).IsPrimary);
    }

    [Fact]
    public async Task A_contact_that_is_missing_is_given_in_the_task()
    {
        var (server, _, _) = await Start();
        var nobody = await server.Account("Nobody there", email: null);
        await server.Invoice(nobody, "F-2", "2026-02-02");
        await Plan(server);
        var task = await Ask(server, db => db.Tasks.SingleAsync(t => t.Kind == TaskKind.MissingContact));
        await Answer(server, task.Id, TaskAnswer.AddContact);
        Assert.Equal("paul@roux.example", (await Ask(server, db => db.Contacts.SingleAsync(c => c.AccountId == nobody.Id))).Email);
    }

    [Fact]
    public async Task While_a_customer_waits_for_an_answer_nothing_is_asked_of_them()
    {
        foreach (var kind in TaskKinds.HoldMessages.Where(k => k != TaskKind.UnclearReply))
        {
            var (server, account, _) = await Start();
            await Plan(server);
            var message = await Ask(server, db => db.Communications.AsNoTracking().SingleAsync());
            server.Clock.Set(message.SendAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            var task = await Note(server, account, kind);
            await server.As(server.Us, s => s.GetRequiredService<SendDueCommunications>().Run(default));
            Assert.True(server.Mailbox.Sent.Count == 0, $"{kind}");
            await Answer(
                server,
                task,
                kind.Answers().First(a => a.Needs() == AnswerNeeds.Nothing && a is not (TaskAnswer.StopWriting or TaskAnswer.ItIsFraud))
            );
            server.Clock.Advance(TimeSpan.FromMinutes(16));
            await Plan(server);
            // By now the hours of the customer may be over: then it leaves the next morning.
            var again = await Ask(
                server,
                db => db.Communications.AsNoTracking().SingleAsync(c => c.Status == CommunicationStatus.Scheduled)
            );
            if (again.SendAt > server.Clock.GetUtcNow())
                server.Clock.Set(again.SendAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            await server.As(server.Us, s => s.GetRequiredService<SendDueCommunications>().Run(default));
            Assert.True(server.Mailbox.Sent.Count == 1, $"{kind} goes on");
        }
    }

    /// <summary>How each kind ends when nobody needs it any more. What is not here waits for a person, and says why below.</summary>
    private static readonly Dictionary<TaskKind, Func<TestServer, Account, Invoice, Task>> Obsolete = new()
    {
        [TaskKind.MissingContact] = (s, _, _) => Plan(s),
        [TaskKind.MissingDueDate] = (s, _, _) => Plan(s),
        [TaskKind.AdvancedAction] = (s, _, _) => Plan(s),
        [TaskKind.BrokenPromise] = (s, _, _) => Plan(s),
        [TaskKind.AddressBounced] = (s, _, _) => Plan(s),
        [TaskKind.Call] = (s, _, _) => Plan(s),
        [TaskKind.StaleData] = (s, _, _) => Plan(s),
        [TaskKind.UnusualVolume] = (s, _, _) => Plan(s),
        [TaskKind.MessageOutdated] = CancelMessage,
        [TaskKind.UnexplainedFigure] = CancelMessage,
        [TaskKind.DeliveryProblem] = CancelMessage,
        [TaskKind.UncertainDelivery] = (s, _, _) =>
            s.As(
                s.Us,
                async x =>
                {
                    var message = await x.GetRequiredService<AppDb>().Communications.SingleAsync();
                    await x.GetRequiredService<RaiseNeeds>().NoLonger(TaskKind.UncertainDelivery, message.Id, default);
                    return await x.GetRequiredService<AppDb>().SaveChangesAsync();
                }
            ),
        [TaskKind.MailServerProblem] = (s, _, _) =>
            s.As(
                s.Us,
                async x =>
                {
                    await x.GetRequiredService<RaiseNeeds>().EndServerProblem(default);
                    return await x.GetRequiredService<AppDb>().SaveChangesAsync();
                }
            ),
        [TaskKind.SyncProblem] = async (s, _, _) =>
        {
            s.Clock.Advance(TimeSpan.FromMinutes(1));
            await s.Save(s.Us, new LedgerImport(TestServer.New<ImportId>(), "x.csv", "F", new(), "Claire", s.Clock.GetUtcNow()));
            await Plan(s);
        },
        [TaskKind.UnclearReply] = EndReading,
        [TaskKind.HumanRequested] = EndReading,
        [TaskKind.Dispute] = (s, _, i) => s.Do<SettleDispute, Done>(u => u.Run(i.Id, default)),
        [TaskKind.PaymentAnnounced] = Pay,
        [TaskKind.ExtensionRequest] = Pay,
        [TaskKind.PaymentPlanRequest] = Pay,
        [TaskKind.MissingDocument] = Pay,
        [TaskKind.Insolvency] = Pay,
        [TaskKind.WrongContact] = (s, a, _) =>
            s.Do<SaveContact, Done>(u => u.Run(a.Id, null, new("Paul", "paul@roux.example", null, null, null, null, false), default)),
    };

    private static readonly Dictionary<TaskKind, string> WaitForPerson = new()
    {
        [TaskKind.SuspectedFraud] = "A payment does not make a stranger's message genuine.",
        [TaskKind.Free] = "Only whoever noted it knows.",
    };

    [Fact]
    public async Task What_nobody_needs_any_more_ends_by_itself_and_there_are_never_two_of_the_same()
    {
        Assert.Equal(Enum.GetValues<TaskKind>().Order(), Obsolete.Keys.Concat(WaitForPerson.Keys).Order());
        foreach (var (kind, happen) in Obsolete)
        {
            var (server, account, invoice) = await Start();
            await Plan(server);
            var message = await Ask(server, db => db.Communications.AsNoTracking().SingleAsync());
            if (TaskKinds.SaidByCustomer.Contains(kind) && kind != TaskKind.HumanRequested)
            {
                await Note(server, account, kind, kind.IsAboutInvoices() ? invoice : null);
                var second = await server.As(
                    server.Us,
                    s => s.GetRequiredService<AddTask>().Run("Again", account.Id, default, new(kind, [invoice.Id], Email: "x@y.example"))
                );
                Assert.True(second.Problem?.Code == "task.double", $"{kind} twice: {second.Problem?.Code}");
            }
            else
            {
                var raised = Raised(
                    server,
                    kind,
                    kind is TaskKind.StaleData or TaskKind.UnusualVolume or TaskKind.SyncProblem or TaskKind.MailServerProblem
                        ? null
                        : account.Id,
                    message.Id
                );
                await server.Save(server.Us, raised);
                await Assert.ThrowsAnyAsync<DbUpdateException>(() => server.Save(server.Us, Raised(server, kind, null, message.Id)));
            }
            Assert.True(await Ask(server, db => db.Tasks.AnyAsync(t => t.Kind == kind && t.EndedAt == null)), $"{kind} was not raised");
            await happen(server, account, invoice);
            Assert.False(await Ask(server, db => db.Tasks.AnyAsync(t => t.Kind == kind && t.EndedAt == null)), $"{kind} is still open");
        }
    }

    private static HumanTask Raised(TestServer server, TaskKind kind, AccountId? account, CommunicationId message) =>
        new(
            TestServer.New<HumanTaskId>(),
            kind,
            $"{kind}",
            account,
            new Dictionary<string, string> { ["subject"] = "x" },
            server.Clock.GetUtcNow(),
            message
        );

    private static Task CancelMessage(TestServer server, Account account, Invoice invoice) =>
        server.As(
            server.Us,
            async s =>
            {
                var message = await s.GetRequiredService<AppDb>().Communications.AsNoTracking().SingleAsync();
                return await s.GetRequiredService<CancelCommunication>().Run(message.Id, message.Version, default);
            }
        );

    private static Task EndReading(TestServer server, Account account, Invoice invoice) =>
        server.As(
            server.Us,
            async s =>
            {
                var message = await s.GetRequiredService<AppDb>().Communications.AsNoTracking().SingleAsync();
                await s.GetRequiredService<EndReading>().Run(message.Id, default);
                return await s.GetRequiredService<AppDb>().SaveChangesAsync();
            }
        );

    private static Task Pay(TestServer server, Account account, Invoice invoice) =>
        server.Do<EditPaidAmount, Done>(u => u.Run(invoice.Id, 100m, TestServer.Day("2026-03-01"), default));

    [Fact]
    public async Task What_a_customer_said_by_telephone_is_noted_on_a_page()
    {
        var (server, account, invoice) = await Start();
        var client = await server.SignedIn(server.Us);
        foreach (var kind in TaskKinds.SaidByCustomer)
        {
            var page = $"/tasks/new?account={account.Id.Value}&kind={Ui.Words.Kebab($"{kind}")}";
            if (kind == TaskKind.Dispute)
                Assert.Equal(HttpStatusCode.UnprocessableEntity, (await TestServer.Post(client, page, page, ("subject", "No"))).StatusCode);
            var added = await TestServer.Post(
                client,
                page,
                page,
                ("subject", $"They <say> {kind}"),
                ("on", "2026-03-20"),
                ("email", "paul@roux.example"),
                ("invoices", kind.IsAboutInvoices() ? $"{invoice.Id.Value}" : "")
            );
            Assert.True(added.StatusCode == HttpStatusCode.Found, $"{kind}: {added.StatusCode}");
            var panel = WebUtility.HtmlDecode(await client.GetStringAsync(added.Headers.Location!.OriginalString));
            Assert.Contains($"They <say> {kind}", panel, StringComparison.Ordinal);
            foreach (var answer in kind.Answers())
                Assert.Contains($"\"{answer}\"", panel, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_task_is_given_taken_filtered_and_everybody_s_again_when_its_member_goes()
    {
        var (server, account, _) = await Start();
        var client = await server.SignedIn(server.Us);
        await server.Person("paul@duvernay.example", server.Us);
        var paul = await Ask(server, db => db.Members.SingleAsync(m => m.FirstName == "Paul"));
        var task = await server.Do<AddTask, HumanTaskId>(u => u.Run("Ring the bell", account.Id, default));
        var own = $"/tasks/{task.Value}";
        async Task<bool> Shows(string list) => (await client.GetStringAsync(list)).Contains("Ring the bell", StringComparison.Ordinal);
        Assert.True(await Shows("/tasks") && await Shows("/tasks?of=everybody"));
        Assert.Contains("Assigned to everybody", await client.GetStringAsync(own), StringComparison.Ordinal);

        await TestServer.Post(client, own, $"{own}/assign", ("member", $"{paul.Id.Value}"));
        Assert.False(await Shows("/tasks") || await Shows("/tasks?of=everybody"));
        Assert.True(await Shows($"/tasks?of={paul.Id.Value}") && await Shows("/tasks?of=anybody"));
        Assert.Contains("Assigned to Paul Durand", await client.GetStringAsync(own), StringComparison.Ordinal);
        foreach (var status in Enum.GetValues<HumanTaskStatus>().Take(3).Reverse())
        {
            await TestServer.Post(client, own, $"{own}/place", ("status", $"{status}"));
            Assert.Equal(status, (await Ask(server, db => db.Tasks.SingleAsync(t => t.Id == task))).Status);
        }

        await server.Do<Members.RemoveMember, Done>(u => u.Run(paul.Id, default));
        Assert.True(await Shows("/tasks"));
        var stranger = await TestServer.Post(client, own, $"{own}/assign", ("member", $"{Guid.CreateVersion7()}"));
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
    }
}
