namespace Amiable;

/// <summary>Which days an organization works.</summary>
public sealed class BusinessCalendar(IReadOnlySet<DateOnly> holidays)
{
    /// <summary/>
    public static readonly BusinessCalendar WeekdaysOnly = new(new HashSet<DateOnly>());

    /// <summary/>
    public DateOnly OnOrAfter(DateOnly d) => Away(d, 0);

    /// <summary/>
    public bool IsOpen(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day);

    /// <summary>The day that lies this many open days away; negative counts back. Zero is the day itself, or the next open one.</summary>
    public DateOnly Away(DateOnly from, int openDays)
    {
        var step = openDays < 0 ? -1 : 1;
        var day = from;
        for (var left = Math.Abs(openDays); left > 0; )
        {
            day = day.AddDays(step);
            if (IsOpen(day))
                left--;
        }
        while (!IsOpen(day))
            day = day.AddDays(1);
        return day;
    }
}
