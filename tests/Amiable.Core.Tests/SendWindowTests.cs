using System.Globalization;

namespace Amiable.Tests;

public class SendWindowTests
{
    private static readonly SendWindow Ten = new(new(10, 0), new(10, 1));
    private static readonly TimeZoneInfo Paris = Zone("Europe/Paris");

    [Theory]
    [InlineData("Europe/Paris", "2026-03-27", 9)]
    [InlineData("Europe/Paris", "2026-03-29", 8)] // summer time begins in the night before
    [InlineData("Europe/Paris", "2026-10-24", 8)]
    [InlineData("Europe/Paris", "2026-10-25", 9)] // and ends
    [InlineData("America/New_York", "2026-03-07", 15)]
    [InlineData("America/New_York", "2026-03-08", 14)]
    [InlineData("America/New_York", "2026-11-01", 15)]
    [InlineData("America/Sao_Paulo", "2018-11-04", 12)] // from midnight
    [InlineData("Asia/Kolkata", "2026-03-29", 4)]
    public void Ten_stays_ten_when_the_clocks_change(string zone, string day, int utcHour)
    {
        var at = Ten.At(Day.Of(day), Zone(zone), seed: 7);

        Assert.Equal((Day.Of(day), utcHour, TimeSpan.Zero), (DateOnly.FromDateTime(at.UtcDateTime), at.Hour, at.Offset));
        Assert.Equal(10, TimeZoneInfo.ConvertTime(at, Zone(zone)).Hour);
    }

    [Theory]
    [InlineData("Pacific/Pago_Pago")] // UTC−11
    [InlineData("Pacific/Marquesas")] // UTC−9:30
    [InlineData("UTC")]
    [InlineData("Asia/Kathmandu")] // UTC+5:45
    [InlineData("Pacific/Chatham")] // UTC+12:45
    [InlineData("Pacific/Kiritimati")] // UTC+14
    public void No_zone_shifts_a_date(string id)
    {
        for (var day = Day.Of("2026-01-01"); day < Day.Of("2027-01-01"); day = day.AddDays(1))
            Assert.Equal(day, SendWindow.LocalDay(SendWindow.Standard.At(day, Zone(id), seed: 1), Zone(id)));
    }

    [Fact]
    public void In_every_zone_of_this_system_the_instant_lies_inside_the_window_on_that_day()
    {
        DateOnly[] days = [.. "2012-02-29 2026-03-08 2026-03-29 2026-06-30 2026-10-25 2026-11-01 2026-12-31".Split(' ').Select(Day.Of)];
        var zones = TimeZoneInfo.GetSystemTimeZones();

        Assert.True(zones.Count > 100);
        Assert.All(
            zones,
            zone =>
            {
                foreach (var day in days)
                {
                    var at = SendWindow.Standard.At(day, zone, (ulong)zone.Id.Length);
                    Assert.Equal(day, SendWindow.LocalDay(at, zone));
                    Assert.True(SendWindow.Standard.Contains(at, zone), $"{zone.Id} {day} {at}");
                }
            }
        );
    }

