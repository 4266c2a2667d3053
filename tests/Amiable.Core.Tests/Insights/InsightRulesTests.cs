using Amiable.Insights;
using Amiable.Invoices;
using static Amiable.Tests.Credits.Ledger;

namespace Amiable.Tests.Insights;

public sealed class InsightRulesTests
{
    private static MonthlySales Sold(string month, long amount) => new(Day.Of(month), Eur(amount));

    [Fact]
    public void Days_outstanding_count_back_through_the_months_that_sold_what_is_owed()
    {
        // Owed 250: all 100 of 15 days of April, all 100 of March's 31 days, 50 of February's 100 in 28 days.
        var days = CountBack.Days(
            Eur(250),
            [Sold("2026-04-01", 100), Sold("2026-03-01", 100), Sold("2026-02-01", 100)],
            Day.Of("2026-04-15")
        );

        Assert.Equal(15 + 31 + 14, days);
    }

    [Fact]
    public void A_month_without_sales_counts_with_all_its_days() =>
        Assert.Equal(
            30 + 31 + 28 + 31m,
            CountBack.Days(
                Eur(100),
                [Sold("2026-04-01", 0), Sold("2026-02-01", 0), Sold("2026-01-01", 100), Sold("2026-03-01", 0)],
                Day.Of("2026-04-30")
            )
        );

    [Fact]
    public void Days_outstanding_are_not_said_when_sales_do_not_account_for_what_is_owed()
    {
        Assert.Null(CountBack.Days(Eur(500), [Sold("2026-04-01", 100)], Day.Of("2026-04-15")));
        Assert.Null(CountBack.Days(Eur(500), [], Day.Of("2026-04-15")));
        Assert.Equal(0, CountBack.Days(Eur(0), [], Day.Of("2026-04-15")));
    }

    [Theory]
    [InlineData(DeclarationKind.Promise, DeclarationResolution.InvoicesSettled, null, true)]
    [InlineData(DeclarationKind.Promise, DeclarationResolution.PaymentReceived, null, true)]
    [InlineData(DeclarationKind.Parts, DeclarationResolution.InvoicesSettled, "2026-03-01", false)]
    [InlineData(DeclarationKind.Promise, null, "2026-03-01", false)]
    [InlineData(DeclarationKind.Promise, null, null, null)]
    [InlineData(DeclarationKind.Promise, DeclarationResolution.Superseded, null, null)]
    [InlineData(DeclarationKind.Payment, DeclarationResolution.InvoicesSettled, null, null)]
    public void A_promise_is_kept_when_it_is_paid_before_a_promised_day_passes(
        DeclarationKind kind,
        DeclarationResolution? resolution,
        string? brokenOn,
        bool? kept
    ) => Assert.Equal(kept, Outcomes.WasKept(kind, resolution, brokenOn is null ? null : Day.Of(brokenOn)));

    [Theory]
    [InlineData("2026-03-01", false)]
    [InlineData("2026-03-02", true)]
    [InlineData("2026-03-09", true)]
    [InlineData("2026-03-10", false)]
    public void A_message_had_an_effect_when_its_account_paid_within_seven_days(string paid, bool had) =>
        Assert.Equal(had, Outcomes.HadEffect(Day.Of("2026-03-02"), [Day.Of(paid)]));

    [Fact]
    public void A_message_is_judged_after_its_seven_days()
    {
        Assert.False(Outcomes.IsJudged(Day.Of("2026-03-02"), Day.Of("2026-03-09")));
        Assert.True(Outcomes.IsJudged(Day.Of("2026-03-02"), Day.Of("2026-03-10")));
    }

    [Fact]
    public void The_largest_accounts_have_at_most_all_of_what_is_owed()
    {
        Assert.Equal(0.75m, Outcomes.Concentration([Eur(50), Eur(25)], Eur(100)));
        Assert.Equal(1, Outcomes.Concentration([Eur(50), Eur(75)], Eur(100))); // Others are owed.
        Assert.Equal(0, Outcomes.Concentration([], Eur(0)));
    }

    [Fact]
    public void The_weeks_of_what_is_expected_add_up_to_what_is_owed_and_lie_within_their_range()
    {
        var today = Day.Of("2026-03-04"); // A Wednesday.
        var cash = new ExpectedCash(today, 4, "EUR");
        cash.Add([(10_000, new(today, 0, 0.5, [-1, 0, 5, 6, 7]))]);

        var weeks = cash.Weeks();

        Assert.Equal(Day.Of("2026-03-02"), weeks[0].Monday);
        Assert.Equal([Eur(4_000), Eur(6_000)], weeks.Take(2).Select(w => w.Likely));
        Assert.All(weeks, w => Assert.True(w.Low <= w.Likely && w.Likely <= w.High));
        Assert.Equal(Eur(10_000), weeks[1].High);
    }

    [Fact]
    public void Invoices_of_one_account_come_together_so_that_the_range_is_wider_than_of_many()
    {
        var today = Day.Of("2026-03-02");
        PaymentOutlook either = new(today, 0, 0.5, [0, 7]);
        var (one, many) = (new ExpectedCash(today, 2, "EUR"), new ExpectedCash(today, 2, "EUR"));
        one.Add([.. Enumerable.Repeat((1_000L, either), 10)]);
        for (var i = 0; i < 10; i++)
            many.Add([(1_000, either)]);

        Assert.Equal(one.Weeks()[0].Likely, many.Weeks()[0].Likely);
        Assert.True(one.Weeks()[0].High > many.Weeks()[0].High);
    }

    [Fact]
    public void What_was_expected_in_the_past_and_is_still_open_is_expected_from_today()
    {
        PaymentOutlook before = new(Day.Of("2026-01-01"), 5, 0.7, [.. Enumerable.Range(0, 19).Select(i => (double)i)]);

        var now = before.StillOpenOn(Day.Of("2026-03-02"));

        Assert.True(now.Early >= Day.Of("2026-03-02"));
        Assert.True(now.Early < now.Likely && now.Likely < now.Late);
        Assert.Equal(1, now.LateChance);
    }

    [Theory]
    [InlineData("2026-04-16", "2026-04-23", "2026-04-22")]
    [InlineData("2026-04-16", "2026-04-20", "2026-04-19")]
    [InlineData("2026-04-16", "2026-04-30", "2026-04-23")]
    public void Held_back_or_not_is_compared_over_seven_days_and_no_longer_than_the_delay(string planned, string until, string last) =>
        Assert.Equal(Day.Of(last), Outcomes.LastComparable(Day.Of(planned), Day.Of(until)));
}
