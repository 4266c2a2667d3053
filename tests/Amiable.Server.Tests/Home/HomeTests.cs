using System.Net;
using Amiable.Accounts;
using Amiable.Credits;
using Amiable.FollowUp;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Tasks;
using Amiable.Tests;
using Amiable.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Home;

public sealed class HomeTests
{
    private static readonly DateOnly Today = TestServer.Day("2026-03-02");

    [Fact]
    public async Task Every_figure_is_the_sum_over_the_invoices()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var ledger = new RandomLedger(server.Clock.GetUtcNow());
        await server.Save(server.Us, ledger.Everything());
        await server.Save(server.SomebodyElse, new RandomLedger(server.Clock.GetUtcNow(), seed: 2).Everything());

        var money = await server.As(server.Us, s => s.GetRequiredService<ReadMoney>().Run(Today, "EUR", default));

        var balances = Balance.Of(ledger.Invoices, ledger.Credits, Today);
        Assert.Equal(2, balances.Count);
        Assert.Equal(balances.Select(b => b.Overdue).Where(o => o.IsPositive).OrderByDescending(o => o.Major), money.Overdue);
        Assert.Equal(balances.Sum(b => b.OverdueInvoices), money.OverdueInvoices);
        Assert.Equal(
            ledger
                .Invoices.Where(i => i.CountsInBalance && i.StatusOn(Today) == InvoiceStatus.Overdue)
                .Select(i => i.AccountId)
                .Distinct()
                .Count(),
            money.OverdueAccounts
        );
        var soon = ledger
            .Invoices.Where(i => i.CountsInBalance && !i.IsSettled && i.DueOn >= Today && i.DueOn <= Today.AddDays(7))
            .ToList();
        Assert.Equal(soon.Count, money.FallingInvoices);
        Assert.Equal(Sums(soon.Select(i => i.Outstanding)), money.FallsDue);
        var received = ledger.Credits.OfType<Payment>().Where(p => p.On > Today.AddDays(-7) && p.On <= Today).ToList();
        Assert.Equal(received.Count, money.Payments);
        Assert.Equal(Sums(received.Select(p => p.Amount)), money.Received);
    }

    [Fact]
    public async Task The_aged_balance_is_that_of_the_invoices_net_of_credit_in_each_currency()
    {
        await using var server = await TestServer.Start();
        var ledger = new RandomLedger(server.Clock.GetUtcNow());
        await server.Save(server.Us, ledger.Everything());

        var money = await server.As(server.Us, s => s.GetRequiredService<ReadMoney>().Run(Today, "EUR", default));

        var slowly = AgedBalance.Of(ledger.Invoices, ledger.Credits, Today);
        Assert.Equal(["EUR", "GBP"], slowly.Select(a => a.Currency));
        Assert.Equal(slowly.OrderBy(a => a.Currency), money.Aged.OrderBy(a => a.Currency));
        Assert.Equal(
            Balance.Of(ledger.Invoices, ledger.Credits, Today).Select(b => b.Outstanding),
            money.Aged.OrderBy(a => a.Currency).Select(a => a.Total)
        );
        Assert.Contains(ledger.Credits, c => c.Unused.IsPositive);
    }

    [Fact]
    public async Task Credit_beyond_what_is_owed_is_left_in_what_is_not_due()
    {
        await using var server = await TestServer.Start();
        var account = await server.Account();
        await server.Invoice(account, "F-1", "2026-01-10", 100);
        await server.Save(
            server.Us,
            new Payment(TestServer.New<CreditId>(), account.Id, new(25000, "EUR"), Today, server.Clock.GetUtcNow()),
            new CreditNote(TestServer.New<CreditId>(), account.Id, "A-1", new(5000, "USD"), Today, server.Clock.GetUtcNow())
        );

        var money = await server.As(server.Us, s => s.GetRequiredService<ReadMoney>().Run(Today, "EUR", default));

        Assert.Equal(
            [
                AgedBalance.Nothing("USD") with
                {
                    NotDue = new(-5000, "USD"),
                },
                AgedBalance.Nothing("EUR") with
                {
                    NotDue = new(-15000, "EUR"),
                },
            ],
            money.Aged
        );
    }

    [Fact]
    public async Task The_page_says_what_waits_and_how_much_is_late()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var account = await server.Account();
        await server.Invoice(account, "F-1", "2026-02-10", 1234.5m);
        await server.Invoice(account, "F-2", "2026-02-11", 50, "GBP");
        await server.As(server.Us, s => s.GetRequiredService<Amiable.FollowUp.PlanFollowUps>().Run(default));
        var client = await server.SignedIn(server.Us);

        var html = WebUtility.HtmlDecode(await client.GetStringAsync("/"));

        Assert.Contains("Good morning, Claire", html, StringComparison.Ordinal);
        Assert.Contains("€1,234.50", html, StringComparison.Ordinal);
        Assert.Contains("and £50.00", html, StringComparison.Ordinal);
        Assert.Contains("Review 1 message", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_organization_is_told_the_one_next_step()
    {
        await using var server = await TestServer.Start();
        var client = await server.SignedIn(server.Us);

        var html = WebUtility.HtmlDecode(await client.GetStringAsync("/"));

        Assert.Contains(Words.For("en")["home.empty.title"], html, StringComparison.Ordinal);
        Assert.Contains("href=\"/import\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_is_asked_to_sign_in()
    {
        await using var server = await TestServer.Start();
        var client = server.CreateClient(new() { AllowAutoRedirect = false });
        foreach (var path in new[] { "/", "/invoices", "/credit-notes" })
            Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync(path)).StatusCode);
    }

    private static IEnumerable<Money> Sums(IEnumerable<Money> amounts) =>
        amounts.GroupBy(a => a.Currency).Select(g => g.Sum(g.Key)).OrderByDescending(m => m.Major);

    [Fact]
    public async Task Promises_due_and_what_is_out_of_the_ordinary_are_shown_when_there_are_any()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        var account = await server.Account("Promiser");
        var (near, far) = (await server.Invoice(account, "F-1", "2026-02-10", 480), await server.Invoice(account, "F-2", "2026-02-10"));
        using var browser = await server.SignedIn(server.Us);
        var before = await browser.GetStringAsync("/");
        await server.Do<PromisePayment, Done>(promise => promise.Run([near.Id], TestServer.Day("2026-03-08"), default));
        await server.Do<PromisePayment, Done>(promise => promise.Run([far.Id], TestServer.Day("2026-03-09"), default));
        foreach (
            var (kind, number) in new[]
            {
                (TaskKind.Insolvency, 1),
                (TaskKind.AddressBounced, 2),
                (TaskKind.DeliveryProblem, 3),
                (TaskKind.Free, 4),
            }
        )
            await server.Save(
                server.Us,
                new HumanTask(
                    TestServer.New<HumanTaskId>(),
                    kind,
                    $"{number}",
                    account.Id,
                    new Dictionary<string, string>(),
                    server.Clock.GetUtcNow()
                )
            );

        var view = await server.As(server.Us, s => s.GetRequiredService<ShowHome>().Run(default));

        Assert.DoesNotContain("id=\"exceptions\"", before, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"promises-due\"", before, StringComparison.Ordinal);
        var due = Assert.Single(view.Promises);
        Assert.Equal(("Promiser", TestServer.Day("2026-03-08"), new Money(48000, "EUR")), (due.AccountName, due.On, due.Owed.Single()));
        Assert.Equal(1, view.PromisesDue);
        Assert.Equal([(Concern.Danger, 1), (Concern.Delivery, 2)], view.Concerns.OrderBy(c => c.Key).Select(c => (c.Key, c.Value)));
        var page = await browser.GetStringAsync("/");
        Assert.Contains("2 messages or addresses need a look", page, StringComparison.Ordinal);
        Assert.Contains("1 promise due within 7 days", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hours_of_today_are_told_only_while_they_are_to_come()
    {
        await using var server = await TestServer.Start(Autonomy.Approve);
        await server.Invoice(await server.Account(), "F-1", "2026-02-10");
        await server.As(server.Us, s => s.GetRequiredService<PlanFollowUps>().Run(default));
        var day = await First();
        Assert.Equal((Today, true), (day.On, day.IsAhead));

        server.Clock.Set("2026-03-02T21:00:00Z");

        Assert.Equal((Today, false), ((await First()).On, (await First()).IsAhead));

        async Task<NextDay> First() => (await server.As(server.Us, s => s.GetRequiredService<ShowHome>().Run(default))).NextDays[0];
    }
}
