using Amiable.Communications;
using Amiable.Contacts;
using Amiable.Organizations;
using Amiable.Organizations.Demo;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Organizations;

public sealed class OpenDemoTests(OpenDemoTests.MadeDemo made) : IClassFixture<OpenDemoTests.MadeDemo>
{
    public sealed class MadeDemo : IAsyncLifetime
    {
        public TestServer Server { get; } = new();

        public OrganizationId Id { get; private set; }

        public async ValueTask InitializeAsync()
        {
            using var scope = Server.Services.CreateScope();
            var member = await scope.ServiceProvider.GetRequiredService<OpenDemo>().Run(alsoBesideOthers: false, default);
            Assert.Null(member.Problem);
            Assert.Equal("Claire", member.Value!.FirstName);
            Id = member.Value.OrganizationId;
        }

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }

    private Task<T> In<T>(Func<AppDb, Task<T>> read) => made.Server.As(made.Id, s => read(s.GetRequiredService<AppDb>()));

    [Fact]
    public async Task The_first_visitor_of_an_empty_installation_finds_a_demo_with_history_and_plans()
    {
        Assert.Equal(60, await In(db => db.Accounts.CountAsync()));
        Assert.InRange(await In(db => db.Communications.CountAsync(c => c.Status == CommunicationStatus.Sent)), 20, 400);
        Assert.InRange(await In(db => db.Communications.CountAsync(c => c.Status == CommunicationStatus.AwaitingApproval)), 20, 58);
    }

    [Fact]
    public async Task Customers_of_the_demo_answer_everything_that_is_asked_about()
    {
        var tasks = await In(db => db.Tasks.Where(t => t.CommunicationId != null).ToListAsync());
        var open = await In(db => db.Tasks.CountAsync(t => t.Status == HumanTaskStatus.ActionRequired));
        var answers = await In(db => db.Communications.Where(c => c.Status == CommunicationStatus.Received).ToListAsync());

        Assert.Equal(16, answers.Count);
        Assert.All(answers, a => Assert.NotNull(a.ThreadId));
        Assert.All(tasks.Where(t => !t.IsOpen), t => Assert.NotEmpty(t.Remarks));
        Assert.Equal(
            [
                TaskKind.UnclearReply,
                TaskKind.MissingDocument,
                TaskKind.Dispute,
                TaskKind.PaymentPlanRequest,
                TaskKind.ExtensionRequest,
                TaskKind.PaymentAnnounced,
                TaskKind.WrongContact,
                TaskKind.HumanRequested,
                TaskKind.Insolvency,
                TaskKind.SuspectedFraud,
            ],
            tasks.Select(t => t.Kind).Distinct().OrderBy(k => (int)k)
        );
        Assert.Equal(Enum.GetValues<HumanTaskStatus>(), tasks.Select(t => t.Status).Distinct().OrderBy(s => (int)s));
        Assert.InRange(open, 5, 9);
    }

    [Fact]
    public async Task The_figures_of_the_demo_say_what_its_customers_said()
    {
        var invoices = await In(db => db.Invoices.ToListAsync());
        var day = TestServer.Day("2026-03-02");

        Assert.Equal(2, invoices.Count(i => i.IsDisputed));
        Assert.Contains(invoices, i => i.IsSettled && i.PromisedOn is { } on && i.Allocations.Any(a => a.On == on));
        Assert.Contains(invoices, i => !i.IsSettled && i.PromisedOn < day);
        Assert.InRange(invoices.Count(i => !i.IsSettled && i.PromisedOn >= day && i.PromisedOn < day.AddDays(7)), 3, 8);
    }

    [Fact]
    public async Task The_demo_has_a_colleague_with_tasks_an_address_that_bounced_and_documents_that_go_with_messages()
    {
        var assigned = await In(db => db.TaskAssignments.Select(a => a.MemberId).Distinct().ToListAsync());
        var karim = await In(db => db.Members.SingleAsync(m => m.LastName == "Benali"));
        var waiting = await In(db => db.Communications.Where(c => c.Status == CommunicationStatus.AwaitingApproval).ToListAsync());
        var sent = await In(db => db.Communications.Where(c => c.SentAt != null).ToListAsync());

        Assert.Equal([karim.Id], assigned);
        Assert.Single(await In(db => db.Contacts.Where(c => c.EmailStatus == EmailStatus.Bounced).ToListAsync()));
        Assert.Single(await In(db => db.Tasks.Where(t => t.Kind == TaskKind.AddressBounced).ToListAsync()));
        Assert.Single(sent, c => c.Status == CommunicationStatus.Bounced);
        Assert.Single(sent, c => c.Deliveries.Any(d => d.Kind == DeliveryKind.Delayed));
        Assert.InRange(waiting.Count(c => c.Files.Count > 0), 2, 10);
    }

