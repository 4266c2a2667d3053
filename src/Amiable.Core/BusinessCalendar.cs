using System.Collections;

namespace Amiable;

/// <summary>
/// Which days are worked in a place: not its weekend, not its public holidays and the days its banks are closed, and none of the blackout days.
/// Holidays are those of date-holidays, weekends those of Unicode CLDR, from 1 January 2010 to 31 December 2040; on days before and after,
/// only the weekend is off, and blackout days are not looked at. Any number of threads may use a calendar at once.
/// Every question takes the same short time, whatever the distance, and allocates nothing.
/// </summary>
public sealed class BusinessCalendar
{
    private static readonly int First = new DateOnly(HolidayTable.FirstYear, 1, 1).DayNumber;
    private static readonly int Last = new DateOnly(HolidayTable.LastYear, 12, 31).DayNumber;

    private readonly Week _week;

    // Days in the table are counted from First. _opened[n]: open days among the first n; _openDays[n]: which day the n-th open one is.
    private readonly ushort[] _opened = new ushort[Last - First + 2];
    private readonly ushort[] _openDays;

    internal BusinessCalendar(Week week, BitArray closed)
    {
        _week = week;
        var openDays = new List<ushort>(closed.Length);
        for (var day = 0; day < closed.Length; day++)
        {
            if (!closed[day] && week.IsOpen(First + day))
                openDays.Add((ushort)day);
            _opened[day + 1] = (ushort)openDays.Count;
        }
        _openDays = [.. openDays];
    }

    /// <summary>How many days the table of holidays spans.</summary>
    internal static int TableLength => Last - First + 1;

    /// <summary>Monday to Friday, without any holiday.</summary>
    public static BusinessCalendar WeekdaysOnly => For(null);

    /// <summary>The calendar of a country or of a part of it. Without blackout days it is made once and kept; with them it is made anew, so keep it for the run.</summary>
    /// <param name="country">ISO 3166-1 alpha-2, any case. One that is not known, or none, works from Monday to Friday without holidays.</param>
    /// <param name="region">ISO 3166-2 with or without the country ("67", "FR-67"), any case; a part of it follows a hyphen ("DE-BY-A" is
    /// Augsburg in Bavaria). One that is not known is taken for the part of it that is, in the end for the country.</param>
    /// <param name="blackout">Further days off.</param>
    public static BusinessCalendar For(string? country, string? region = null, IReadOnlyCollection<DateOnly>? blackout = null)
    {
        var calendar = HolidayTable.Find(country, region).Calendar;
        return blackout is { Count: > 0 } ? calendar.Without(blackout) : calendar;
    }

    /// <summary>Whether that day is worked.</summary>
    public bool IsOpen(DateOnly day)
    {
        var n = day.DayNumber - First;
        return (uint)n < (uint)TableLength ? _opened[n + 1] != _opened[n] : _week.IsOpen(day.DayNumber);
    }

    /// <summary>That day if it is worked, else the next that is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none before the end of year 9999.</exception>
    public DateOnly OnOrAfter(DateOnly day) => IsOpen(day) ? day : OpenDay(Through(day.DayNumber) + 1L);

    /// <summary>That day if it is worked, else the last that was.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none since the beginning of year 1.</exception>
    public DateOnly OnOrBefore(DateOnly day) => OpenDay(Through(day.DayNumber));

    /// <summary>
    /// The day that lies this many open days away; negative counts back. A closed day to start from is passed over for nothing: one day after
    /// Friday, Saturday or Sunday is Monday, one day before Saturday, Sunday or Monday is Friday. Zero is the day itself, or the next open one.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The day lies outside of the years 1 to 9999.</exception>
    public DateOnly Away(DateOnly from, int openDays) =>
        openDays switch
        {
            0 => OnOrAfter(from),
            > 0 => OpenDay((long)Through(from.DayNumber) + openDays),
            < 0 => OpenDay((long)Through(from.DayNumber - 1) + 1 + openDays),
        };

    /// <summary>
    /// How many open days there are from one day to another, the first day not counted and the last one counted; negative when it lies back.
    /// It undoes <see cref="Away"/>: from a day to the day n open days away it is n.
    /// </summary>
    public int OpenDaysBetween(DateOnly from, DateOnly to) =>
        to < from ? Through(to.DayNumber - 1) - Through(from.DayNumber - 1) : Through(to.DayNumber) - Through(from.DayNumber);

    /// <summary>How many open days there are from the first day of the table to this one, which counts; none or less when it lies before.</summary>
    private int Through(int dayNumber)
    {
        if (dayNumber < First)
            return _week.Through(dayNumber) - _week.Through(First - 1);
        return dayNumber > Last ? _openDays.Length + _week.Through(dayNumber) - _week.Through(Last) : _opened[dayNumber - First + 1];
    }

    /// <summary>The open day up to which there are so many: undoes <see cref="Through"/>.</summary>
    private DateOnly OpenDay(long through)
    {
        if (through < 1)
            return Day(_week.Nth(_week.Through(First - 1) + through));
        return through > _openDays.Length
            ? Day(_week.Nth(_week.Through(Last) + through - _openDays.Length))
            : DateOnly.FromDayNumber(First + _openDays[through - 1]);
    }

    private static DateOnly Day(long dayNumber) => DateOnly.FromDayNumber((int)Math.Clamp(dayNumber, -1, int.MaxValue));

    private BusinessCalendar Without(IEnumerable<DateOnly> blackout)
    {
        var closed = new BitArray(TableLength);
        for (var day = 0; day < TableLength; day++)
            closed[day] = _opened[day] == _opened[day + 1];
        foreach (var day in blackout)
            if (day.DayNumber >= First && day.DayNumber <= Last)
                closed[day.DayNumber - First] = true;
        return new(_week, closed);
    }
}
