using FsCheck;
using FsCheck.Fluent;

namespace Amiable.Tests;

public class BusinessCalendarTests
{
    private static readonly BusinessCalendar France = BusinessCalendar.For("FR");

    [Fact]
    public void A_step_of_one_business_day_from_friday_is_monday() =>
        Assert.Equal(Day.Of("2026-03-23"), France.Away(Day.Of("2026-03-20"), 1));

    [Theory]
    [InlineData("2026-03-20", 1, "2026-03-23")] // Friday
    [InlineData("2026-03-20", 2, "2026-03-24")]
    [InlineData("2026-03-21", 1, "2026-03-23")] // Saturday
    [InlineData("2026-03-22", 1, "2026-03-23")] // Sunday
    [InlineData("2026-03-22", 2, "2026-03-24")]
    [InlineData("2026-03-23", -1, "2026-03-20")] // Monday
    [InlineData("2026-03-22", -1, "2026-03-20")]
    [InlineData("2026-03-21", -1, "2026-03-20")]
    [InlineData("2026-03-23", 0, "2026-03-23")]
    [InlineData("2026-03-21", 0, "2026-03-23")]
    [InlineData("2026-04-03", 1, "2026-04-07")] // over Easter
    [InlineData("2026-05-13", 1, "2026-05-15")] // over Ascension
    [InlineData("2026-05-15", -1, "2026-05-13")]
    [InlineData("2025-12-31", 1, "2026-01-02")]
    public void So_many_business_days_away(string from, int days, string to) => Assert.Equal(Day.Of(to), France.Away(Day.Of(from), days));

    [Theory]
    [InlineData("2026-03-20", "2026-03-23", 1)]
    [InlineData("2026-03-20", "2026-03-20", 0)]
    [InlineData("2026-03-20", "2026-03-22", 0)]
    [InlineData("2026-03-23", "2026-03-20", -1)]
    [InlineData("2026-03-22", "2026-03-20", -1)]
    [InlineData("2026-01-01", "2026-12-31", 252)]
    public void So_many_business_days_between(string from, string to, int days) =>
        Assert.Equal(days, France.OpenDaysBetween(Day.Of(from), Day.Of(to)));

    [Theory]
    [InlineData("2026-05-14", "2026-05-15", "2026-05-13")] // Ascension
    [InlineData("2026-05-13", "2026-05-13", "2026-05-13")]
    [InlineData("2026-12-25", "2026-12-28", "2026-12-24")]
    public void The_nearest_business_day_either_way(string day, string onOrAfter, string onOrBefore) =>
        Assert.Equal((Day.Of(onOrAfter), Day.Of(onOrBefore)), (France.OnOrAfter(Day.Of(day)), France.OnOrBefore(Day.Of(day))));

    [Theory]
    [InlineData("EG", "2026-03-12", "2026-03-15")] // Thursday, then Sunday
    [InlineData("SA", "2026-03-12", "2026-03-15")]
    [InlineData("BD", "2026-03-12", "2026-03-15")]
    [InlineData("AE", "2026-03-13", "2026-03-16")] // Friday, then Monday
    [InlineData("FR", "2026-03-13", "2026-03-16")]
    [InlineData("IN", "2026-03-14", "2026-03-16")] // Saturday, then Monday
    public void The_weekend_is_that_of_the_country(string country, string lastDay, string nextDay) =>
        Assert.Equal(Day.Of(nextDay), BusinessCalendar.For(country).Away(Day.Of(lastDay), 1));

    [Fact]
    public void The_weekend_may_be_that_of_a_region()
    {
        var sunday = Day.Of("2026-07-12");

        Assert.False(BusinessCalendar.For("MY").IsOpen(sunday));
        Assert.True(BusinessCalendar.For("MY", "03").IsOpen(sunday)); // Kelantan
    }

    [Fact]
    public void Blackout_days_are_closed_and_change_no_other_calendar()
    {
        var calendar = BusinessCalendar.For(
            "FR",
            blackout: [Day.Of("2026-03-23"), Day.Of("2026-03-22"), Day.Of("2012-01-02"), Day.Of("2199-01-01")]
        );

        Assert.Equal(Day.Of("2026-03-24"), calendar.Away(Day.Of("2026-03-20"), 1));
        Assert.False(calendar.IsOpen(Day.Of("2026-05-14")));
        Assert.Equal(Day.Of("2026-03-23"), BusinessCalendar.For("FR").Away(Day.Of("2026-03-20"), 1));
    }

    [Fact]
    public void A_calendar_without_blackout_days_is_made_once()
    {
        Assert.Same(BusinessCalendar.For("FR", "67"), BusinessCalendar.For("fr", "fr-67"));
        Assert.Same(BusinessCalendar.For("DE", "BY-A"), BusinessCalendar.For("de", "DE-by-a", []));
        Assert.NotSame(BusinessCalendar.For("FR"), BusinessCalendar.For("FR", "67"));
    }

