namespace Amiable.Insights;

/// <summary>What was invoiced in a month.</summary>
/// <param name="First">The first day of the month.</param>
/// <param name="Invoiced">All invoices issued in it.</param>
public sealed record MonthlySales(DateOnly First, Money Invoiced);

/// <summary>
/// Days sales outstanding by count-back: what is owed is used up by the sales of this month, then of the month before, and so on; the days of each month used up count,
/// of the last one the share that was needed.
/// </summary>
public static class CountBack
{
    /// <summary>The days; null when nothing was sold, or more is owed than the months given account for.</summary>
    /// <param name="owed">The outstanding balance.</param>
    /// <param name="months">Sales by month, in any order.</param>
    /// <param name="today">The day: of its month only the days until then count.</param>
    public static decimal? Days(Money owed, IEnumerable<MonthlySales> months, DateOnly today)
    {
        if (!owed.IsPositive)
            return 0;
        var sales = months.GroupBy(m => m.First).ToDictionary(g => g.Key, g => g.Sum(m => m.Invoiced.Minor));
        if (sales.Count == 0)
            return null;
        var (left, days, month) = (owed.Minor, 0m, new DateOnly(today.Year, today.Month, 1));
        for (var first = sales.Keys.Min(); month >= first; month = month.AddMonths(-1))
        {
            var length = month.Year == today.Year && month.Month == today.Month ? today.Day : DateTime.DaysInMonth(month.Year, month.Month);
            var sold = sales.GetValueOrDefault(month);
            if (sold >= left)
                return Math.Round(days + (decimal)left / sold * length, 1);
            (left, days) = (left - sold, days + length);
        }
        return null;
    }
}
