using Amiable.Replies;

namespace Amiable.Reading.Understanding.Dates;

/// <summary>How a day was said.</summary>
public enum DateForm
{
    /// <summary>"today", "tomorrow", "yesterday".</summary>
    Day,

    /// <summary>A day of a month, with or without its year.</summary>
    DayAndMonth,

    /// <summary>"on the 15th".</summary>
    DayOnly,

    /// <summary>A day of the week, of this one or another.</summary>
    Weekday,

    /// <summary>The end of a week, month or year; the first of next month.</summary>
    PeriodEnd,

    /// <summary>"within 8 days", "in two weeks".</summary>
    Within,

    /// <summary>"two weeks", alone: a day only where more time is asked for.</summary>
    Span,

    /// <summary>"3 days ago".</summary>
    Ago,

    /// <summary>"on the due date".</summary>
    DueDate,

    /// <summary>"30 days end of month".</summary>
    NetEndOfMonth,

    /// <summary>"on that day": the one spoken of before.</summary>
    SameDay,
}

/// <summary>A day somebody wrote. What says no day ("soon", "in May") is not found at all.</summary>
/// <param name="Span">Where.</param>
/// <param name="Form">How.</param>
/// <param name="Next">The day it is when it lies ahead; null when it cannot.</param>
/// <param name="Last">The day it is when it lies behind, or is today; null when it cannot.</param>
public sealed record FoundDate(Span Span, DateForm Form, DateOnly? Next, DateOnly? Last)
{
    /// <summary>Whether it has one meaning whatever the sentence is about.</summary>
    public bool IsFixed => Next is null || Last is null;
}
