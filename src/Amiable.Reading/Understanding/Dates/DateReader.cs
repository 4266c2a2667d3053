using System.Text.RegularExpressions;
using Amiable.Replies;

namespace Amiable.Reading.Understanding.Dates;

/// <summary>What the days of a text are reckoned from.</summary>
/// <param name="Today">The day of receipt, where the sender is.</param>
/// <param name="MonthFirst">Whether 06/05 is the fifth of June.</param>
/// <param name="DueDate">What "on the due date" means, when there is one answer.</param>
/// <param name="InvoiceDate">What "30 days end of month" is reckoned from, when known from elsewhere than the text.</param>
public sealed record DateBase(DateOnly Today, bool MonthFirst = false, DateOnly? DueDate = null, DateOnly? InvoiceDate = null);

/// <summary>Finds the days a text names, in eight languages. A vague one ("soon", "in the course of May") is not found.</summary>
public static partial class DateReader
{
    /// <summary>The days in the order of the text, none inside another.</summary>
    public static IReadOnlyList<FoundDate> Read(WrittenText text, IReadOnlyList<string> languages, DateBase from) =>
        [.. ReadAll(text, languages, from).Where(d => d.Form != DateForm.Span)];

    /// <summary>The same with spans of time that stand alone.</summary>
    public static IReadOnlyList<FoundDate> ReadAll(WrittenText text, IReadOnlyList<string> languages, DateBase from)
    {
        var hits = new List<DateHit>(NumericDates.Read(text.Folded, from));
        foreach (var language in languages)
        {
            var table = DateTable.For(language);
            foreach (var form in table.Possible(text.Folded))
                for (var match = form.Pattern.Match(text.Folded); match.Success; match = match.NextMatch())
                    hits.Add(new(match.Index, match.Length, form, match, table));
        }
        return WithoutBeginnings(
            text.Folded,
            [.. Pointed(Longest(hits).Select(h => h.Read(text.Folded, from)).OfType<FoundDate>().OrderBy(d => d.Span.Start))]
        );
    }

    /// <summary>"We are back on the 4th and pay that day": the day that was named last; where none was, nothing is said.</summary>
    private static IEnumerable<FoundDate> Pointed(IEnumerable<FoundDate> found)
    {
        FoundDate? last = null;
        foreach (var date in found)
            if (date.Form != DateForm.SameDay)
                yield return last = date;
            else if (last is not null)
                yield return date with
                {
                    Next = last.Next,
                    Last = last.Last,
                };
    }

    /// <summary>"From the 3rd to 21 August" ends on the 21st; the third is of August too, and nobody asks for it.</summary>
    private static List<FoundDate> WithoutBeginnings(string folded, List<FoundDate> found) =>
        [.. found.Where((d, i) => i + 1 == found.Count || !IsBeginning(folded, d, found[i + 1]))];

    private static bool IsBeginning(string folded, FoundDate first, FoundDate second) =>
        first.Form is DateForm.DayOnly or DateForm.DayAndMonth
        && second.Form is DateForm.DayOnly or DateForm.DayAndMonth
        && second.Span.Start >= first.Span.End
        && Until().IsMatch(folded[first.Span.End..second.Span.End]);

    // The form of a day takes its own small words with it: "au 21", "to the 21st".
    [GeneratedRegex(
        @"^\s*(?:(?:und |y |e |et |and |en )?(?:au|bis|to|till|until|through|al|all'|hasta|t/m|tot|ate|ao|a|do|fino al)\b|-|–)(?: (?:und mit|en met|einschliesslich|einschl\.|inkl\.|inclusive|zum|el|al|dia|dnia|the|le))*"
    )]
    private static partial Regex Until();

    private const int Preposition = 10;

    /// <summary>Of forms that overlap the longest counts; what it swallows is no day of its own.</summary>
    private static List<DateHit> Longest(List<DateHit> hits)
    {
        var kept = new List<DateHit>();
        // "At the latest Thursday 21 Jan": the small words of a bare weekday do not outweigh a day with its month.
        foreach (var hit in hits.OrderByDescending(h => h.IsBareWeekday ? h.Length - Preposition : h.Length))
            if (!kept.Exists(k => k.Start < hit.Start + hit.Length && hit.Start < k.Start + k.Length))
                kept.Add(hit);
        return kept;
    }
}

/// <summary>A place where a form fits.</summary>
internal sealed class DateHit(int start, int length, DateRule? form, Match match, DateTable? table)
{
    public int Start => start;
    public int Length => length;
    public bool IsBareWeekday => form?.Name == "weekday";

    /// <summary>A day in figures only, already reckoned.</summary>
    public (DateOnly? Next, DateOnly? Last)? Days { get; init; }

    public FoundDate? Read(string folded, DateBase from)
    {
        var span = new Span(start, length);
        if (Days is { } days)
            return days is (null, null) ? null : new(span, DateForm.DayAndMonth, days.Next, days.Last);
        return form is null || table is null ? null : new DateReckoning(from, table, match, folded).Read(form, span);
    }
}
