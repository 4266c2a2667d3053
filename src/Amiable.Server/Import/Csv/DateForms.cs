namespace Amiable.Import.Csv;

/// <summary>What all the values of one date column show, before any of them is read.</summary>
internal sealed class DateSurvey(string column)
{
    private readonly int[] _writings = new int[4];

    public string Column => column;

    /// <summary>Values that are a day only when the day comes first, and the first of them.</summary>
    public Example DayFirst { get; private set; }

    /// <summary>Values that are a day only when the month comes first, and the first of them.</summary>
    public Example MonthFirst { get; private set; }

    public bool HasYearLast => Writing == DateWriting.YearLast && _writings[(int)DateWriting.YearLast] > 0;

    /// <summary>The writing of most values: a column keeps to one.</summary>
    public DateWriting Writing => (DateWriting)Array.IndexOf(_writings, _writings.Max());

    public void Add(int line, string cell)
    {
        if (DateText.Read(cell) is not { } date)
            return;
        _writings[(int)date.Writing]++;
        if (date.Writing != DateWriting.YearLast)
            return;
        var (day, month) = (date.On(DateForm.DayMonthYear) is not null, date.On(DateForm.MonthDayYear) is not null);
        if (day && !month)
            DayFirst = DayFirst.Or(line, cell);
        else if (month && !day)
            MonthFirst = MonthFirst.Or(line, cell);
    }
}

/// <summary>How often something was seen, and where first.</summary>
internal readonly record struct Example(int Count, int Line, string Value)
{
    public Example Or(int line, string value) => Count == 0 ? new(1, line, value) : this with { Count = Count + 1 };

    /// <summary>Whether both are there and neither can be a slip: then a file contradicts itself.</summary>
    public static bool Contradict(Example a, Example b) => Math.Min(a.Count, b.Count) * 10 > a.Count + b.Count;
}

/// <summary>
/// How each date column writes its dates, decided over the whole column. 03/04/2025 says nothing by itself; 31/04/2025 further down does not
/// either, 30/04/2025 does. Where no value of the file decides, the day comes first: everybody but the United States writes so.
/// </summary>
internal sealed class DateForms
{
    private readonly Dictionary<InvoiceField, (DateWriting Writing, DateForm Order)> _columns = [];

    /// <summary>True when no value of the file shows its order and nobody chose one.</summary>
    public bool IsAssumed { get; private set; }

    public static Result<DateForms> Decide(IReadOnlyDictionary<InvoiceField, DateSurvey> surveys, DateForm? chosen)
    {
        var forms = new DateForms();
        if (chosen is DateForm.MonthName or DateForm.ExcelSerial)
            chosen = null; // these are never in doubt
        if (chosen is null)
        {
            foreach (var survey in surveys.Values)
            {
                if (Example.Contradict(survey.DayFirst, survey.MonthFirst))
                    return Contradiction(survey);
            }
        }
        var proven = surveys.Values.Select(Proven).OfType<DateForm>().Distinct().ToList();
        var ofFile = proven.Count == 1 ? proven[0] : DateForm.DayMonthYear;
        foreach (var (field, survey) in surveys)
            forms._columns[field] = (survey.Writing, chosen ?? Proven(survey) ?? ofFile);
        forms.IsAssumed = chosen is null && proven.Count == 0 && surveys.Values.Any(survey => survey.HasYearLast);
        return forms;
    }

    public DateForm FormOf(InvoiceField field) =>
        _columns.TryGetValue(field, out var column) ? Form(column.Writing, column.Order) : DateForm.DayMonthYear;

    /// <summary>Reads a cell that is not blank; null, with a code and a reason, when it is no date this column can hold.</summary>
    public DateOnly? Read(InvoiceField field, string cell, out string code, out string reason)
    {
        var (writing, order) = _columns[field];
        var expected = Expected(Form(writing, order));
        (code, reason) = ("date-unreadable", $"is not a date; expected {expected}.");
        if (DateText.Read(cell) is not { } text)
            return null;
        if (text.Writing != writing)
        {
            (code, reason) = ("date-other-form", $"is not written as the other dates of the column; expected {expected}.");
            return null;
        }
        if (text.On(order) is not { } date)
        {
            (code, reason) = ("date-impossible", $"is not a day of the calendar; expected {expected}.");
            return null;
        }
        if (date.Year is >= 1990 and <= 2100)
            return date;
        (code, reason) = ("date-out-of-range", "is outside 1990 to 2100; correct the year.");
        return null;
    }

    private static DateForm? Proven(DateSurvey survey) =>
        survey.DayFirst.Count + survey.MonthFirst.Count == 0 ? null
        : survey.DayFirst.Count >= survey.MonthFirst.Count ? DateForm.DayMonthYear
        : DateForm.MonthDayYear;

    private static DateForm Form(DateWriting writing, DateForm order) =>
        writing switch
        {
            DateWriting.YearFirst => DateForm.YearMonthDay,
            DateWriting.MonthName => DateForm.MonthName,
            DateWriting.ExcelSerial => DateForm.ExcelSerial,
            _ => order,
        };

    private static string Expected(DateForm form) =>
        form switch
        {
            DateForm.MonthDayYear => "month/day/year, as in 12/31/2025",
            DateForm.YearMonthDay => "year-month-day, as in 2025-12-31",
            DateForm.MonthName => "a day with its month's name, as in 31 Dec 2025",
            DateForm.ExcelSerial => "a date as Excel counts days, as in 46022",
            _ => "day/month/year, as in 31/12/2025",
        };

    private static Invalid Contradiction(DateSurvey survey) =>
        new(
            "date-form",
            "dates-contradict",
            $"Column \"{survey.Column}\" writes dates both ways: \"{survey.DayFirst.Value}\" on line {survey.DayFirst.Line} has the day first, "
                + $"\"{survey.MonthFirst.Value}\" on line {survey.MonthFirst.Line} the month. Correct the file, or choose which of the two is meant."
        );
}
