using System.Globalization;
using System.Text.RegularExpressions;

namespace Amiable.Documents.Text;

/// <summary>A date on the page. Where day and month could change places, both are kept until the document decides.</summary>
/// <param name="Day">Of the month; the first figure when <paramref name="Open"/>.</param>
/// <param name="Open">Both figures are 12 or less and differ, and nothing in the date itself tells which is the month.</param>
/// <param name="Order">+1: the day is seen to be first, −1: the month, 0: neither is seen.</param>
internal sealed record DateWord(int Year, int Month, int Day, bool Open, int Order, Passage Place)
{
    public Line Line => Place.Line;

    public DateOnly Value(bool monthFirst) => Open && monthFirst ? new(Year, Day, Month) : new(Year, Month, Day);
}

/// <summary>Finds dates in figures and in words, with the months of seven languages.</summary>
internal static partial class DateFinder
{
    public static List<DateWord> Find(IReadOnlyList<Line> lines)
    {
        var dates = new List<DateWord>();
        foreach (var cell in lines.SelectMany(line => line.Cells))
            if (cell.Text.Any(char.IsAsciiDigit))
                Find(cell, dates);
        return dates;
    }

    /// <summary>The text is a date and nothing else.</summary>
    public static bool IsDate(string text) => Figures().Match(text) is { Success: true, Length: var length } && length >= text.Length - 1;

    private static void Find(Cell cell, List<DateWord> dates)
    {
        var taken = new List<(int From, int To)>();
        foreach (var regex in (Regex[])[YearFirst(), Figures(), DayMonth(), MonthDay()])
        foreach (Match match in regex.Matches(cell.Text))
        {
            var (from, to) = (match.Index, match.Index + match.Length);
            if (taken.Exists(other => from < other.To && other.From < to) || Read(match, cell) is not { } date)
                continue;
            taken.Add((from, to));
            dates.Add(date);
        }
    }

    private static DateWord? Read(Match match, Cell cell)
    {
        var year = Number(match, "y");
        if (match.Groups["y"].Length <= 2)
            year += year < 70 ? 2000 : 1900;
        var (month, day, open, order) = (0, 0, false, 0);
        if (match.Groups["mon"].Success)
        {
            if (!LabelWords.Months.TryGetValue(Letters.Plain(match.Groups["mon"].Value), out month))
                return null;
            day = Number(match, "d");
        }
        else if (match.Groups["m"].Success)
            (month, day) = (Number(match, "m"), Number(match, "d"));
        else
        {
            var (first, second) = (Number(match, "a"), Number(match, "b"));
            var dots = match.Groups["s"].Value == ".";
            order =
                first > 12 ? 1
                : second > 12 && !dots ? -1
                : 0;
            (day, month) = order < 0 ? (second, first) : (first, second);
            open = order == 0 && !dots && first != second;
        }
        return IsDay(year, month, day) ? new(year, month, day, open, order, cell.Part(match.Index, match.Length)) : null;
    }

    private static bool IsDay(int year, int month, int day) =>
        year is >= 1980 and <= 2079 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"(?<![\d./-])(?<y>(?:19|20)\d\d)\s?([-/.])\s?(?<m>\d{1,2})\s?\1\s?(?<d>\d{1,2})(?![\d/]|[-.]\d)",
        RegexOptions.None,
        1_000
    )]
    private static partial Regex YearFirst();

    [GeneratedRegex(
        @"(?<![\d./,-])(?<a>\d{1,2})\s?(?<s>[-/.–])\s?(?<b>\d{1,2})\s?\k<s>\s?(?<y>(?:19|20)\d\d|\d\d)(?![\d/]|[-.,]\d)",
        RegexOptions.None,
        1_000
    )]
    private static partial Regex Figures();

    [GeneratedRegex(
        @"(?<![\d./,])(?<d>\d{1,2})(?:\s?(?:er|st|nd|rd|th|º|°|ª))?[.]?[\s/.-]{0,3}(?:de\s|of\s|d['’])?\s?(?<mon>\p{L}{3,12})\.?,?[\s/.-]{0,3}(?:de\s|del\s|of\s)?\s?['’]?(?<y>(?:19|20)\d\d|\d\d)(?!\d|[.,:/]\d)",
        RegexOptions.IgnoreCase,
        1_000
    )]
    private static partial Regex DayMonth();

    [GeneratedRegex(
        @"(?<!\p{L})(?<mon>\p{L}{3,12})\.?[\s-]{1,2}(?<d>\d{1,2})(?:st|nd|rd|th)?\s?[,.-]?\s?(?<y>(?:19|20)\d\d)(?!\d)",
        RegexOptions.IgnoreCase,
        1_000
    )]
    private static partial Regex MonthDay();
}
