using System.Globalization;
using System.Text.RegularExpressions;
using Amiable.Replies;

namespace Amiable.Reading.Understanding.Dates;

/// <summary>Which day a form means, reckoned from the day of receipt.</summary>
internal sealed class DateReckoning(DateBase from, DateTable table, Match match, string text)
{
    private DateOnly Today => from.Today;

    public FoundDate? Read(DateRule form, Span span) =>
        form.Name switch
        {
            "day" => Around(span, DateForm.Day, Today.AddDays(form.Fixed ?? 0)),
            "that-day" => new(span, DateForm.SameDay, null, null),
            "date" => DayAndMonth(span),
            "of-month" => OfMonth(span),
            "day-next-month" => Ahead(span, DateForm.DayOnly, InMonth(Today.AddMonths(1), Day())),
            "weekday" => AWeekday(span),
            "weekday-next-week" => Ahead(span, DateForm.Weekday, Monday(Today).AddDays(6 + Weekday())),
            "weekday-last-week" => Behind(span, DateForm.Weekday, Monday(Today).AddDays(Weekday() - 8)),
            "weekday-fortnight" => Ahead(span, DateForm.Weekday, NextWeekday().AddDays(7)),
            "weekday-3" => Ahead(span, DateForm.Weekday, NextWeekday().AddDays(14)),
            "end-week" => Ahead(span, DateForm.PeriodEnd, EndOfWeek()),
            "end-next-week" => Ahead(span, DateForm.PeriodEnd, Monday(Today).AddDays(11)),
            "end-week-n" => EndOfWeekNumber(span),
            "week-of" => WeekOf(span),
            "last-workday" => LastOfMonth(span, d => Number(d) <= 5),
            "last-weekday" => LastOfMonth(span, d => Number(d) == Weekday()),
            "end-month" => Sides(
                span,
                DateForm.PeriodEnd,
                MonthEnd(Today) is var end && end > Today ? end : MonthEnd(end.AddDays(1)),
                null
            ),
            "end-next-month" => Ahead(span, DateForm.PeriodEnd, MonthEnd(Today.AddMonths(1))),
            "end-of" => EndOf(span),
            "end-quarter" => Ahead(span, DateForm.PeriodEnd, MonthEnd(new(Today.Year, ((Today.Month - 1) / 3 * 3) + 3, 1))),
            "end-year" => Ahead(span, DateForm.PeriodEnd, new(Today.Year, 12, 31)),
            "start-next-month" => Ahead(span, DateForm.PeriodEnd, new DateOnly(Today.Year, Today.Month, 1).AddMonths(1)),
            "in-days" => In(span, form, n => Today.AddDays(n)),
            "in-weeks" => In(span, form, n => Today.AddDays(7 * n)),
            "in-months" => In(span, form, Today.AddMonths),
            "in-hours" => In(span, form, n => Today.AddDays((n + 23) / 24)),
            "in-workdays" => In(span, form, WorkdaysOn),
            "span-days" => Span(In(span, form, n => Today.AddDays(n))),
            "span-weeks" => Span(In(span, form, n => Today.AddDays(7 * n))),
            "span-months" => Span(In(span, form, Today.AddMonths)),
            "ago-days" => Ago(span, form, 1),
            "ago-weeks" => Ago(span, form, 7),
            "due" => from.DueDate is { } due ? Around(span, DateForm.DueDate, due) : null,
            "net-end-month" => NetEndOfMonth(span),
            _ => null,
        };

    /// <summary>"Friday" is the one ahead or the one behind; "last Friday" only the one behind.</summary>
    private FoundDate? AWeekday(Span span) =>
        table.SaysAhead(match.Value) switch
        {
            true => Ahead(span, DateForm.Weekday, NextWeekday()),
            false => Behind(span, DateForm.Weekday, LastWeekday()),
            null => Sides(span, DateForm.Weekday, NextWeekday(), LastWeekday()),
        };

    private FoundDate? DayAndMonth(Span span)
    {
        var (day, month) = (Day(), table.Month(match.Groups["mon"].Value));
        var (next, last) = match.Groups["y"].Success
            ? NumericDates.Exact(Year(), month, day, from)
            : NumericDates.InSomeYear(month, day, Today);
        // "Wednesday 8 July" is the year in which it is a Wednesday.
        if (
            match.Groups["wd"].Success
            && (next, last) is ({ } ahead, { } behind)
            && (Number(ahead) == Weekday()) != (Number(behind) == Weekday())
        )
            (next, last) = Number(ahead) == Weekday() ? (next, (DateOnly?)null) : ((DateOnly?)null, last);
        return (next, last) is (null, null) ? null : new(span, DateForm.DayAndMonth, next, last);
    }

    private FoundDate? OfMonth(Span span)
    {
        var day = Day();
        var first = new DateOnly(Today.Year, Today.Month, 1);
        var next = Enumerable.Range(0, 3).Select(i => InMonth(first.AddMonths(i), day)).FirstOrDefault(d => d > Today);
        var last = Enumerable.Range(0, 3).Select(i => InMonth(first.AddMonths(-i), day)).FirstOrDefault(d => d < Today);
        return Sides(span, DateForm.DayOnly, next, last);
    }

