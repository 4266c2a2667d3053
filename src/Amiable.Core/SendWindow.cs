namespace Amiable;

/// <summary>
/// The hours of a day, by the clock of whoever receives, in which messages are sent. The opening minute is inside, the closing one is not.
/// A window that does not close after it opens on the same day has no inside.
/// </summary>
/// <param name="Opens">Local time of the first send.</param>
/// <param name="Closes">Local time from which nothing is sent.</param>
public readonly record struct SendWindow(TimeOnly Opens, TimeOnly Closes)
{
    /// <summary>Half past eight to half past five.</summary>
    public static SendWindow Standard { get; } = new(new(8, 30), new(17, 30));

    /// <summary>
    /// An instant (UTC) inside the window on that local day. Which one depends on the seed and the day only, and is spread evenly over the window.
    /// Where the clock skips the whole window (DST, or a day that a zone never had) it is the first instant after it.
    /// </summary>
    public DateTimeOffset At(DateOnly day, TimeZoneInfo zone, ulong seed)
    {
        var (opens, closes) = On(day, zone);
        return Spread(opens, closes, seed, day);
    }

    /// <summary>The same, but not before an instant: spread over what is left of the window.</summary>
    /// <returns><see langword="null"/> when less than a minute is left of that day's window.</returns>
    public DateTimeOffset? At(DateOnly day, TimeZoneInfo zone, ulong seed, DateTimeOffset notBefore)
    {
        var (opens, closes) = On(day, zone);
        var from = notBefore > opens ? notBefore.ToUniversalTime() : opens;
        return closes - from < TimeSpan.FromMinutes(1) ? null : Spread(from, closes, seed, day);
    }

    /// <summary>Whether the clock of that zone shows a time inside the window at that instant.</summary>
    public bool Contains(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var time = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
        return time >= Opens && time < Closes;
    }

    /// <summary>Which day it is in that zone at that instant.</summary>
    public static DateOnly LocalDay(DateTimeOffset instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>When the window opens and closes on that day (UTC).</summary>
    private (DateTimeOffset Opens, DateTimeOffset Closes) On(DateOnly day, TimeZoneInfo zone)
    {
        var closes = Instants(day.ToDateTime(Closes), zone);
        var opens = Instants(day.ToDateTime(Opens), zone);
        // A clock put back shows some times twice. The first counts, but not of an opening after which the clock goes back to before the window.
        return (opens.Last < closes.First ? opens.Last : opens.First, closes.First);
    }

    /// <summary>The first and the last instant (UTC) at which the clock shows this time; when it skips it, twice the instant at which it does.</summary>
    private static (DateTimeOffset First, DateTimeOffset Last) Instants(DateTime local, TimeZoneInfo zone)
    {
        var asUtc = new DateTimeOffset(local, TimeSpan.Zero);
        // No zone changes twice in two days, so the offset is one of these.
        var (before, after) = (zone.GetUtcOffset(asUtc.AddDays(-1)), zone.GetUtcOffset(asUtc.AddDays(1)));
        if (before == after)
            return (asUtc - before, asUtc - before);

        var (early, late) = before > after ? (asUtc - before, asUtc - after) : (asUtc - after, asUtc - before);
        var (showsEarly, showsLate) = (Shows(early), Shows(late));
        if (showsEarly || showsLate)
            return (showsEarly ? early : late, showsLate ? late : early);

        // Skipped: the change lies between the two; look for it by halves, to the second.
        while (late - early > TimeSpan.FromSeconds(1))
        {
            var middle = early.AddSeconds(Math.Floor((late - early).TotalSeconds / 2));
            if (middle.UtcDateTime + zone.GetUtcOffset(middle) < local)
                early = middle;
            else
                late = middle;
        }
        return (late, late);

        bool Shows(DateTimeOffset instant) => instant.UtcDateTime + zone.GetUtcOffset(instant) == local;
    }

    /// <summary>A second between two instants, the earlier one included.</summary>
    private static DateTimeOffset Spread(DateTimeOffset from, DateTimeOffset until, ulong seed, DateOnly day)
    {
        var seconds = (ulong)Math.Max((until - from).TotalSeconds, 1);
        return from.AddSeconds(Mixed(seed + Mixed((ulong)day.DayNumber)) % seconds);
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood, 2014): seeds that differ by one bit end far apart.</summary>
    private static ulong Mixed(ulong seed)
    {
        var z = seed + 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