    [Theory]
    [InlineData("Europe/Paris", "2026-03-29", "01:30", "03:30")] // 02:00 to 03:00 is skipped
    [InlineData("Europe/Paris", "2026-03-29", "02:30", "04:00")]
    [InlineData("Europe/Paris", "2026-03-29", "01:30", "02:30")]
    [InlineData("Europe/Paris", "2026-10-25", "01:30", "03:30")] // 02:00 to 03:00 comes twice
    [InlineData("Europe/Paris", "2026-10-25", "02:30", "03:30")]
    [InlineData("Europe/Paris", "2026-10-25", "02:15", "02:45")]
    [InlineData("Europe/Paris", "2026-10-25", "01:30", "02:30")]
    [InlineData("Asia/Beirut", "2026-03-29", "00:00", "02:00")] // midnight is skipped
    [InlineData("America/Sao_Paulo", "2018-11-04", "00:00", "02:00")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "01:00", "02:00")] // half an hour comes twice
    [InlineData("Pacific/Apia", "2011-12-31", "00:00", "02:00")] // the day after the one Samoa never had
    public void A_window_over_a_change_of_clocks_keeps_to_its_hours(string id, string day, string opens, string closes)
    {
        var window = new SendWindow(Time(opens), Time(closes));

        for (ulong seed = 0; seed < 200; seed++)
        {
            var at = window.At(Day.Of(day), Zone(id), seed);
            Assert.True(window.Contains(at, Zone(id)), $"{at:u}");
            Assert.Equal(Day.Of(day), SendWindow.LocalDay(at, Zone(id)));
        }
    }

    [Fact]
    public void A_window_that_the_clock_skips_is_taken_right_after_it() =>
        Assert.Equal(Utc("2026-03-29 01:00"), new SendWindow(new(2, 10), new(2, 40)).At(Day.Of("2026-03-29"), Paris, seed: 7));

    [Fact]
    public void A_day_that_a_zone_never_had_is_taken_right_after_it() =>
        Assert.Equal(Utc("2011-12-30 10:00"), SendWindow.Standard.At(Day.Of("2011-12-30"), Zone("Pacific/Apia"), seed: 7));

    [Fact]
    public void A_time_that_comes_twice_is_the_first() =>
        Assert.Equal(
            Utc("2026-10-25 00:30"),
            new SendWindow(new(2, 30), new(2, 31)).At(Day.Of("2026-10-25"), Paris, 0),
            TimeSpan.FromMinutes(1)
        );

    [Fact]
    public void The_same_seed_and_day_give_the_same_instant_and_others_spread_over_the_window()
    {
        var day = Day.Of("2026-06-01");
        List<DateTimeOffset> instants = [.. Enumerable.Range(0, 9_000).Select(seed => SendWindow.Standard.At(day, Paris, (ulong)seed))];

        Assert.Equal(instants[3], SendWindow.Standard.At(day, Paris, 3));
        Assert.NotEqual(instants[3].AddDays(1), SendWindow.Standard.At(day.AddDays(1), Paris, 3));
        var perHour = instants.GroupBy(at => (at - Utc("2026-06-01 06:30")).Hours).ToDictionary(hour => hour.Key, hour => hour.Count());
        Assert.Equal(9, perHour.Count);
        Assert.All(perHour.Values, count => Assert.InRange(count, 850, 1_150));
        Assert.Equal(60, instants.Select(at => at.Second).Distinct().Count());
    }

    [Fact]
    public void Before_the_window_opens_not_before_changes_nothing() =>
        Assert.Equal(
            SendWindow.Standard.At(Day.Of("2026-06-01"), Paris, 5),
            SendWindow.Standard.At(Day.Of("2026-06-01"), Paris, 5, Utc("2026-06-01 06:30"))
        );

    [Fact]
    public void Not_before_spreads_over_the_rest_of_the_window()
    {
        var notBefore = new DateTimeOffset(2026, 6, 1, 17, 0, 0, TimeSpan.FromHours(2)); // half an hour is left
        var instants = Enumerable
            .Range(0, 500)
            .Select(seed => SendWindow.Standard.At(Day.Of("2026-06-01"), Paris, (ulong)seed, notBefore)!.Value)
            .ToList();

        Assert.All(instants, at => Assert.InRange(at, notBefore, notBefore.AddMinutes(30).AddSeconds(-1)));
        Assert.All(instants, at => Assert.Equal(TimeSpan.Zero, at.Offset));
        Assert.True(instants.Max() - instants.Min() > TimeSpan.FromMinutes(25));
    }

    [Theory]
    [InlineData("2026-06-01 15:29:00", true)] // 17:29 in Paris
    [InlineData("2026-06-01 15:29:01", false)]
    [InlineData("2026-06-01 20:00:00", false)]
    [InlineData("2026-06-02 06:30:00", false)]
    public void With_less_than_a_minute_left_the_day_is_over(string notBefore, bool possible) =>
        Assert.Equal(possible, SendWindow.Standard.At(Day.Of("2026-06-01"), Paris, 1, Utc(notBefore)) is not null);

    [Theory]
    [InlineData("2026-06-01 06:29:59", false)]
    [InlineData("2026-06-01 06:30:00", true)]
    [InlineData("2026-06-01 15:29:59", true)]
    [InlineData("2026-06-01 15:30:00", false)]
    [InlineData("2026-01-15 07:29:59", false)]
    [InlineData("2026-01-15 07:30:00", true)]
    public void The_opening_minute_is_inside_and_the_closing_one_is_not(string instant, bool inside) =>
        Assert.Equal(inside, SendWindow.Standard.Contains(Utc(instant), Paris));

    [Fact]
    public void A_window_that_closes_before_it_opens_has_no_inside()
    {
        var backwards = new SendWindow(new(18, 0), new(9, 0));

        Assert.Null(backwards.At(Day.Of("2026-06-01"), Paris, 1, Utc("2026-06-01 00:00")));
        Assert.False(backwards.Contains(Utc("2026-06-01 18:00"), Paris));
    }

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);

    private static TimeOnly Time(string time) => TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture);

    private static DateTimeOffset Utc(string instant) =>
        DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