    [Theory]
    [InlineData("FR", "75", "FR", null)]
    [InlineData("FR", "", "FR", null)]
    [InlineData("FR", "-", "FR", null)]
    [InlineData("FR", "FR", "FR", null)]
    [InlineData("DE", "DE-BY-Nowhere", "DE", "BY")]
    [InlineData("QQ", "67", null, null)]
    [InlineData("France", null, null, null)]
    [InlineData("", null, null, null)]
    public void A_place_that_is_not_known_is_taken_for_what_it_lies_in(
        string? country,
        string? region,
        string? knownCountry,
        string? knownRegion
    ) => Assert.Same(BusinessCalendar.For(knownCountry, knownRegion), BusinessCalendar.For(country, region));

    [Fact]
    public void Without_a_country_only_the_weekend_is_off()
    {
        Assert.True(BusinessCalendar.WeekdaysOnly.IsOpen(Day.Of("2026-12-25")));
        Assert.Equal(Day.Of("2026-12-28"), BusinessCalendar.WeekdaysOnly.Away(Day.Of("2026-12-25"), 1));
    }

    [Theory]
    [InlineData("2009-12-31", 1, "2010-01-04")] // into the table
    [InlineData("2010-01-04", -1, "2009-12-31")] // out of it
    [InlineData("2040-12-31", 1, "2041-01-01")] // after it: no holidays, but weekends
    [InlineData("2041-01-04", 1, "2041-01-07")]
    [InlineData("2041-01-01", -1, "2040-12-31")]
    [InlineData("2000-01-01", 5000, "2019-06-26")]
    public void Outside_of_the_table_the_weekend_still_holds(string from, int days, string to) =>
        Assert.Equal(Day.Of(to), France.Away(Day.Of(from), days));

    [Fact]
    public void Days_before_the_first_and_after_the_last_of_the_calendar_throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => France.Away(DateOnly.MaxValue, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => France.Away(DateOnly.MinValue, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => France.Away(DateOnly.MaxValue, int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => France.Away(DateOnly.MinValue, int.MinValue));
        Assert.Equal(DateOnly.MaxValue, France.OnOrAfter(DateOnly.MaxValue)); // a Friday
        Assert.Equal(DateOnly.MinValue, France.OnOrBefore(DateOnly.MinValue)); // a Monday
    }

    [Fact]
    public void Asking_allocates_nothing_once_a_country_was_read()
    {
        var day = BusinessCalendar.For("DE", "BY-A").Away(Day.Of("2026-03-20"), 1);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var n = -100; n < 100; n++)
            day = BusinessCalendar.For("de", "DE-BY-A").Away(day, BusinessCalendar.For("DE", "BY-A").OpenDaysBetween(day, day.AddDays(n)));

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Going_so_many_days_away_and_counting_them_agree() =>
        Property((calendar, from, days) => days == 0 || calendar.OpenDaysBetween(from, calendar.Away(from, days)) == days);

    [Fact]
    public void Counting_the_days_to_an_open_day_and_going_there_agree() =>
        Property(
            (calendar, from, days) =>
            {
                var to = calendar.OnOrAfter(from.AddDays(days));
                return from == to || calendar.Away(from, calendar.OpenDaysBetween(from, to)) == to;
            }
        );

    [Fact]
    public void Going_day_by_day_leads_to_the_same_day() =>
        Property((calendar, from, days) => days == 0 || calendar.Away(from, days % 50) == DayByDay(calendar, from, days % 50));

    [Fact]
    public void Every_day_reached_is_open_and_the_nearest() =>
        Property(
            (calendar, from, days) =>
                calendar.IsOpen(calendar.Away(from, days))
                && calendar.OnOrBefore(from) <= from
                && from <= calendar.OnOrAfter(from)
                && calendar.IsOpen(from) == (calendar.OnOrAfter(from) == from)
                && calendar.IsOpen(from) == (calendar.OnOrBefore(from) == from)
        );

    private static DateOnly DayByDay(BusinessCalendar calendar, DateOnly from, int days)
    {
        var day = from;
        for (var left = Math.Abs(days); left > 0; )
        {
            day = day.AddDays(Math.Sign(days));
            if (calendar.IsOpen(day))
                left--;
        }
        return days == 0 ? calendar.OnOrAfter(from) : day;
    }

    /// <summary>Holds for many calendars, days (some outside of the table) and distances.</summary>
    private static void Property(Func<BusinessCalendar, DateOnly, int, bool> holds)
    {
        DateOnly[] summer = [.. Enumerable.Range(0, 31).Select(Day.Of("2026-08-01").AddDays)];
        BusinessCalendar[] calendars =
        [
            .. new[] { "FR", "DE", "SA", "IN", "IR", "QQ", "JP" }.Select(country => BusinessCalendar.For(country)),
            BusinessCalendar.For("FR", "67", summer),
        ];
        var cases =
            from calendar in Gen.Elements(calendars)
            from day in Gen.OneOf(Gen.Choose(0, 15_000), Gen.Choose(3_500, 3_800), Gen.Choose(14_800, 15_000))
            from days in Gen.OneOf(Gen.Choose(-3_000, 3_000), Gen.Choose(-12, 12))
            select (calendar, day: Day.Of("2000-01-01").AddDays(day), days);
        Prop.ForAll(cases.ToArbitrary(), c => holds(c.calendar, c.day, c.days)).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }
}
