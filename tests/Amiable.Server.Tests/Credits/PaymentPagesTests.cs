using System.Net;
using Amiable.Accounts;
using Amiable.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Credits;

/// <summary>What payments do that credit notes do not; the rest is the same code (<see cref="CreditNotePagesTests"/>).</summary>
public sealed class PaymentPagesTests
{
    [Fact]
    public async Task One_added_by_hand_settles_what_is_due_longest_and_deleting_it_restores_that()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        var old = await server.Invoice(account, "F-1", "2026-02-10", 50);
        await server.Invoice(account, "F-2", "2026-02-20", 100);
        var client = await server.SignedIn(server.Us);
        var page = $"/payments/new?account={account.Id.Value}";

        (string, string)[] fields = [("amount", "80"), ("currency", "eur"), ("on", "2026-03-01"), ("reference", "VIR 4711")];
        var added = await TestServer.Post(client, page, page, fields);
        var address = added.Headers.Location!.ToString();
        Assert.Equal([("F-1", 0L), ("F-2", 7000L)], await Outstanding(server));
        Assert.Contains("VIR 4711", await client.GetStringAsync(address), StringComparison.Ordinal);
        Assert.Contains("VIR 4711", await client.GetStringAsync($"/accounts/{account.Id.Value}/payments"), StringComparison.Ordinal);
        Assert.Contains(address, await client.GetStringAsync($"/accounts/{account.Id.Value}"), StringComparison.Ordinal);
        Assert.Contains(address, await client.GetStringAsync($"/invoices/{old.Id.Value}"), StringComparison.Ordinal);

        var released = await TestServer.Post(client, "/payments", $"{address}/release", ("invoice", $"{old.Id.Value}"));
        Assert.Equal(HttpStatusCode.Redirect, released.StatusCode);
        Assert.Equal([("F-1", 5000L), ("F-2", 7000L)], await Outstanding(server));
        var elsewhere = address.Replace("/payments/", "/credit-notes/", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(elsewhere)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await TestServer.Post(client, "/payments", $"{elsewhere}/delete")).StatusCode);

        Assert.Equal(HttpStatusCode.Redirect, (await TestServer.Post(client, "/payments", $"{address}/automatic")).StatusCode);
        Assert.Equal([("F-1", 0L), ("F-2", 7000L)], await Outstanding(server));
        Assert.Equal(HttpStatusCode.Redirect, (await TestServer.Post(client, "/payments", $"{address}/delete")).StatusCode);
        Assert.Equal([("F-1", 5000L), ("F-2", 10000L)], await Outstanding(server));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task The_list_is_searched_sorted_limited_and_paged_by_its_address()
    {
        await using var server = await TestServer.Start();
        var (zebra, acme) = (await server.Account("Zebra"), await server.Account("Acme"));
        var invoice = await server.Invoice(zebra, "F-1", "2026-02-10", 50);
        await Add(server, zebra, 50, "2026-02-28", "R-050");
        for (var i = 1; i <= 60; i++)
            await Add(server, acme, i, "2026-02-20", $"R-1{i:00}");
        await server.Save(
            server.Us,
            new CreditNote(TestServer.New<CreditId>(), acme.Id, "A-1", new(100, "EUR"), TestServer.Day("2026-03-01"), default)
        );
        Assert.Equal(HttpStatusCode.OK, (await (await server.SignedIn(server.Us)).GetAsync("/payments?sort=amount")).StatusCode);

        Assert.Equal("R-050", (await List(server, new()))[0]);
        Assert.Equal(["R-101", "R-102"], (await List(server, new(Sort: "amount"))).Take(2));
        Assert.Equal("R-160", (await List(server, new(Sort: "-amount")))[0]);
        Assert.Equal("R-050", (await List(server, new(Sort: "-account")))[0]);
        Assert.Equal(["R-050"], await List(server, new(Filter: CreditFilter.Settled)));
        Assert.Equal(60, (await All(server, new(Filter: CreditFilter.WithRest, Sort: "reference"))).Distinct().Count());
        Assert.Equal(["R-117"], await List(server, new(Search: "r-117")));
        Assert.Equal(["R-050"], await List(server, new(Search: "zebra")));
        Assert.Equal(61, (await All(server, new())).Distinct().Count());
        Assert.Equal(invoice.AccountId, zebra.Id);
    }

    private sealed record Asked(CreditFilter Filter = CreditFilter.All, string? Search = null, string? Sort = null)
    {
        public CreditQuestion Question => new(CreditKind.Payment, Filter, Search, Sort);
    }

    private static async Task<List<string?>> List(TestServer server, Asked asked) => Names(await Page(server, asked, null));

    private static async Task<List<string?>> All(TestServer server, Asked asked)
    {
        var first = await Page(server, asked, null);
        var second = await Page(server, asked, first.Page.After);
        Assert.Null(second.Page.After);
        return [.. Names(first), .. Names(second)];
    }

    private static Task<CreditList> Page(TestServer server, Asked asked, string? after) =>
        server.Do<ListCredits, CreditList>(async list => await list.Run(asked.Question, after, null, default));

    private static List<string?> Names(CreditList list) => [.. list.Page.Rows.Select(r => ((Payment)r.Credit).Reference)];

    private static Task Add(TestServer server, Account account, decimal amount, string day, string reference) =>
        server.Do<Payments.RecordPayment, CreditId>(record =>
            record.Run(account.Id, amount, "EUR", TestServer.Day(day), reference, default)
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
