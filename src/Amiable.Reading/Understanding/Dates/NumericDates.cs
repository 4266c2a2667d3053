using System.Globalization;
using System.Text.RegularExpressions;

namespace Amiable.Reading.Understanding.Dates;

/// <summary>Days written in figures: 15/06/2026, 15.06., 2026-06-15, 6/15.</summary>
internal static partial class NumericDates
{
    public static IEnumerable<DateHit> Read(string folded, DateBase from)
    {
        foreach (Match match in Iso().Matches(folded))
            yield return Hit(match, Exact(Int(match, "y"), Int(match, "m"), Int(match, "d"), from));
        foreach (Match match in Figures().Matches(folded))
        {
            var (day, month) = (Int(match, "d"), Int(match, "m"));
            if (from.MonthFirst && month != 0 && day <= 12 || month > 12 && day <= 12)
                (day, month) = (month, day);
            if (match.Groups["y"].Success)
                yield return Hit(match, Exact(Int(match, "y") is var y && y < 100 ? 2000 + y : y, month, day, from));
            else
                yield return Hit(match, InSomeYear(month, day, from.Today));
        }
    }

    /// <summary>The next and the last day with this month and day.</summary>
    public static (DateOnly? Next, DateOnly? Last) InSomeYear(int month, int day, DateOnly today)
    {
        if (month is < 1 or > 12 || day < 1)
            return (null, null);
        var next = Years(today.Year, 1).FirstOrDefault(d => d > today);
        var last = Years(today.Year, -1).FirstOrDefault(d => d is not null && d <= today);
        return (next, last);

        IEnumerable<DateOnly?> Years(int year, int step) =>
            Enumerable
                .Range(0, 5)
                .Select(i => year + i * step)
                .Where(y => day <= DateTime.DaysInMonth(y, month))
                .Select(y => (DateOnly?)new DateOnly(y, month, day));
    }

    /// <summary>A day with its year lies on one side only.</summary>
    public static (DateOnly? Next, DateOnly? Last) Exact(int year, int month, int day, DateBase from)
    {
        if (month is < 1 or > 12 || year is < 2000 or > 2099 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return (null, null);
        var date = new DateOnly(year, month, day);
        return date > from.Today ? (date, null) : (null, date);
    }

    private static DateHit Hit(Match match, (DateOnly?, DateOnly?) days) =>
        new(match.Index, match.Length, null, match, null) { Days = days };

    private static int Int(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<![\w/.-])(?<y>20\d\d)-(?<m>\d\d)-(?<d>\d\d)(?![\w/-])")]
    private static partial Regex Iso();

    // With a year any separator; without one a slash, or dots as German and Polish write them. "3.50" is an amount and "24/7" is no day.
    [GeneratedRegex(
        @"(?<![\w/-]|\d[.,])(?:(?<d>\d{1,2})(?<s>[/.-])(?<m>\d{1,2})\k<s>(?<y>20\d\d|\d\d)(?![\w/-]|[.,]\d)|(?<d>\d{1,2})/(?<m>\d{1,2})(?<!24/7)(?![\w/%-]|[.,]\d| ?(?:eur|€|\$))|(?<d>\d{1,2})\.(?<m>0\d|1[012]|[1-9])\.(?!\w)|(?<=(?:am|zum|bis|vom|den|dem|per|le|du|au|il|el|dnia|do|op|dia) )(?<d>[0-3]?\d)\.(?<m>0[1-9]|1[012])(?![\w/%-]|[.,]?\d| ?(?:eur|€|zl)))"
    )]
    private static partial Regex Figures();
}
