using System.Net;
using Amiable.Accounts;
using Amiable.Invoices;
using Amiable.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Credits;

public sealed class CreditNotePagesTests
{
    private static readonly DateOnly Today = TestServer.Day("2026-03-02");

    [Fact]
    public async Task A_part_is_set_against_an_invoice_and_taken_back()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var invoice = await server.Invoice(account, "F-1", "2026-02-10", 100);
        var note = await Note(server, account, 60);
        var client = await server.SignedIn(server.Us);

        await Act(client, note, "allocate", ("invoice", $"{invoice.Id.Value}"), ("amount", "25.50"));
        Assert.Equal((7450, 3450), await Left(server));
        Assert.Contains("F-1", await client.GetStringAsync($"/credit-notes/{note.Value}"), StringComparison.Ordinal);
        Assert.Contains(
            $"/credit-notes/{note.Value}",
            await client.GetStringAsync($"/invoices/{invoice.Id.Value}"),
            StringComparison.Ordinal
        );

        await Act(client, note, "release", ("invoice", $"{invoice.Id.Value}"));
        Assert.Equal((10000, 6000), await Left(server));
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await Post(client, note, "release", ("invoice", $"{invoice.Id.Value}"))).StatusCode
        );
    }

    [Theory]
    [InlineData("60.01", "Only €60.00 of it")]
    [InlineData("0", "more than nothing")]
    [InlineData("", "no amount of that currency")]
    public async Task What_cannot_be_set_against_it_is_refused(string amount, string words)
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var invoice = await server.Invoice(account, "F-1", "2026-02-10", 100);
        var note = await Note(server, account, 60);
        var client = await server.SignedIn(server.Us);

        var answer = await Post(client, note, "allocate", ("invoice", $"{invoice.Id.Value}"), ("amount", amount));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(words, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_not_set_against_another_currency_or_what_was_written_off()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var pounds = await server.Invoice(account, "F-1", "2026-02-10", 100, "GBP");
        var given = await server.Invoice(account, "F-2", "2026-02-10", 100);
        await server.Do<WriteOffInvoice, Done>(writeOff => writeOff.Run(given.Id, default));
        var note = await Note(server, account, 60);
        var client = await server.SignedIn(server.Us);

        foreach (var invoice in new[] { pounds, given })
            Assert.Equal(
                HttpStatusCode.UnprocessableEntity,
                (await Post(client, note, "allocate", ("invoice", $"{invoice.Id.Value}"), ("amount", "10"))).StatusCode
            );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Post(client, note, "automatic")).StatusCode);
    }

    [Fact]
    public async Task By_itself_it_settles_what_is_due_longest_and_deleting_it_restores_that()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        await server.Invoice(account, "F-2", "2026-02-20", 100);
        await server.Invoice(account, "F-1", "2026-02-10", 50);
        var client = await server.SignedIn(server.Us);
        var page = $"/credit-notes/new?account={account.Id.Value}";
        await server.Do<PauseFollowUps, Done>(pause => pause.Run(account.Id, PauseReason.Other, null, null, default));

        var added = await TestServer.Post(
            client,
            page,
            page,
            ("number", "A-1"),
            ("issued", "2026-03-01"),
            ("amount", "80"),
            ("currency", "EUR")
        );
        var note = new CreditId(Guid.Parse(added.Headers.Location!.ToString().Split('/')[^1]));
        Assert.Equal([("F-1", 0L), ("F-2", 7000L)], await Outstanding(server));
        Assert.Equal(
            [AccountEventKind.Paused, AccountEventKind.Resumed],
            await server.As(
                server.Us,
                async s => (await s.GetRequiredService<AppDb>().AccountEvents.Select(e => e.Kind).ToListAsync()).Order().ToList()
            )
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Post(client, note, "delete", ("confirm", "A-2"))).StatusCode);
        await Act(client, note, "delete", ("confirm", "A-1"));
        Assert.Equal([("F-1", 5000L), ("F-2", 10000L)], await Outstanding(server));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/credit-notes/{note.Value}")).StatusCode);
    }

    [Fact]
    public async Task Another_organization_finds_nothing()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var note = await Note(server, account, 60);
        var them = await server.SignedIn(server.SomebodyElse);

        Assert.Equal(HttpStatusCode.NotFound, (await them.GetAsync($"/credit-notes/{note.Value}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await them.GetAsync($"/credit-notes/new?account={account.Id.Value}")).StatusCode);
        foreach (var action in new[] { "allocate", "release", "automatic", "delete" })
            Assert.Equal(
                HttpStatusCode.NotFound,
                (await TestServer.Post(them, "/", $"/credit-notes/{note.Value}/{action}", ("confirm", "A-1"))).StatusCode
            );
        Assert.DoesNotContain("A-1", await them.GetStringAsync("/credit-notes"), StringComparison.Ordinal);
    }

    private static async Task<CreditId> Note(TestServer server, Account account, decimal amount)
    {
        var note = new CreditNote(
            TestServer.New<CreditId>(),
            account.Id,
            "A-1",
            Money.OfMajor(amount, "EUR")!.Value,
            Today,
            server.Clock.GetUtcNow()
        );
        await server.Save(server.Us, note);
        return note.Id;
    }

    private static Task<HttpResponseMessage> Post(HttpClient client, CreditId id, string action, params (string, string)[] fields) =>
        TestServer.Post(client, "/credit-notes", $"/credit-notes/{id.Value}/{action}", fields);

    private static async Task Act(HttpClient client, CreditId id, string action, params (string, string)[] fields) =>
        Assert.Equal(HttpStatusCode.Redirect, (await Post(client, id, action, fields)).StatusCode);

    private static Task<(long Invoice, long Note)> Left(TestServer server) =>
        server.As(
            server.Us,
            async s =>
            {
                var db = s.GetRequiredService<AppDb>();
                return ((await db.Invoices.SingleAsync()).Outstanding.Minor, (await db.Credits.SingleAsync()).Unused.Minor);
            }
        );

    private static Task<List<(string, long)>> Outstanding(TestServer server) =>
        server.As(
            server.Us,
            async s =>
                (await s.GetRequiredService<AppDb>().Invoices.OrderBy(i => i.Number).ToListAsync())
                    .Select(i => (i.Number, i.Outstanding.Minor))
                    .ToList()
        );
}