    [Fact]
    public async Task The_agent_of_the_demo_asks_for_a_call_and_waits_for_the_effect_of_a_formal_notice()
    {
        var call = await In(db => db.Tasks.SingleAsync(t => t.Kind == TaskKind.Call));
        var notice = await In(db => db.FormalNotices.SingleAsync());
        var noticed = await In(db => db.Accounts.SingleAsync(a => a.Id == notice.AccountId));

        Assert.True(call.IsOpen);
        Assert.Equal(
            "Caledonian Print Works",
            await In(db => db.Accounts.Where(a => a.Id == call.AccountId).Select(a => a.Name).SingleAsync())
        );
        Assert.Equal(("Sarl Fontaine Frères", TestServer.Day("2026-02-26")), (noticed.Name, noticed.FormalNoticeOn));
        Assert.Equal((noticed.FormalNoticeOn, "Claire Martin", "fr"), (notice.PostedOn, notice.By, notice.Language));
        Assert.Contains("12 rue du Commerce", notice.Page, StringComparison.Ordinal);
        Assert.DoesNotContain(
            await In(db => db.Communications.Where(c => c.AccountId == noticed.Id && c.SentAt != null).Select(c => c.SentAt).ToListAsync()),
            at => at >= new DateTimeOffset(2026, 2, 26, 0, 0, 0, TimeSpan.Zero)
        );
    }

    /// <summary>On whatever day the demo is opened.</summary>
    [Theory]
    [InlineData("2026-01-01")]
    [InlineData("2026-05-17")]
    [InlineData("2026-08-15")]
    [InlineData("2027-04-05")]
    public void A_formal_notice_of_the_demo_asks_for_what_was_overdue(string on)
    {
        var (day, now) = (TestServer.Day(on), new DateTimeOffset(TestServer.Day(on), new TimeOnly(8, 0), TimeSpan.Zero));
        var organization = MakeDemo.Creditor(TestServer.New<OrganizationId>());
        var notices = DemoCompanies
            .All.Select((company, index) => DemoNotice.Of(new DemoLedger(company, index, day, now), organization, "Claire Martin"))
            .OfType<FormalNotices.FormalNotice>()
            .ToList();

        var notice = Assert.Single(notices);
        Assert.NotEmpty(notice.Facts.About);
        Assert.All(notice.Facts.About, invoice => Assert.True(invoice.DueOn < notice.On));
        Assert.True(notice.PostedOn == notice.On && notice.On < day && notice.PayBy > day);
    }

    /// <summary>Whatever day it is: its weekday, its holidays and the invoices of the season change whom the agent wrote to when.</summary>
    [Theory]
    [InlineData("2026-01-01")]
    [InlineData("2026-05-17")]
    [InlineData("2026-08-15")]
    [InlineData("2026-11-22")]
    [InlineData("2027-04-05")]
    public void Nobody_in_the_demo_answers_what_was_not_written(string on)
    {
        var (day, now) = (TestServer.Day(on), new DateTimeOffset(TestServer.Day(on), new TimeOnly(8, 0), TimeSpan.Zero));
        var organization = MakeDemo.Creditor(TestServer.New<OrganizationId>());
        List<string> answered = [];
        foreach (var (company, index) in DemoCompanies.All.Select((c, i) => (c, i)).Where(c => DemoReplies.Of(c.c) is not null))
        {
            var ledger = new DemoLedger(company, index, day, now);
            var sent = DemoHistory.Of(ledger, organization, TestServer.New<MemberId>(), day, now).ToList();
            if (ledger.Heard is { } heard && sent.Exists(s => s.Message == heard.To && s.Message.SentAt < heard.At) && heard.At < now)
                answered.Add(company.Name);
        }

        Assert.Equal(16, answered.Count);
    }
}
