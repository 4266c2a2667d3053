namespace Amiable;

/// <summary>The weekdays on which work is done, repeating for ever; days are counted as <see cref="DateOnly.DayNumber"/> does, from a Monday.</summary>
internal sealed class Week
{
    // _before[w]: how many of the weekdays before w are open; _before[7] is a whole week.
    private readonly int[] _before = new int[8];

    // _weekdays[n]: the weekday of the n-th open day of a week.
    private readonly int[] _weekdays;

    /// <summary>A week with these days off, Monday being 1: "67" is Saturday and Sunday.</summary>
    public Week(string daysOff)
    {
        _weekdays = [.. Enumerable.Range(0, 7).Where(weekday => !daysOff.Contains((char)('1' + weekday)))];
        for (var weekday = 0; weekday < 7; weekday++)
            _before[weekday + 1] = _before[weekday] + (_weekdays.Contains(weekday) ? 1 : 0);
    }

    public bool IsOpen(int dayNumber) => _before[dayNumber % 7 + 1] != _before[dayNumber % 7];

    /// <summary>How many open days there are from day 0 to this one, both included.</summary>
    public int Through(int dayNumber) => dayNumber < 0 ? 0 : dayNumber / 7 * _before[7] + _before[dayNumber % 7 + 1];

    /// <summary>The day number of the n-th open day since day 0, which itself is the first; less than 0 when there is none.</summary>
    public long Nth(long n) => n < 1 ? -1 : (n - 1) / _before[7] * 7 + _weekdays[(n - 1) % _before[7]];
}
