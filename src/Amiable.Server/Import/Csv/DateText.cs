using System.Buffers;

namespace Amiable.Import.Csv;

/// <summary>What kind of writing a date is; within a column it is always one kind.</summary>
internal enum DateWriting
{
    /// <summary>Three numbers of which the last is the year: 3/4/2025.</summary>
    YearLast,

    /// <summary>2025-04-03, 20250403</summary>
    YearFirst,

    /// <summary>3 April 2025, Apr 3, 2025, 3-avr.-25</summary>
    MonthName,

    /// <summary>45750: days as Excel counts them.</summary>
    ExcelSerial,
}

/// <summary>The numbers of a date as a cell writes them; which of them is the day is decided by the column, not by the cell.</summary>
/// <param name="First">The first number; the year of <see cref="DateWriting.YearFirst"/>, the day of <see cref="DateWriting.MonthName"/>.</param>
/// <param name="HasShortYear">The number that is the year has two digits.</param>
internal readonly record struct DateText(DateWriting Writing, int First, int Second, int Third, bool HasShortYear = false)
{
    // Excel's day 1 is 1900-01-01 and it believes in 29 February 1900: from March 1900 on this is day 0.
    private static readonly DateOnly ExcelDayZero = new(1899, 12, 30);

    /// <summary>Reads a cell; null when it is not a date in any writing. A time after the date is left out.</summary>
    public static DateText? Read(ReadOnlySpan<char> cell)
    {
        cell = cell.Trim();
        if (cell.Length is < 5 or > 40)
            return null;
        var scan = new DateScan(cell);
        if (!scan.Next(out var first))
            return null;
        if (first.IsNumber && first.Digits is 5 or 8 && scan.AtEnd)
            return Compact(first);
        if (!scan.Next(out var second) || !scan.Next(out var third) || !scan.EndsInTime())
            return null;
        return Of(first, second, third);
    }

    /// <summary>The day this is when the column is in that order; null when there is no such day.</summary>
    public DateOnly? On(DateForm order) =>
        Writing switch
        {
            DateWriting.ExcelSerial => ExcelDayZero.AddDays(First),
            DateWriting.YearFirst => Day(First, Second, Third),
            DateWriting.MonthName => Day(Year(Third), Second, First),
            _ => order switch
            {
                DateForm.MonthDayYear => Day(Year(Third), First, Second),
                DateForm.YearMonthDay => HasShortYear && First < 100 ? Day(Year(First), Second, Third) : null,
                _ => Day(Year(Third), Second, First),
            },
        };

    private int Year(int number) => HasShortYear ? number + (number >= 90 ? 1900 : 2000) : number;

    private static DateOnly? Day(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    private static DateText? Compact(DatePart part) =>
        part.Digits == 8 ? new(DateWriting.YearFirst, part.Number / 10_000, part.Number / 100 % 100, part.Number % 100)
        : part.Number is >= 32_874 and <= 73_415 ? new(DateWriting.ExcelSerial, part.Number, 0, 0) // 1990 to 2100
        : null;

    private static DateText? Of(DatePart first, DatePart second, DatePart third)
    {
        if (second.IsMonth && first is { IsNumber: true, Digits: <= 2 } && third is { IsNumber: true, Digits: 2 or 4 })
            return new(DateWriting.MonthName, first.Number, second.Number, third.Number, third.Digits == 2);
        if (first.IsMonth && second is { IsNumber: true, Digits: <= 2 } && third is { IsNumber: true, Digits: 4 })
            return new(DateWriting.MonthName, second.Number, first.Number, third.Number);
        if (!first.IsNumber || !second.IsNumber || !third.IsNumber || second.Digits > 2)
            return null;
        if (first.Digits == 4 && third.Digits <= 2)
            return new(DateWriting.YearFirst, first.Number, second.Number, third.Number);
        return first.Digits <= 2 && third.Digits is 2 or 4
            ? new(DateWriting.YearLast, first.Number, second.Number, third.Number, third.Digits == 2)
            : null;
    }
}

/// <summary>A number, or the month a word names.</summary>
internal readonly record struct DatePart(int Number, int Digits, bool IsMonth)
{
    public bool IsNumber => Digits > 0;
}

/// <summary>Walks through the numbers and month names of a date.</summary>
internal ref struct DateScan(ReadOnlySpan<char> cell)
{
    private static readonly SearchValues<char> InTimes = SearchValues.Create("0123456789:.,+-ZzAaPpMm \u00A0\u202F");

    private ReadOnlySpan<char> _rest = cell;

    // An Excel serial may carry the time as a fraction.
    public readonly bool AtEnd => _rest.IsEmpty || (_rest[0] is '.' or ',' && !_rest[1..].ContainsAnyExceptInRange('0', '9'));

    public bool Next(out DatePart part)
    {
        while (!_rest.IsEmpty)
        {
            if (char.IsAsciiDigit(_rest[0]))
                return Number(out part);
            if (char.IsLetter(_rest[0]))
            {
                var word = Word();
                if (MonthNames.Find(word) is { } month)
                {
                    part = new(month, 0, true);
                    return true;
                }
                if (!MonthNames.IsFiller(word))
                    break;
            }
            else if (_rest[0] is '/' or '-' or '.' or ',' or ' ' or '\u00A0' or '\u202F' or '\'' or 'º' or '°')
                _rest = _rest[1..];
            else
                break;
        }
        part = default;
        return false;
    }

    /// <summary>Whether nothing is left, or a time of day: "T00:00:00Z", " 12:30", " 0:00:00 AM".</summary>
    public readonly bool EndsInTime()
    {
        var time = _rest.Trim();
        if (time.IsEmpty || time is "." or ",")
            return true;
        if (time[0] is 'T' or 't' or ',')
            time = time[1..].TrimStart();
        else if (!char.IsWhiteSpace(_rest[0]))
            return false;
        return time.Length >= 3 && char.IsAsciiDigit(time[0]) && time.IndexOf(':') is 1 or 2 && !time.ContainsAnyExcept(InTimes);
    }

    private bool Number(out DatePart part)
    {
        var digits = _rest.IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? _rest.Length : digits;
        part = digits <= 8 ? new(int.Parse(_rest[..digits], System.Globalization.CultureInfo.InvariantCulture), digits, false) : default;
        _rest = _rest[digits..];
        return digits <= 8;
    }

    private ReadOnlySpan<char> Word()
    {
        var length = 1;
        while (
            length < _rest.Length
            && (
                char.IsLetter(_rest[length])
                || char.GetUnicodeCategory(_rest[length]) == System.Globalization.UnicodeCategory.NonSpacingMark
            )
        )
            length++;
        var word = _rest[..length];
        _rest = _rest[length..];
        return word;
    }
}
