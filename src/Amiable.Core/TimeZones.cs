namespace Amiable;

/// <summary>The time zones of countries.</summary>
public static class TimeZones
{
    /// <summary>
    /// The IANA time zone of most of the business of a country or region, taken as by <see cref="BusinessCalendar.For"/>; null when the
    /// country is not known. Sources: date-holidays, else Unicode CLDR.
    /// </summary>
    public static string? Of(string? country, string? region = null) => HolidayTable.Find(country, region).TimeZone;
}
