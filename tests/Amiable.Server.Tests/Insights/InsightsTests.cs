using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Amiable.Accounts;
using Amiable.Balances;
using Amiable.Credits;
using Amiable.Home;
using Amiable.Insights;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Platform.Api;
using Amiable.Tests.Api;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.Insights;

/// <summary>What Insights says is what the rows add up to, on the page, in a file and through the API alike.</summary>
public sealed class InsightsTests(OneServer one) : IClassFixture<OneServer>
{
    private static readonly DateOnly Today = TestServer.Day("2026-03-02");
    private readonly TestServer _server = one.Server;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_aged_balance_by_account_is_the_slow_one_of_each_account_whoever_owes_most_first(int seed)
    {
        var (us, ledger) = await Ledger(seed);
        foreach (var currency in (string[])["EUR", "GBP"])
        {
            var listed = await _server.As(
                us,
                async s => (await s.GetRequiredService<ListAgedAccounts>().Run(currency, null, null, default)).Rows
            );

            var slowly = ledger
                .Accounts.Select(a =>
                    (
                        a.Id,
                        Aged: AgedBalance
                            .Of(ledger.Invoices.Where(i => i.AccountId == a.Id), ledger.Credits.Where(c => c.AccountId == a.Id), Today)
                            .FirstOrDefault(b => b.Currency == currency)
                    )
                )
                .Where(a => a.Aged is { Total.IsZero: false })
                .ToDictionary(a => a.Id, a => a.Aged!);
            Assert.Equal(slowly, listed.ToDictionary(l => l.Id, l => l.Aged));
            Assert.Equal(listed.Select(l => l.Aged.Total).OrderDescending(), listed.Select(l => l.Aged.Total));
            var all = AgedBalance.Of(ledger.Invoices, ledger.Credits, Today).Single(a => a.Currency == currency);
            Assert.Equal(all, listed.Aggregate(AgedBalance.Nothing(currency), (sum, l) => sum + l.Aged));
        }
    }

    [Fact]
    public async Task The_page_the_file_and_the_API_say_the_same()
    {
        var (us, ledger) = await Ledger(seed: 4);
        var all = AgedBalance.Of(ledger.Invoices, ledger.Credits, Today).Single(a => a.Currency == "EUR");
        using var browser = await _server.SignedIn(us);
        using var api = _server.CreateClient();
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await ApiServer.Token(_server, us, Scopes.All));

        var page = WebUtility.HtmlDecode(await browser.GetStringAsync("/insights?currency=EUR"));
        var rows = (await browser.GetStringAsync("/insights/aged.csv?currency=EUR")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var answer = JsonDocument.Parse(await api.GetStringAsync($"{ApiRoutes.Root}/aging-balance")).RootElement;

        var told = answer
            .GetProperty("balances")
            .EnumerateArray()
            .Single(b => b.GetProperty("currency").GetProperty("code").GetString() == "EUR");
        Assert.Equal(all.Older.Major, told.GetProperty("d90Plus").GetDecimal());
        Assert.Equal(all.Total.Major, told.GetProperty("total").GetDecimal());
        var english = Amiable.Ui.Words.For("en").Reader;
        Assert.Contains(english.Amount(all.Older), page, StringComparison.Ordinal);
        Assert.Contains(english.Amount(all.Total), page, StringComparison.Ordinal);
        Assert.Equal(
            all.Total.Major,
            rows.Skip(1).Sum(r => decimal.Parse(r.Split(',')[^1], System.Globalization.CultureInfo.InvariantCulture))
        );
    }

    [Fact]
    public async Task Weeks_months_and_largest_accounts_add_up_from_the_rows()
    {
        var (us, ledger) = await Ledger(seed: 5);

        var view = await _server.As(us, s => s.GetRequiredService<ShowInsights>().Run("EUR", default));

        var monday = TestServer.Day("2026-03-02"); // The day itself is one.
        var last = ledger.Credits.OfType<Payment>().Where(p => p.Amount.Currency == "EUR" && p.On >= monday.AddDays(-7) && p.On < monday);
        Assert.Equal(ReckonFlows.Weeks, view.OfCurrency.Collected.Count);
        Assert.Equal(new(monday, Sum(ledger.Credits.OfType<Payment>().Where(p => p.On == monday))), view.OfCurrency.Collected[^1]);
        Assert.Equal(new(monday.AddDays(-7), Sum(last)), view.OfCurrency.Collected[^2]);
        var february = ledger.Invoices.Where(i =>
            i.IssuedOn.Month == 2
            && i.IssuedOn.Year == 2026
            && i.Total.Currency == "EUR"
            && i.Excluded is not (Exclusion.Draft or Exclusion.Cancelled)
        );
        Assert.Equal(
            february.Select(i => i.Total).Sum("EUR"),
            view.OfCurrency.Sales.Single(s => s.First == TestServer.Day("2026-02-01")).Invoiced
        );
        Assert.Equal(10, view.Largest.Count);
        Assert.InRange(view.Share, 0.5m, 1);
        Assert.NotNull(view.DaysOutstanding);

        static Money Sum(IEnumerable<Payment> some) => some.Where(p => p.Amount.Currency == "EUR").Select(p => p.Amount).Sum("EUR");
    }

