using System.Net;
using Amiable.Accounts;
using Amiable.Communications;
using Amiable.FollowUp;
using Amiable.LatePayment;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Amiable.Tests.LatePayment;

public sealed class LatePaymentTests(OneServer one) : IClassFixture<OneServer>
{
    private readonly TestServer _server = one.Server;

    [Fact]
    public async Task Messages_say_what_late_payment_costs_only_while_a_member_claims_it()
    {
        var account = await _server.Account("Claimed Ltd");
        await _server.Invoice(account, "L-1", "2026-01-10", 1000);
        await _server.As(_server.Us, s => s.GetRequiredService<PlanFollowUps>().Run([account.Id], default));
        var silent = await Waiting(account);

        await Decide(account, ClaimStance.Claim);
        var claimed = await Waiting(account);
        await Decide(account, ClaimStance.Waive);
        var waived = await Waiting(account);

        var sum = Assert.Single(claimed.Facts.Late);
        Assert.Equal(new Money(4000, "EUR"), sum.Fixed);
        Assert.True(sum.Interest.IsPositive);
        Assert.Empty(silent.Facts.Late);
        Assert.NotEqual(silent.Text, claimed.Text);
        Assert.Equal(silent.Text, waived.Text);
        Assert.Equal(silent.Facts.Asked, claimed.Facts.Asked); // It is never part of what is asked.
    }

    [Fact]
    public async Task Decisions_are_a_ledger_with_what_it_came_to_that_day()
    {
        var account = await _server.Account("Ledger Ltd");
        await _server.Invoice(account, "L-2", "2026-01-10", 1000);
        await Decide(account, ClaimStance.Claim);
        await Decide(account, ClaimStance.Waive);

        var view = (await _server.As(_server.Us, s => s.GetRequiredService<ShowLateClaim>().Run(account.Id, default))).Value!;

        Assert.Equal([ClaimStance.Waive, ClaimStance.Claim], view.Decisions.Select(d => d.Stance));
        Assert.Equal(ClaimStance.Waive, view.Stance);
        Assert.All(view.Decisions, d => Assert.Equal(view.Sums, d.Sums));
        var again = await _server.As(
            _server.Us,
            s => s.GetRequiredService<DecideLateClaim>().Run(account.Id, ClaimStance.Waive, null, default)
        );
        Assert.Equal("late.same", again.Problem?.Code);
    }

    [Fact]
    public async Task Nothing_is_claimed_by_default_and_the_page_shows_the_sheet()
    {
        var account = await _server.Account("Sheet Ltd");
        await _server.Invoice(account, "L-3", "2026-01-10", 1000);

        var page = WebUtility.HtmlDecode(await one.Client.GetStringAsync($"/accounts/{account.Id.Value}/late-payment"));

        Assert.Contains("It is held back", page, StringComparison.Ordinal);
        Assert.Contains("L-3", page, StringComparison.Ordinal);
        Assert.Contains("€40.00", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_keeps_what_a_member_chose()
    {
        var account = await _server.Account("Form Ltd");
        await _server.Invoice(account, "L-4", "2026-01-10", 1000);
        var address = $"/accounts/{account.Id.Value}/late-payment";

        await TestServer.Post(one.Client, address, address, ("stance", "Claim"), ("note", "Agreed with sales"));

        var view = (await _server.As(_server.Us, s => s.GetRequiredService<ShowLateClaim>().Run(account.Id, default))).Value!;
        Assert.Equal((ClaimStance.Claim, "Agreed with sales"), (view.Stance, view.Decisions.Single().Note));
    }

    [Fact]
    public async Task A_rate_a_member_enters_stands_in_place_of_the_table_and_can_be_taken_back()
    {
        var shipped = await Rates();
        var latest = shipped.Rates[0];

        Assert.Null((await Add(latest.Rate.From, 9.5m, "Official journal")).Problem);
        var own = (await Rates()).Rates[0];
        Assert.Equal((9.5m, "Official journal"), (own.Rate.Percent, own.Source));
        Assert.Null((await Add(latest.Rate.From, 9.75m, "Corrected")).Problem);
        var corrected = (await Rates()).Rates[0];
        Assert.Equal(9.75m, corrected.Rate.Percent);
        await _server.As(_server.Us, s => s.GetRequiredService<RemoveRate>().Run(corrected.Own!.Value, default));

        Assert.Equal(latest, (await Rates()).Rates[0]);
        Assert.Equal("rate.percent", (await Add(latest.Rate.From, 101, "x")).Problem?.Code);
        Assert.Equal("rate.source", (await Add(latest.Rate.From, 9, " ")).Problem?.Code);
        Assert.Equal("rate.from", (await Add(null, 9, "x")).Problem?.Code);
    }

    [Fact]
    public async Task Every_law_has_rates_of_whole_half_years_without_a_gap()
    {
        foreach (var regime in Enum.GetValues<Regime>())
        {
            var days = RateTable.Of(regime, []).Select(r => r.Rate.From).Order().ToList();
            Assert.All(days.Zip(days.Skip(1)), pair => Assert.Equal(pair.First.AddMonths(6), pair.Second));
            Assert.All(RateTable.Of(regime, []), r => Assert.True(r.Source.Length > 20 && r.Rate.Percent is > 5 and < 20));
        }
        Assert.Contains("Late payment", await one.Client.GetStringAsync("/settings/late-payment"), StringComparison.Ordinal);
    }

    private Task<RatesView> Rates() => _server.As(_server.Us, s => s.GetRequiredService<ShowRates>().Run(default));

    private Task<Result<Done>> Add(DateOnly? from, decimal percent, string source) =>
        _server.As(_server.Us, s => s.GetRequiredService<AddRate>().Run(from, percent, source, default));

    private async Task Decide(Account account, ClaimStance stance)
    {
        var decided = await _server.As(_server.Us, s => s.GetRequiredService<DecideLateClaim>().Run(account.Id, stance, null, default));
        Assert.Null(decided.Problem);
    }

    private Task<Communication> Waiting(Account account) =>
        _server.As(
            _server.Us,
            s =>
                s.GetRequiredService<AppDb>()
                    .Communications.AsNoTracking()
                    .SingleAsync(c => c.AccountId == account.Id && c.Status == CommunicationStatus.AwaitingApproval)
        );
}