    private FoundDate? EndOf(Span span)
    {
        var month = table.Month(match.Groups["mon"].Value);
        if (month == 0)
            return null;
        var year = match.Groups["y"].Success ? Year() : Today.Year;
        var end = MonthEnd(new(year, month, 1));
        if (match.Groups["y"].Success)
            return Around(span, DateForm.PeriodEnd, end);
        var before = MonthEnd(new(year - 1, month, 1));
        return end > Today
            ? Sides(span, DateForm.PeriodEnd, end, before)
            : Sides(span, DateForm.PeriodEnd, MonthEnd(new(year + 1, month, 1)), end);
    }

    private FoundDate? EndOfWeekNumber(Span span)
    {
        var week = table.Number(match.Groups["n"].Value);
        if (week is < 1 or > 53)
            return null;
        var friday = DateOnly.FromDateTime(
            ISOWeek.ToDateTime(Today.Year, Math.Min(week, ISOWeek.GetWeeksInYear(Today.Year)), DayOfWeek.Friday)
        );
        if (friday < Today.AddMonths(-6))
            friday = DateOnly.FromDateTime(ISOWeek.ToDateTime(Today.Year + 1, Math.Min(week, 52), DayOfWeek.Friday));
        return Around(span, DateForm.PeriodEnd, friday);
    }

    /// <summary>"The week of 18 May": until its Friday.</summary>
    private FoundDate? WeekOf(Span span) =>
        DayAndMonth(span) is { Next: { } day } ? Ahead(span, DateForm.PeriodEnd, Monday(day).AddDays(4)) : null;

    /// <summary>The last such day of this month, or of the next when that is over.</summary>
    private FoundDate? LastOfMonth(Span span, Func<DateOnly, bool> isSuch)
    {
        var (here, next) = (Last(Today), Last(MonthEnd(Today).AddDays(1)));
        return Ahead(span, DateForm.PeriodEnd, here > Today ? here : next);

        DateOnly Last(DateOnly month) => Enumerable.Range(0, 28).Select(i => MonthEnd(month).AddDays(-i)).First(isSuch);
    }

    /// <summary>The invoice's date stands in the mail, or is known.</summary>
    private FoundDate? NetEndOfMonth(Span span)
    {
        var days = table.Number(match.Groups["n"].Value);
        var inText = NumericDates
            .Read(text, from)
            .Select(h => h.Read(text, from)?.Last)
            .OfType<DateOnly>()
            .Concat(InvoiceDateInWords())
            .FirstOrDefault();
        var start = inText != default ? inText : from.InvoiceDate;
        return start is { } date && days is > 0 and <= 120 ? Around(span, DateForm.NetEndOfMonth, MonthEnd(date.AddDays(days))) : null;
    }

    private IEnumerable<DateOnly> InvoiceDateInWords()
    {
        foreach (var form in table.Forms.Where(f => f.Name == "date"))
            for (var found = form.Pattern.Match(text); found.Success; found = found.NextMatch())
                if (new DateReckoning(from, table, found, text).Read(form, default)?.Last is { } date)
                    yield return date;
    }

    private FoundDate? In(Span span, DateRule form, Func<int, DateOnly> reckon) =>
        (form.Fixed ?? table.Number(match.Groups["n"].Value)) is var n and > 0 and <= 365 ? Ahead(span, DateForm.Within, reckon(n)) : null;

    private FoundDate? Ago(Span span, DateRule form, int times) =>
        (form.Fixed ?? times * table.Number(match.Groups["n"].Value)) is var n and > 0 and <= 730
            ? Behind(span, DateForm.Ago, Today.AddDays(-n))
            : null;

    private static FoundDate? Span(FoundDate? found) => found is null ? null : found with { Form = DateForm.Span };

    private DateOnly WorkdaysOn(int count)
    {
        var day = Today;
        while (count > 0)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                count--;
        }
        return day;
    }

    private static FoundDate Ahead(Span span, DateForm form, DateOnly? day) => new(span, form, day, null);

    private static FoundDate Behind(Span span, DateForm form, DateOnly? day) => new(span, form, null, day);

    private static FoundDate? Sides(Span span, DateForm form, DateOnly? next, DateOnly? last) =>
        next == default(DateOnly) || last == default(DateOnly) ? null : new(span, form, next, last);

    private FoundDate Around(Span span, DateForm form, DateOnly day) =>
        day > Today ? new(span, form, day, null) : new FoundDate(span, form, null, day);

    private DateOnly NextWeekday() => Enumerable.Range(1, 7).Select(Today.AddDays).First(d => Number(d) == Weekday());

    private DateOnly LastWeekday() => Enumerable.Range(1, 7).Select(i => Today.AddDays(-i)).First(d => Number(d) == Weekday());

    private DateOnly EndOfWeek() => Monday(Today).AddDays(4) is var friday && friday > Today ? friday : friday.AddDays(7);

    private static DateOnly Monday(DateOnly day) => day.AddDays(1 - Number(day));

    private static int Number(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    private static DateOnly MonthEnd(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));

    private static DateOnly? InMonth(DateOnly month, int day) =>
        day <= DateTime.DaysInMonth(month.Year, month.Month) ? new DateOnly(month.Year, month.Month, day) : null;

    private int Day() =>
        match.Groups["d"].Success ? int.Parse(match.Groups["d"].ValueSpan, CultureInfo.InvariantCulture)
        : match.Groups["dw"].Success ? table.DayWord(match.Groups["dw"].Value)
        : 1;

    private int Year() =>
        int.Parse(match.Groups["y"].ValueSpan.TrimStart('\''), CultureInfo.InvariantCulture) is var y && y < 100 ? 2000 + y : y;

    private int Weekday() => Math.Max(1, table.Weekday(match.Groups["wd"].Value));
}
