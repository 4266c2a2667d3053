using System.Globalization;

namespace Amiable.Tests;

/// <summary>Against dates written by hand from what governments publish.</summary>
public class HolidayTableTests
{
    [Theory]
    // service-public.fr
    [InlineData("FR", null, 2026, "01-01 04-06 05-01 05-08 05-14 05-25 07-14 11-11 12-25")]
    [InlineData("FR", "67", 2026, "01-01 04-03 04-06 05-01 05-08 05-14 05-25 07-14 11-11 12-25")] // 26 December is a Saturday
    [InlineData("FR", "57", 2024, "01-01 03-29 04-01 05-01 05-08 05-09 05-20 08-15 11-01 11-11 12-25 12-26")]
    // Feiertagsgesetze der Länder
    [InlineData("DE", "BY", 2026, "01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 12-25")]
    [InlineData("DE", "BY", 2027, "01-01 01-06 03-26 03-29 05-06 05-17 05-27 11-01")]
    [InlineData("DE", "BE", 2027, "01-01 03-08 03-26 03-29 05-06 05-17")]
    [InlineData("DE", "SN", 2027, "01-01 03-26 03-29 05-06 05-17 11-17")] // Buß- und Bettag; Reformation Day is a Sunday
    // gov.uk/bank-holidays
    [InlineData("GB", "ENG", 2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28")]
    [InlineData("GB", "ENG", 2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27")]
    [InlineData("GB", "ENG", 2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28")]
    [InlineData("GB", "SCT", 2027, "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28")]
    [InlineData("GB", "NIR", 2026, "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28")]
    // opm.gov, federal holidays; Christmas and the Fourth of July are kept on a Friday or Monday
    [InlineData("US", null, 2021, "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31")]
    // rijksoverheid.nl; King's Day; Liberation Day is no day off
    [InlineData("NL", null, 2026, "01-01 04-06 04-27 05-14 05-25 12-25")]
    // belgium.be
    [InlineData("BE", null, 2026, "01-01 04-06 05-01 05-14 05-25 07-21 11-11 12-25")]
    // governo.it; Saint Francis is one again since 2026, a Sunday that year
    [InlineData("IT", null, 2026, "01-01 01-06 04-06 05-01 06-02 12-08 12-25")]
    // sweden: lag (1989:253), and the three eves that count as Sundays for holidays of employees
    [InlineData("SE", null, 2026, "01-01 01-06 04-03 04-06 05-01 05-14 06-19 12-24 12-25 12-31")]
    // febraban.org.br: Carnival and Corpus Christi are days without banks
    [InlineData("BR", null, 2026, "01-01 02-16 02-17 04-03 04-21 05-01 06-04 09-07 10-12 11-02 11-20 12-25")]
    // cao.go.jp; banks are also closed from 31 December to 3 January
    [InlineData(
        "JP",
        null,
        2026,
        "01-01 01-02 01-12 02-11 02-23 03-20 04-29 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23 12-31"
    )]
    // gov.pl; Christmas Eve since 2025
    [InlineData("PL", null, 2026, "01-01 01-06 04-06 05-01 06-04 11-11 12-24 12-25")]
    public void The_weekdays_off_are_those_the_government_publishes(string country, string? region, int year, string expected) =>
        Assert.Equal(
            expected,
            string.Join(' ', WeekdaysOff(country, region, year).Select(day => day.ToString("MM-dd", CultureInfo.InvariantCulture)))
        );

    [Theory]
    [InlineData("DE", "BY-A", "2025-08-08")] // the peace of Augsburg
    [InlineData("DE", "BY-KATH", "2025-08-15")]
    [InlineData("DE", "TH-EIC", "2026-06-04")]
    [InlineData("IT", "25-MI", "2026-12-07")] // Saint Ambrose
    [InlineData("ES", "CT", "2026-09-11")]
    [InlineData("IS", null, "2024-04-25")] // amended: the data says the 18th
    [InlineData("BG", null, "2025-12-26")] // amended: the data has it open
    [InlineData("TR", null, "2026-03-20")] // a feast of several days: the first
    [InlineData("SA", null, "2027-05-18")] // and the last
    [InlineData("US", null, "2010-12-31")] // New Year's Day of another year
    public void A_day_off(string country, string? region, string day) =>
        Assert.False(BusinessCalendar.For(country, region).IsOpen(Day.Of(day)));

    [Theory]
    [InlineData("DE", "BY-EVANG", "2025-08-15")]
    [InlineData("DE", "BY", "2025-08-08")]
    [InlineData("DE", null, "2025-12-24")] // from 14:00 only
    [InlineData("IS", null, "2024-12-24")] // from 13:00 only
    [InlineData("IS", null, "2024-04-18")]
    [InlineData("NL", null, "2026-12-31")]
    [InlineData("FR", null, "2024-03-29")] // Good Friday is one in Alsace and Moselle only
    [InlineData("GB", "ENG", "2026-01-02")] // in Scotland only
    [InlineData("GB", "ENG", "2026-11-30")]
    [InlineData("CN", null, "2026-06-01")] // for children only
    public void A_day_worked(string country, string? region, string day) =>
        Assert.True(BusinessCalendar.For(country, region).IsOpen(Day.Of(day)));

    [Fact]
    public void There_are_holidays_for_over_two_hundred_countries_and_hundreds_of_regions()
    {
        Assert.Equal(249, Places.Countries.Count);
        Assert.True(Places.Countries.Count(country => WeekdaysOff(country, null, 2026).Any()) > 200);
        Assert.True(Places.Countries.Sum(country => Places.RegionsOf(country).Count) > 400);
    }

    [Fact]
    public void Thirty_countries_and_more_have_five_weekdays_off_in_each_year()
    {
        var full = Places.Countries.Where(country => Enumerable.Range(2020, 21).All(year => WeekdaysOff(country, null, year).Count() >= 5));

        Assert.True(full.Count() >= 150, $"only {full.Count()}");
        Assert.Empty(
            "AT AU BE BG BR CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IT JP LT LU LV MT NL NO PL PT RO SE SI SK US ZA"
                .Split(' ')
                .Except(full)
        );
    }

    [Fact]
    public void Every_region_can_be_asked_for_by_its_id_with_and_without_its_country()
    {
        var regions = Places.Countries.SelectMany(country => Places.RegionsOf(country).Select(region => (country, region.Id))).ToList();

        Assert.All(
            regions,
            r =>
                Assert.Same(
                    BusinessCalendar.For(r.country, r.Id),
                    BusinessCalendar.For(r.country.ToLowerInvariant(), $"{r.country}-{r.Id}")
                )
        );
        Assert.All(regions, r => Assert.NotSame(BusinessCalendar.For(r.country), BusinessCalendar.For(r.country, r.Id)));
    }

    [Fact]
    public void Regions_have_names() =>
        Assert.Equal(new Region("BY", "Bayern"), Places.RegionsOf("de").Single(region => region.Id == "BY"));

    [Fact]
    public void Every_country_and_region_has_a_time_zone_this_system_knows() =>
        Assert.All(
            Places.Countries.SelectMany(country =>
                Places.RegionsOf(country).Select(region => TimeZones.Of(country, region.Id)).Append(TimeZones.Of(country))
            ),
            zone => Assert.True(zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _), zone)
        );

    [Theory]
    [InlineData("FR", null, "Europe/Paris")]
    [InlineData("fr", "RE", "Indian/Reunion")]
    [InlineData("US", null, "America/New_York")]
    [InlineData("US", "US-CA", "America/Los_Angeles")]
    [InlineData("US", "CA-LA", "America/Los_Angeles")]
    [InlineData("CA", "QC", "America/Toronto")]
    [InlineData("ES", "CN", "Atlantic/Canary")]
    [InlineData("KW", null, "Asia/Kuwait")] // no holidays known, but a weekend and a zone
    [InlineData("QQ", null, null)]
    [InlineData(null, null, null)]
    public void The_time_zone_is_that_of_the_region_else_of_the_country(string? country, string? region, string? zone) =>
        Assert.Equal(zone, TimeZones.Of(country, region));

    private static IEnumerable<DateOnly> WeekdaysOff(string country, string? region, int year)
    {
        var calendar = BusinessCalendar.For(country, region);
        return Enumerable
            .Range(0, DateTime.IsLeapYear(year) ? 366 : 365)
            .Select(new DateOnly(year, 1, 1).AddDays)
            .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !calendar.IsOpen(day));
    }
}
