using System.Globalization;
using System.Text.RegularExpressions;

namespace Amiable.Writing;

/// <summary>Explains the dates of the brief in every form the locale writes them in.</summary>
internal static partial class DatesInText
{
    public static void Explain(LockedText locked, KnownFacts facts)
    {
        ExplainMatches(locked, DayMonth(), facts);
        if (facts.Locale.Language == "en")
            ExplainMatches(locked, MonthDay(), facts);
        ExplainMatches(locked, MonthYear(), facts);
        foreach (Match match in Numeric().Matches(locked.Rest))
            if (Read(match, facts.Locale) is { } date && facts.Dates.Contains(date))
                locked.Explain(match.Index, match.Length, LockedText.Figure);
    }

    /// <summary>"30/03" and "30.3.": only once the amounts are explained, for it may be one.</summary>
    public static void ExplainShort(LockedText locked, KnownFacts facts)
    {
        var rest = locked.Rest;
        foreach (Match match in DayAndMonth().Matches(rest))
        {
            var after = rest[(match.Index + match.Length)..];
            var before = rest[..match.Index];
            if (Units.IsMoneyAfter(after) || Units.IsMoneyBefore(before) || Units.IsPercent(after) || Units.TimeAfter(after) is not null)
                continue;
            var (first, second) = (Number(match, "a"), Number(match, "b"));
            var (day, month) = facts.Locale.MonthFirst ? (second, first) : (first, second);
            if (facts.Dates.Any(d => d.Day == day && d.Month == month))
                locked.Explain(match.Index, match.Length, LockedText.Figure);
        }
    }

    public static bool IsMonthBeside(string before, string after, Locale locale) =>
        LastWord().Match(before) is { Success: true } last && Month(last.Value.Trim(' ', '.'), locale) > 0
        || FirstWord().Match(after) is { Success: true } first && Month(first.Groups["m"].Value, locale) > 0;

    private static void ExplainMatches(LockedText locked, Regex form, KnownFacts facts)
    {
        foreach (Match match in form.Matches(locked.Rest))
        {
            var month = Month(match.Groups["m"].Value, facts.Locale);
            if (month == 0)
                continue;
            var day = match.Groups["d"].Success ? Number(match, "d") : 0;
            var year = match.Groups["y"].Success ? Number(match, "y") : 0;
            if (facts.Dates.Any(d => d.Month == month && (day == 0 || d.Day == day) && (year == 0 || d.Year == year)))
                locked.Explain(match.Index, match.Length, LockedText.Figure);
        }
    }

    // The name of a month or its beginning, when no other month begins so ("sept", "janv", but not "jui").
    private static int Month(string word, Locale locale)
    {
        if (word.Length < 3)
            return 0;
        if (locale.Language == "nl" && word.Equals("mrt", StringComparison.OrdinalIgnoreCase))
            return 3;
        var found = Enumerable
            .Range(1, 12)
            .Where(m => Begins(locale.Months[m - 1], word, locale) || Begins(MonthNames.Of(locale.Language)[m - 1], word, locale))
            .ToList();
        return found.Count == 1 ? found[0] : 0;
    }

    private static bool Begins(string month, string word, Locale locale) =>
        FoldedMonths(month).StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static readonly Dictionary<string, string> Folded = Languages
        .Written.SelectMany(MonthNames.Of)
        .Append("Jänner")
        .Distinct()
        .ToDictionary(m => m, FoldedText.Fold);

    private static string FoldedMonths(string month) => Folded[month];

    private static DateOnly? Read(Match match, Locale locale)
    {
        var (a, b, c) = (Number(match, "a"), Number(match, "b"), Number(match, "c"));
        var first = match.Groups["a"].Length;
        var last = match.Groups["c"].Length;
        var (year, month, day) =
            first == 4 ? (a, b, c)
            : locale.MonthFirst ? (c, a, b)
            : (c, b, a);
        if (first == 4 ? last > 2 : first > 2 || last is not (2 or 4))
            return null;
        if (first != 4 && last == 2)
            year += 2000;
        return year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}])(?<!\d[.,'/:-])(?<d>\d{1,2})(?:st|nd|rd|th|er|re|e|o|a|°)?\.?[ \n]*(?:of |de |d'|den )?(?<m>\p{L}{3,})(?!\p{L})\.?(?:,?[ \n]*(?:(?:of|de|del)[ \n])?(?<y>\d{4})(?![\p{L}\d])(?![.,']\d))?"
    )]
    private static partial Regex DayMonth();

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}])(?<m>\p{L}{3,})\.?[ \n](?<d>\d{1,2})(?:st|nd|rd|th)?(?![\p{L}\d])(?![.,':/-]\d)(?:,?[ \n](?<y>\d{4})(?![\p{L}\d])(?![.,']\d))?"
    )]
    private static partial Regex MonthDay();

    [GeneratedRegex(@"(?<![\p{L}\p{N}])(?<m>\p{L}{3,})\.?[ \n](?:(?:de|del)[ \n])?(?<y>\d{4})(?![\p{L}\d])(?![.,'/:-]\d)")]
    private static partial Regex MonthYear();

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}])(?<!\d[.,'/:-])(?<a>\d{1,4})(?<s>[./-]) ?(?<b>\d{1,2})\k<s> ?(?<c>\d{1,4})(?![\p{L}\d])(?![./:'-]\d)"
    )]
    private static partial Regex Numeric();

    [GeneratedRegex(@"(?<![\p{L}\p{N}])(?<!\d[ .,'/:-])(?<a>\d{1,2})[./](?<b>\d{1,2})(?![\p{L}\d])(?![.,':/-]\d)(?! \d)")]
    private static partial Regex DayAndMonth();

    [GeneratedRegex(@"\p{L}{3,}\.? \z")]
    private static partial Regex LastWord();

    [GeneratedRegex(@"^(?:st|nd|rd|th|er|re|e|o|a|°)?\.? ?(?:of |de |d'|den )?(?<m>\p{L}{3,})")]
    private static partial Regex FirstWord();
}
