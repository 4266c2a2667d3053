using Amiable.LatePayment;

namespace Amiable.Tests.LatePayment;

public sealed class LateInterestTests
{
    private static readonly InterestRate[] French =
    [
        new(Day.Of("2024-07-01"), 14.25m),
        new(Day.Of("2025-01-01"), 13.15m),
        new(Day.Of("2025-07-01"), 12.15m),
    ];
    private static readonly InterestRate[] German = [new(Day.Of("2024-07-01"), 12.37m), new(Day.Of("2025-01-01"), 11.27m)];
    private static readonly InterestRate[] Austrian = [new(Day.Of("2024-07-01"), 13.08m), new(Day.Of("2025-01-01"), 11.73m)];
    private static readonly InterestRate[] British = [new(Day.Of("2024-07-01"), 13.25m), new(Day.Of("2025-01-01"), 12.75m)];
    private static readonly InterestRate[] European = [new(Day.Of("2024-07-01"), 12.25m), new(Day.Of("2025-01-01"), 11.15m)];

    private static InterestRate[] Rates(Regime regime) =>
        regime switch
        {
            Regime.France => French,
            Regime.Germany => German,
            Regime.Austria => Austrian,
            Regime.UnitedKingdom => British,
            _ => European,
        };

    // By hand: amount x rate x days / 36,500, over the change of the half-year where there is one.
    [Theory]
    [InlineData(Regime.France, "2025-01-31", "2025-03-02", 10_000_00, 108_08)] // 30 days at 13.15.
    [InlineData(Regime.France, "2025-05-31", "2025-07-30", 10_000_00, 207_95)] // 30 at 13.15 and 30 at 12.15: 108.0822 + 99.8630.
    [InlineData(Regime.Germany, "2024-12-16", "2025-01-15", 5_000_00, 48_58)] // 15 at 12.37 and 15 at 11.27: 25.4178 + 23.1575 = 48.5753.
    [InlineData(Regime.Austria, "2025-01-31", "2025-03-02", 10_000_00, 96_41)] // 30 at 11.73.
    [InlineData(Regime.EuropeanUnion, "2025-01-31", "2025-03-02", 10_000_00, 91_64)] // 30 at 11.15.
    [InlineData(Regime.UnitedKingdom, "2024-12-31", "2025-12-31", 1_000_00, 127_50)] // A whole year at 12.75.
    public void Interest_is_simple_by_the_day_at_the_rate_of_each_half_year(
        Regime regime,
        string due,
        string until,
        long total,
        long interest
    )
    {
        var currency = regime == Regime.UnitedKingdom ? "GBP" : "EUR";

        var sheet = LateInterest.Of(new(total, currency), Day.Of(due), [], Day.Of(until), Rates(regime));

        Assert.Equal(new Money(interest, currency), sheet.Interest);
        Assert.Equal(Day.Of(until).DayNumber - Day.Of(due).DayNumber, sheet.Spans.Sum(s => s.Days));
    }

    [Theory]
    [InlineData("2025-01-30", 0)] // Before it is due.
    [InlineData("2025-01-31", 0)] // On the due date itself.
    [InlineData("2025-02-01", 1)] // From the day after.
    public void Interest_begins_the_day_after_the_due_date(string until, int days)
    {
        var sheet = LateInterest.Of(new(1_000_000, "EUR"), Day.Of("2025-01-31"), [], Day.Of(until), French);

        Assert.Equal(days, sheet.Spans.Sum(s => s.Days));
        Assert.Equal(days * 360, sheet.Interest.Minor); // 3.6027 a day.
    }

    [Fact]
    public void A_part_payment_lowers_the_principal_from_the_day_after_it()
    {
        SettledPart[] paid = [new(Day.Of("2025-02-10"), new(600_000, "EUR")), new(Day.Of("2025-01-15"), new(100_000, "EUR"))];

        var sheet = LateInterest.Of(new(1_000_000, "EUR"), Day.Of("2025-01-31"), paid, Day.Of("2025-02-20"), French);

        Assert.Equal([(10, 900_000L), (10, 300_000L)], sheet.Spans.Select(s => (s.Days, s.Principal.Minor)));
        Assert.Equal(4_323, sheet.Interest.Minor); // 32.4247 + 10.8082.
    }

    [Fact]
    public void What_is_paid_in_full_bears_nothing_from_then_on()
    {
        SettledPart[] paid = [new(Day.Of("2025-02-10"), new(1_000_000, "EUR"))];

        var sheet = LateInterest.Of(new(1_000_000, "EUR"), Day.Of("2025-01-31"), paid, Day.Of("2025-12-31"), French);

        Assert.Equal(Day.Of("2025-02-10"), sheet.Spans.Single().Last);
    }

    [Fact]
    public void There_is_no_interest_on_interest()
    {
        var year = LateInterest.Of(new(1_000_000, "EUR"), Day.Of("2025-12-31"), [], Day.Of("2026-12-31"), French).Interest.Minor;
        var two = LateInterest.Of(new(1_000_000, "EUR"), Day.Of("2025-12-31"), [], Day.Of("2027-12-31"), French).Interest.Minor;

        Assert.Equal(2 * year, two);
    }

    [Fact]
    public void Days_before_the_first_rate_that_is_known_bear_nothing() =>
        Assert.Equal(
            Day.Of("2024-07-01"),
            LateInterest.Of(new(1_000_000, "EUR"), Day.Of("2024-05-31"), [], Day.Of("2024-07-31"), French).Spans.Single().First
        );

    [Theory]
    [InlineData(Regime.France, 1, "EUR", 40_00L)]
    [InlineData(Regime.Germany, 50_000_00, "EUR", 40_00L)]
    [InlineData(Regime.Austria, 100_00, "EUR", 40_00L)]
    [InlineData(Regime.EuropeanUnion, 100_00, "EUR", 40_00L)]
    [InlineData(Regime.UnitedKingdom, 999_99, "GBP", 40_00L)]
    [InlineData(Regime.UnitedKingdom, 1_000_00, "GBP", 70_00L)]
    [InlineData(Regime.UnitedKingdom, 9_999_99, "GBP", 70_00L)]
    [InlineData(Regime.UnitedKingdom, 10_000_00, "GBP", 100_00L)]
    [InlineData(Regime.UnitedKingdom, 10_000_00, "EUR", null)]
    [InlineData(Regime.France, 10_000_00, "CHF", null)]
    [InlineData(Regime.France, 0, "EUR", null)]
    public void The_fixed_sum_is_that_of_the_law_in_its_currency(Regime regime, long owed, string currency, long? sum) =>
        Assert.Equal(sum, Regimes.FixedSum(regime, new(owed, currency))?.Minor);

    [Theory]
    [InlineData("FR", Regime.France)]
    [InlineData("DE", Regime.Germany)]
    [InlineData("AT", Regime.Austria)]
    [InlineData("GB", Regime.UnitedKingdom)]
    [InlineData("IT", Regime.EuropeanUnion)]
    [InlineData("CH", null)]
    [InlineData(null, null)]
    public void The_law_is_that_of_the_creditors_country(string? country, Regime? regime) => Assert.Equal(regime, Regimes.Of(country));
}
