using System.Buffers;

namespace Amiable.Import.Csv;

/// <summary>What a single amount tells about its separators.</summary>
internal enum DecimalEvidence
{
    /// <summary>1234, 1 234</summary>
    None,

    /// <summary>1,234.50</summary>
    Point,

    /// <summary>1.234,50</summary>
    Comma,

    /// <summary>1.234: thousands, or three decimals.</summary>
    PointOrThousands,

    /// <summary>1,234: thousands, or three decimals.</summary>
    CommaOrThousands,
}

/// <summary>An amount without its sign and currency; what its separators mean is decided by the column.</summary>
internal readonly ref struct AmountText
{
    private static readonly SearchValues<char> NeverInCurrencies = SearchValues.Create("%/:=\"<>&_@#");

    /// <summary>Digits and separators, from the first digit to the last.</summary>
    public ReadOnlySpan<char> Body { get; private init; }

    public bool IsNegative { get; private init; }

    /// <summary>"€", "EUR" as the cell has it; empty without one.</summary>
    public ReadOnlySpan<char> Currency { get; private init; }

    /// <summary>Takes a cell apart; false when it is not a number with at most a sign and a currency around it.</summary>
    public static bool TryRead(ReadOnlySpan<char> cell, out AmountText amount)
    {
        amount = default;
        cell = cell.Trim();
        var first = cell.IndexOfAnyInRange('0', '9');
        var last = cell.LastIndexOfAnyInRange('0', '9');
        if (first < 0 || cell.Length > 60)
            return false;
        if (first > 0 && cell[first - 1] is ('.' or ',') && (first == 1 || !char.IsLetter(cell[first - 2])))
            first--; // ".50", but not "Fr.50"
        var before = cell[..first];
        var body = cell[first..(last + 1)];
        var after = WithoutDash(cell[(last + 1)..]);
        if (
            !IsBody(body)
            || !TakeSign(before, out before, out var minusBefore, out var opened)
            || !TakeSign(after, out after, out var minusAfter, out var closed)
        )
            return false;
        if (opened != -closed || (minusBefore && minusAfter) || (!before.IsEmpty && !after.IsEmpty))
            return false;
        var currency = before.IsEmpty ? after : before;
        if (currency.Length > 5 || currency.ContainsAny(NeverInCurrencies))
            return false;
        amount = new()
        {
            Body = body,
            IsNegative = minusBefore || minusAfter || opened > 0,
            Currency = currency,
        };
        return true;
    }

    public DecimalEvidence Evidence()
    {
        int points = Body.Count('.'),
            commas = Body.Count(',');
        if (points > 0 && commas > 0)
            return Shows(Body.LastIndexOf('.') > Body.LastIndexOf(',') ? '.' : ',');
        if (points + commas == 0)
            return DecimalEvidence.None;
        var (single, mark) = points > 0 ? (points == 1, '.') : (commas == 1, ',');
        if (!single) // 1.234.567: these are thousands, so the other one begins the cents
            return Shows(mark == '.' ? ',' : '.');
        var at = Body.IndexOf(mark);
        var couldBeThousands = Body.Length - at - 1 == 3 && at is >= 1 and <= 3 && Body[0] != '0';
        return (mark, couldBeThousands) switch
        {
            ('.', false) => DecimalEvidence.Point,
            ('.', true) => DecimalEvidence.PointOrThousands,
            (_, false) => DecimalEvidence.Comma,
            (_, true) => DecimalEvidence.CommaOrThousands,
        };
    }

    // A value that cannot be read with it shows nothing.
    private DecimalEvidence Shows(char mark) =>
        Value(mark) is null ? DecimalEvidence.None
        : mark == '.' ? DecimalEvidence.Point
        : DecimalEvidence.Comma;

    /// <summary>The number without its sign; null when its groups make no sense, or it is longer than any amount.</summary>
    public decimal? Value(char decimalMark)
    {
        var at = Body.LastIndexOf(decimalMark);
        var whole = at < 0 ? Body : Body[..at];
        var fraction = at < 0 ? [] : Body[(at + 1)..];
        if (fraction.ContainsAnyExceptInRange('0', '9') || !Grouped(whole, decimalMark) || whole.Length + fraction.Length > 28)
            return null;
        var value = 0m;
        foreach (var c in whole)
            value = char.IsAsciiDigit(c) ? value * 10 + (c - '0') : value;
        var unit = 1m;
        foreach (var c in fraction)
            value += (c - '0') * (unit /= 10);
        return value;
    }

    // "12,-" and "12.–" are whole amounts in German, Dutch and Swiss.
    private static ReadOnlySpan<char> WithoutDash(ReadOnlySpan<char> after) =>
        after.Length >= 2 && after[0] is ('.' or ',') && IsMinus(after[1]) ? after[2..].TrimStart('-') : after;

    private static bool IsMinus(char c) => c is '-' or '\u2212' or '\u2013' or '\u2014';

    private static bool IsSign(char c) => IsMinus(c) || c is '+' or '(' or ')';

    private static bool IsGroup(char c) => c is ' ' or '\u00A0' or '\u202F' or '\u2009' or '\'' or '\u2019';

    private static bool IsBody(ReadOnlySpan<char> body)
    {
        foreach (var c in body)
        {
            if (!char.IsAsciiDigit(c) && c is not ('.' or ',') && !IsGroup(c))
                return false;
        }
        return true;
    }

    /// <summary>Takes a sign and a bracket off; what is left is the currency.</summary>
    private static bool TakeSign(ReadOnlySpan<char> around, out ReadOnlySpan<char> rest, out bool minus, out int bracket)
    {
        rest = around.Trim();
        (minus, bracket) = (false, 0);
        while (!rest.IsEmpty)
        {
            var atStart = IsSign(rest[0]);
            if (!atStart && !IsSign(rest[^1]))
                break;
            var sign = atStart ? rest[0] : rest[^1];
            rest = (atStart ? rest[1..] : rest[..^1]).Trim();
            if (IsMinus(sign) && minus)
                return false;
            minus |= IsMinus(sign);
            bracket += sign switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
        }
        return true;
    }

    // Groups of three; of two or three before the last, as India writes 12,34,567.
    private static bool Grouped(ReadOnlySpan<char> whole, char decimalMark)
    {
        var mark = '\0';
        var digits = 0;
        for (var i = whole.Length - 1; i >= 0; i--)
        {
            if (char.IsAsciiDigit(whole[i]))
            {
                digits++;
                continue;
            }
            var first = mark == '\0';
            if (whole[i] == decimalMark || (!first && whole[i] != mark) || (first ? digits != 3 : digits is not (2 or 3)) || i == 0)
                return false;
            (mark, digits) = (whole[i], 0);
        }
        return mark == '\0' || digits is >= 1 and <= 3;
    }
}
