using System.Globalization;
using System.Text.RegularExpressions;

namespace Amiable.Writing;

/// <summary>Explains amounts, counts of invoices and days late, read with the separators of the locale.</summary>
internal static partial class NumbersInText
{
    public static void Explain(LockedText locked, KnownFacts facts)
    {
        // Each explained amount is struck out before the next is read: its currency is not its neighbour's.
        var rest = locked.Rest;
        foreach (Match number in Number().Matches(rest))
        {
            rest = locked.Rest;
            var before = rest[Math.Max(0, number.Index - 40)..number.Index];
            var after = rest[(number.Index + number.Length)..Math.Min(rest.Length, number.Index + number.Length + 60)];
            if (Units.IsPercent(after) || Units.IsMultiplied(after))
                continue;
            if (IsWhole(number, out var days) && Units.TimeAfter(after) is { } time)
            {
                if (time == "day" && facts.IsDays(days, before))
                    locked.Explain(number.Index, number.Length, LockedText.Figure);
            }
            else if (!ExplainAmount(locked, facts, number, before, after) && IsCount(number, before, after, facts))
                locked.Explain(number.Index, number.Length, LockedText.Figure);
        }
    }

    private static bool ExplainAmount(LockedText locked, KnownFacts facts, Match number, string before, string after)
    {
        var minus = MinusBefore().IsMatch(before) ? 1 : 0;
        var moneyBefore = Units.MoneyBefore(before[..^minus], facts.Locale);
        var moneyAfter = Units.MoneyAfter(after, facts.Locale);
        if (minus == 0 && moneyBefore is { } unit && MinusBefore().IsMatch(before[..^unit.Length]))
            minus = 1;
        if (Value(number, facts.Locale) is not { } value)
            return false;
        var signed = minus == 1 ? -value : value;

        bool Known(string[] codes) => codes.Any(c => facts.Amounts.Contains((signed, c)));
        if (moneyBefore is { } first && Known(first.Codes))
            locked.Explain(number.Index - first.Length - minus, number.Length + first.Length + minus, LockedText.Figure);
        else if (moneyAfter is { } second && Known(second.Codes))
            locked.Explain(number.Index - minus, number.Length + second.Length + minus, LockedText.Figure);
        else if (moneyBefore is null && moneyAfter is null && IsWrittenAsAmount(number) && facts.Amounts.Any(a => a.Value == signed))
            locked.Explain(number.Index - minus, number.Length + minus, LockedText.Figure);
        else
            return false;
        return true;
    }

    // A count is a bare number before its invoices: "3 open invoices".
    private static bool IsCount(Match number, string before, string after, KnownFacts facts) =>
        IsWhole(number, out var count)
        && facts.Counts.Contains(count)
        && Units.IsOfInvoices(after)
        && !Units.IsManyTimes(after)
        && !Units.IsMoneyBefore(before)
        && !Units.IsMoneyAfter(after);

    private static bool IsWhole(Match number, out int value) =>
        int.TryParse(number.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static bool IsWrittenAsAmount(Match number) => number.Groups["group"].Success || number.Groups["cents"].Success;

    private static decimal? Value(Match number, Locale locale)
    {
        var cents = number.Groups["cents"];
        if (!number.Groups["group"].Success)
            return Decimal(number.Value);
        var group = number.Groups["group"].Value[0];
        // "1.540,00" has two separators; in "1,540,00" one would have to be both.
        var whole = number.Value[..^cents.Length].Replace(group.ToString(), "", StringComparison.Ordinal);
        if (cents.Success)
            return cents.Value[0] == group ? null : Decimal(whole + cents.Value);
        // A single one before three digits is what the locale says: 1.540 is a thousand and more in German, a dinar and more in English.
        var single = !number.Groups["more"].Success;
        if (single && (group == locale.Decimal && group != locale.Group || number.Value[0] == '0'))
            return group is '.' or ',' ? Decimal(number.Value) : null;
        return Decimal(whole);
    }

    private static decimal? Decimal(string digits) =>
        decimal.TryParse(digits.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    // Whole numbers only: what is glued to letters, or goes on behind a separator, is no number we know how to read and stays suspect.
    [GeneratedRegex(
        @"(?<![\p{L}\p{N}])(?<!\d[.,'/:-])(?<![\p{L}\d][-_/.:@#])(?:\d{1,3}(?<group>[ .,'])\d{3}(?<more>\k<group>\d{3})*(?<cents>[.,]\d{1,3})?|\d+(?<cents>[.,]\d{1,3})?)(?!\d)(?![.,':/_-][\p{L}\d])(?! \d{3}(?!\d))(?=[^\p{L}]|\z|EUR|USD|GBP|CHF)"
    )]
    private static partial Regex Number();

    [GeneratedRegex(@"(?:^|[ \n:(])-\z")]
    private static partial Regex MinusBefore();
}