    [Fact]
    public async Task What_is_expected_is_no_more_than_what_is_open_and_leaves_out_what_nobody_can_foresee()
    {
        var (us, ledger) = await Ledger(seed: 6);

        var figures = await _server.As(us, s => s.GetRequiredService<ReckonInsights>().Run(default));

        var open = ledger.Invoices.Where(i => i.CountsInBalance && !i.IsSettled && i.Total.Currency == "EUR").ToList();
        var euros = figures.Currencies.Single(c => c.Currency == "EUR");
        Assert.Equal(open.Where(i => i.IsDisputed || i.DueOn is null).Select(i => i.Outstanding).Sum("EUR"), euros.NotForeseen);
        Assert.Equal(ForeseePayments.Weeks, euros.Expected.Count);
        Assert.All(euros.Expected, w => Assert.True(w.Low <= w.Likely && w.Likely <= w.High));
        Assert.True(
            euros.Expected.Select(w => w.Likely).Sum("EUR")
                <= open.Where(i => !i.IsDisputed && i.DueOn is not null).Select(i => i.Outstanding).Sum("EUR")
        );
    }

    [Fact]
    public async Task Figures_are_kept_and_reckoned_again_when_they_are_old_or_a_member_asks()
    {
        var (us, _) = await Ledger(seed: 7);
        Task<bool> Refresh(bool atOnce) => _server.As(us, s => s.GetRequiredService<RefreshInsights>().Run(atOnce, default));

        Assert.True(await Refresh(false));
        Assert.False(await Refresh(false));
        Assert.True(await Refresh(true));
        var kept = await _server.As(us, s => s.GetRequiredService<AppDb>().Insights.AsNoTracking().SingleAsync());
        Assert.True(kept.IsFreshAt(kept.MadeAt.AddMinutes(14)));
        Assert.False(kept.IsFreshAt(kept.MadeAt.AddDays(1)));
    }

    [Fact]
    public async Task Who_asks_for_new_figures_gets_them_at_once_or_from_the_job_where_they_take_long()
    {
        var (us, _) = await Ledger(seed: 9);
        Task<bool> Renew() => _server.As(us, s => s.GetRequiredService<RenewInsights>().Run(default));
        Task<bool> Beat() => _server.As(us, s => s.GetRequiredService<RefreshInsights>().Run(atOnce: false, default));
        Task Took(TimeSpan time) =>
            _server.As(
                us,
                async s =>
                {
                    var db = s.GetRequiredService<AppDb>();
                    var kept = await db.Insights.SingleAsync();
                    kept.Are(kept.Figures, _server.Clock.GetUtcNow(), time);
                    return await db.SaveChangesAsync();
                }
            );
        Assert.True(await Beat());

        await Took(TimeSpan.FromMilliseconds(50));
        Assert.True(await Renew());
        await Took(TimeSpan.FromMinutes(4));
        Assert.False(await Renew());

        // Fresh or not: somebody asked, and is asked for once.
        Assert.True(await Beat());
        Assert.False(await Beat());
    }

    [Fact]
    public async Task The_page_says_in_both_languages_what_to_do_before_there_is_anything_and_has_a_table_behind_each_chart()
    {
        using var empty = await _server.SignedIn(await _server.Found("Nothing yet", Autonomy.Approve));
        var (us, _) = await Ledger(seed: 8);
        using var browser = await _server.SignedIn(us);

        var before = await empty.GetStringAsync("/insights");
        var english = await browser.GetStringAsync("/insights?currency=GBP&weeks=13");
        browser.DefaultRequestHeaders.AcceptLanguage.Clear();
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("fr");
        var french = WebUtility.HtmlDecode(await browser.GetStringAsync("/insights"));

        Assert.Contains("No figures yet", before, StringComparison.Ordinal);
        Assert.Equal(english.Split("data-chart=").Length - 1, english.Split("data-drawing").Length - 1);
        Assert.Contains("£", english, StringComparison.Ordinal);
        Assert.Contains("Encaissements attendus par semaine", french, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_be_a_natural_person_is_not_judged_by_how_they_paid_before()
    {
        var us = await _server.Found("Persons and companies", Autonomy.Approve);
        await _server.Save(us, [.. PaysFortyDaysLate("Marie Dupont"), .. PaysFortyDaysLate("Dupont SARL")]);

        var figures = await _server.As(us, s => s.GetRequiredService<ReckonInsights>().Run(default));

        var expected = figures.Currencies.Single().Largest.ToDictionary(i => i.AccountName, i => (i.DaysLate, i.KnownInvoices));
        Assert.Equal((null, 0), expected["Marie Dupont"]);
        Assert.Equal(12, expected["Dupont SARL"].KnownInvoices);
        Assert.InRange(expected["Dupont SARL"].DaysLate!.Value, 30, 40);
    }

    private IEnumerable<object> PaysFortyDaysLate(string name)
    {
        var now = _server.Clock.GetUtcNow();
        var account = new Account(TestServer.New<AccountId>(), new() { Name = name }, now);
        yield return account;
        for (var i = 0; i < 12; i++)
        {
            var due = Today.AddDays(-300 + 20 * i);
            var invoice = new Invoice(TestServer.New<InvoiceId>(), account.Id, $"P-{i}", due.AddDays(-30), due, new(10_000, "EUR"), now);
            var payment = new Payment(TestServer.New<CreditId>(), account.Id, new(10_000, "EUR"), due.AddDays(40), now);
            Assert.Null(invoice.Allocate(payment, payment.Amount, Today));
            yield return invoice;
            yield return payment;
        }
        yield return new Invoice(
            TestServer.New<InvoiceId>(),
            account.Id,
            "P-open",
            Today.AddDays(-60),
            Today.AddDays(-39),
            new(90_000, "EUR"),
            now
        );
    }

    private async Task<(OrganizationId, RandomLedger)> Ledger(int seed)
    {
        var us = await _server.Found($"Insights {seed}", Autonomy.Approve);
        var ledger = new RandomLedger(_server.Clock.GetUtcNow(), seed);
        await _server.Save(us, ledger.Everything());
        return (us, ledger);
    }
}
