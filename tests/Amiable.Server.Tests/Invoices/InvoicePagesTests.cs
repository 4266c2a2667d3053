using System.Net;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Credits;
using Amiable.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Invoices;

public sealed class InvoicePagesTests
{
    [Fact]
    public async Task Editing_the_paid_amount_up_and_down_changes_both_statuses_and_the_plan()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var id = (await server.Invoice(account, "F-1", "2026-02-10", 100)).Id;
        var client = await server.SignedIn(server.Us);

        await Act(client, id, "paid", ("paid", "40"), ("on", "2026-03-01"));
        var (invoice, waiting) = await Read(server, id);
        Assert.Equal((PaymentStatus.PartiallyPaid, InvoiceStatus.Overdue), (invoice.PaymentStatus, invoice.StatusOn(Today)));
        Assert.Equal(6000, Assert.Single(waiting!.Facts.Asked).Minor);

        await Act(client, id, "paid", ("paid", "100.00"), ("on", "2026-03-02"));
        (invoice, waiting) = await Read(server, id);
        Assert.Equal((PaymentStatus.Paid, InvoiceStatus.Paid), (invoice.PaymentStatus, invoice.StatusOn(Today)));
        Assert.Null(waiting);

        await Act(client, id, "paid", ("paid", "10"), ("on", "2026-03-02"));
        (invoice, waiting) = await Read(server, id);
        Assert.Equal((PaymentStatus.PartiallyPaid, InvoiceStatus.Overdue), (invoice.PaymentStatus, invoice.StatusOn(Today)));
        Assert.Equal(9000, Assert.Single(waiting!.Facts.Asked).Minor);
        // What did not come in is nobody's credit.
        Assert.Equal(10, (await Credits(server)).Sum(c => c.Amount.Major));
        Assert.All(await Credits(server), c => Assert.True(c.Unused.IsZero));
    }

    [Theory]
    [InlineData("100.01", "2026-03-02", "At most €100.00")]
    [InlineData("-1", "2026-03-02", "cannot be negative")]
    [InlineData("a lot", "2026-03-02", "no amount of that currency")]
    [InlineData("1.234", "2026-03-02", "no amount of that currency")]
    [InlineData("10", "2026-03-03", "once it has arrived")]
    [InlineData("10", "", "Choose the day of the payment")]
    public async Task A_paid_amount_that_cannot_be_is_refused_at_its_field(string amount, string on, string words)
    {
        await using var server = await TestServer.Start();
        var id = (await server.Invoice(await server.Account(), "F-1", "2026-02-10", 100)).Id;
        var client = await server.SignedIn(server.Us);

        var answer = await TestServer.Post(client, $"/invoices/{id.Value}", $"/invoices/{id.Value}/paid", ("paid", amount), ("on", on));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains(words, html, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_organization_finds_nothing()
    {
        await using var server = await TestServer.Start();
        var id = (await server.Invoice(await server.Account(), "F-1", "2026-02-10")).Id.Value;
        await server.Account("Their own", of: server.SomebodyElse);
        var account = (await server.Account("Ours")).Id.Value;
        var them = await server.SignedIn(server.SomebodyElse);

        Assert.Equal(HttpStatusCode.NotFound, (await them.GetAsync($"/invoices/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await them.GetAsync($"/invoices/new?account={account}")).StatusCode);
        foreach (var action in new[] { "paid", "dispute", "settle", "promise", "exclude", "include", "write-off", "due" })
            Assert.Equal(
                HttpStatusCode.NotFound,
                (await TestServer.Post(them, "/", $"/invoices/{id}/{action}", ("paid", "1"), ("on", "2026-03-01"))).StatusCode
            );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await TestServer.Post(them, "/", $"/invoices/new?account={account}", ("number", "F-9"))).StatusCode
        );
        Assert.DoesNotContain("F-1", await them.GetStringAsync("/invoices"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dispute_leaves_the_message_and_its_end_comes_back()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var id = (await server.Invoice(account, "F-1", "2026-02-10")).Id;
        await server.Invoice(account, "F-2", "2026-02-11");
        var client = await server.SignedIn(server.Us);

        await Act(client, id, "dispute", ("reason", "not-received"), ("note", "Three boxes short"));
        var (invoice, waiting) = await Read(server, id);
        Assert.Equal(DisputeReason.NotReceived, invoice.DisputeReason);
        Assert.Equal(["F-2"], waiting!.Facts.About.Select(a => a.Number));
        Assert.Contains("Three boxes short", await client.GetStringAsync($"/invoices/{id.Value}"), StringComparison.Ordinal);

        await Act(client, id, "settle");
        (_, waiting) = await Read(server, id);
        Assert.Equal(["F-1", "F-2"], waiting!.Facts.About.Select(a => a.Number));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Post(client, id, "settle")).StatusCode);
        Assert.Equal([AccountEventKind.Disputed, AccountEventKind.DisputeSettled], await Events(server));
    }

    [Fact]
    public async Task What_was_written_off_is_written_off_once_and_not_promised()
    {
        await using var server = await TestServer.Start();
        var id = (await server.Invoice(await server.Account(), "F-1", "2026-02-10")).Id;
        var client = await server.SignedIn(server.Us);

        await Act(client, id, "write-off");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Post(client, id, "write-off")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Post(client, id, "promise", ("payOn", "2026-03-10"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Post(client, id, "dispute", ("reason", "price"))).StatusCode);

        Assert.Equal([AccountEventKind.WrittenOff], await Events(server));
        Assert.Null((await Read(server, id)).Waiting);
    }

    [Fact]
    public async Task A_draft_is_not_followed_up_because_a_member_takes_it_in_again()
    {
        await using var server = await TestServer.Start();
        var invoice = await server.Invoice(await server.Account(), "F-1", "2026-02-10");
        await server.As(
            server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                (await db.Invoices.SingleAsync()).Exclude(Exclusion.Draft);
                return await db.SaveChangesAsync();
            }
        );
        var client = await server.SignedIn(server.Us);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Post(client, invoice.Id, "exclude")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Post(client, invoice.Id, "include")).StatusCode);

        var (read, waiting) = await Read(server, invoice.Id);
        Assert.Equal(Exclusion.Draft, read.Excluded);
        Assert.Null(waiting);
    }

    [Fact]
    public async Task A_new_invoice_takes_credit_wakes_the_account_and_is_planned()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        await server.Save(
            server.Us,
            new Payment(TestServer.New<CreditId>(), account.Id, new(3000, "EUR"), Today, server.Clock.GetUtcNow())
        );
        await server.Do<PauseFollowUps, Done>(pause => pause.Run(account.Id, PauseReason.Commercial, null, null, default));
        var client = await server.SignedIn(server.Us);
        var page = $"/invoices/new?account={account.Id.Value}";

        var answer = await TestServer.Post(
            client,
            page,
            page,
            ("number", " F-7 "),
            ("issued", "2026-01-05"),
            ("due", "2026-02-05"),
            ("amount", "1,000.00"),
            ("currency", "eur")
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var id = new InvoiceId(Guid.Parse(answer.Headers.Location!.ToString().Split('/')[^1]));
        var (invoice, waiting) = await Read(server, id);
        Assert.Equal(("F-7", 97000), (invoice.Number, invoice.Outstanding.Minor));
        Assert.Equal(97000, Assert.Single(waiting!.Facts.Asked).Minor);
        Assert.Equal([AccountEventKind.Paused, AccountEventKind.Resumed], await Events(server));

        var again = await TestServer.Post(
            client,
            page,
            page,
            ("number", "F-7"),
            ("issued", "2026-01-05"),
            ("amount", "1"),
            ("currency", "EUR")
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Contains($"href=\"/invoices/{id.Value}\"", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_panel_says_where_the_invoice_is_in_the_follow_up()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var late = await server.Invoice(account, "F-1", "2026-02-10");
        var promised = await server.Invoice(account, "F-2", "2026-02-11");
        var client = await server.SignedIn(server.Us);
        await Act(client, promised.Id, "promise", ("payOn", "2026-03-09"));

        Assert.Contains("<b>In the next message</b>", await client.GetStringAsync($"/invoices/{late.Id.Value}"), StringComparison.Ordinal);
        Assert.Contains("payment promised", await client.GetStringAsync($"/invoices/{promised.Id.Value}"), StringComparison.Ordinal);
    }

    private static readonly DateOnly Today = TestServer.Day("2026-03-02");

    private static Task<HttpResponseMessage> Post(HttpClient client, InvoiceId id, string action, params (string, string)[] fields) =>
        TestServer.Post(client, $"/invoices/{id.Value}", $"/invoices/{id.Value}/{action}", fields);

    private static async Task Act(HttpClient client, InvoiceId id, string action, params (string, string)[] fields) =>
        Assert.Equal(HttpStatusCode.Redirect, (await Post(client, id, action, fields)).StatusCode);

    private static Task<(Invoice Invoice, Communication? Waiting)> Read(TestServer server, InvoiceId id) =>
        server.As(
            server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                var invoice = await db.Invoices.SingleAsync(i => i.Id == id);
                var waiting = await db.Communications.SingleOrDefaultAsync(c => c.Status == CommunicationStatus.Scheduled);
                return (invoice, waiting);
            }
        );

    private static Task<List<Credit>> Credits(TestServer server) =>
        server.As(server.Us, s => s.GetRequiredService<AppDb>().Credits.ToListAsync());

    private static Task<List<AccountEventKind>> Events(TestServer server) =>
        server.As(
            server.Us,
            async s => (await s.GetRequiredService<AppDb>().AccountEvents.Select(e => e.Kind).ToListAsync()).Order().ToList()
        );
}
