using System.Net;
using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tasks;

public sealed class TaskPagesTests
{
    [Fact]
    public async Task Every_kind_of_task_has_words_in_every_language()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        foreach (var kind in Enum.GetValues<TaskKind>())
        {
            var task = Raised(kind, account.Id);
            await server.Save(server.Us, task);
            foreach (var language in new[] { "en", "fr" })
            {
                var client = await server.SignedIn(server.Us);
                client.DefaultRequestHeaders.AcceptLanguage.Clear();
                client.DefaultRequestHeaders.Add("Accept-Language", language);
                var page = WebUtility.HtmlDecode(await client.GetStringAsync($"/tasks/{task.Id.Value}"));
                Assert.Contains("Ateliers Roux", page, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Critical_ones_come_first_then_those_that_waited_longest()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        await server.Save(
            server.Us,
            Raised(TaskKind.StaleData, account.Id, hoursAgo: 9),
            Raised(TaskKind.AdvancedAction, account.Id, hoursAgo: 5)
        );
        await server.Save(server.Us, Raised(TaskKind.MissingContact, account.Id, hoursAgo: 1));
        var page = await (await server.SignedIn(server.Us)).GetStringAsync("/tasks");
        int At(string text) => page.IndexOf(text, StringComparison.Ordinal);
        Assert.True(At("Who can be written to?") < At("The figures are too old") && At("The figures are too old") < At("what now?"));
        Assert.True(At("Who can be written to?") > 0);
    }

    [Fact]
    public async Task A_list_shows_what_is_about_one_concern_and_its_figure_on_Home_leads_there()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        await server.Invoice(account, "F-1", "2026-01-10", 70);
        await server.Save(server.Us, Raised(TaskKind.StaleData, account.Id), Raised(TaskKind.AddressBounced, account.Id));
        var client = await server.SignedIn(server.Us);
        var (figures, delivery) = ("The figures are too old", "does not work");

        var all = await client.GetStringAsync("/tasks");
        Assert.True(all.Contains(figures, StringComparison.Ordinal) && all.Contains(delivery, StringComparison.Ordinal));
        Assert.Contains("/tasks?of=anybody&amp;about=figures", await client.GetStringAsync("/"), StringComparison.Ordinal);
        var some = await client.GetStringAsync("/tasks?of=anybody&about=figures");
        Assert.Contains(figures, some, StringComparison.Ordinal);
        Assert.DoesNotContain(delivery, some, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ItLeft", CommunicationStatus.Sent)]
    [InlineData("ItNeverLeft", CommunicationStatus.Cancelled)]
    public async Task An_uncertain_delivery_is_settled_by_its_answer(string answer, CommunicationStatus becomes)
    {
        await using var server = await TestServer.Start();
        var (_, _, message) = await server.Planned();
        server.Clock.Set($"{message.SendAt.UtcDateTime:O}");
        server.Mailbox.Break = _ => new InvalidOperationException("The process dies here.");
        await Assert.ThrowsAsync<InvalidOperationException>(server.SendWhatIsDue);
        server.Clock.Advance(TimeSpan.FromMinutes(30));
        await server.SendWhatIsDue();
        var task = await server.Read(db => db.Tasks.SingleAsync());
        Assert.Equal(TaskKind.UncertainDelivery, task.Kind);
        var client = await server.SignedIn(server.Us);
        Assert.Contains("It never left", await client.GetStringAsync(message.Page()), StringComparison.Ordinal);

        await TestServer.Post(client, $"/tasks/{task.Id.Value}", $"/tasks/{task.Id.Value}/answer", ("answer", answer));

        Assert.Equal(becomes, (await server.Again(message)).Status);
        Assert.Contains("then.", await client.GetStringAsync($"/tasks/{task.Id.Value}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_due_date_is_given_in_the_task_that_asks_for_it()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var account = await server.Account();
        var invoice = new Invoice(
            TestServer.New<InvoiceId>(),
            account.Id,
            "F-1",
            TestServer.Day("2026-01-05"),
            null,
            new(10000, "EUR"),
            server.Clock.GetUtcNow()
        );
        await server.Save(server.Us, invoice);
        await server.As(server.Us, s => s.GetRequiredService<PlanFollowUps>().Run([account.Id], default));
        var task = await server.Read(db => db.Tasks.SingleAsync());
        var client = await server.SignedIn(server.Us);
        var own = $"/tasks/{task.Id.Value}";
        Assert.Contains($"value=\"{invoice.Id.Value}\"", await client.GetStringAsync(own), StringComparison.Ordinal);

        await TestServer.Post(client, own, $"{own}/due-date", ("invoice", $"{invoice.Id.Value}"), ("dueOn", "2026-02-05"));

        Assert.Equal(TestServer.Day("2026-02-05"), (await server.Read(db => db.Invoices.SingleAsync())).DueOn);
        Assert.False((await server.Read(db => db.Tasks.SingleAsync())).IsOpen);
    }

    [Fact]
    public async Task A_task_is_talked_about_and_ended()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var task = Raised(TaskKind.AdvancedAction, account.Id);
        await server.Save(server.Us, task);
        var client = await server.SignedIn(server.Us);
        var own = $"/tasks/{task.Id.Value}";

        await TestServer.Post(client, own, $"{own}/comment", ("text", "<i>I call them.</i>"), ("next", own));
        var page = await client.GetStringAsync(own);
        Assert.Contains("&lt;i&gt;I call them.&lt;/i&gt;", page, StringComparison.Ordinal);
        Assert.Contains("In progress", page, StringComparison.Ordinal);
        await TestServer.Post(client, own, $"{own}/cancel");
        Assert.Contains("A member ended the task.", await client.GetStringAsync(own), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_notes_a_task()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var client = await server.SignedIn(server.Us);
        var page = $"/tasks/new?account={account.Id.Value}";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await TestServer.Post(client, page, page, ("subject", " "))).StatusCode);
        var added = await TestServer.Post(client, page, page, ("subject", "Call the accountant"));
        var panel = await client.GetStringAsync(added.Headers.Location!.OriginalString);
        Assert.Contains("Call the accountant", panel, StringComparison.Ordinal);
        Assert.Contains("Ateliers Roux", panel, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("answer")]
    [InlineData("comment")]
    [InlineData("cancel")]
    public async Task Another_organization_finds_and_changes_nothing(string button)
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var task = Raised(TaskKind.AdvancedAction, account.Id);
        await server.Save(server.Us, task);
        var client = await server.SignedIn(server.SomebodyElse);
        var own = $"/tasks/{task.Id.Value}";
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(own)).StatusCode);
        var answer = await TestServer.Post(client, "/tasks/new", $"{own}/{button}", ("answer", "KeepWriting"), ("text", "x"));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.True((await server.Read(db => db.Tasks.SingleAsync())).IsOpen);
    }

    private static HumanTask Raised(TaskKind kind, AccountId account, int hoursAgo = 1) =>
        new(
            TestServer.New<HumanTaskId>(),
            kind,
            $"{kind} {Guid.CreateVersion7():N}",
            account,
            new Dictionary<string, string>
            {
                ["invoices"] = "F-1, F-2",
                ["amounts"] = "4120.00 EUR 80 JPY",
                ["days"] = "61",
                ["messages"] = "4",
                ["subject"] = "Invoice F-1",
                ["figures"] = "99.00",
                ["reason"] = "550 no",
                ["hours"] = "168",
            },
            new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero).AddHours(-hoursAgo)
        );
}
