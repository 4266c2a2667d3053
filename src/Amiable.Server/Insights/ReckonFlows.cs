using Amiable.Credits;
using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Insights;

/// <summary>What was invoiced each month and came in each week, by currency.</summary>
public sealed class ReckonFlows(AppDb db)
{
    /// <summary>As far back as sales are counted.</summary>
    public const int Months = 24;

    /// <summary>As far back as what came in is shown.</summary>
    public const int Weeks = 52;

    public async Task<IReadOnlyList<CurrencyFigures>> Run(DateOnly today, CancellationToken ct)
    {
        var sales = await Sales(today, ct);
        var collected = await Collected(today, ct);
        return
        [
            .. sales
                .Select(g => g.Key)
                .Union(collected.Select(g => g.Key))
                .Order(StringComparer.Ordinal)
                .Select(currency => new CurrencyFigures
                {
                    Currency = currency,
                    Sales = [.. sales[currency].OrderBy(s => s.First)],
                    Collected = EveryWeek(today, currency, collected[currency].ToDictionary(w => w.Monday, w => w.Sum)),
                }),
        ];
    }

    private async Task<ILookup<string, MonthlySales>> Sales(DateOnly today, CancellationToken ct)
    {
        var since = new DateOnly(today.Year, today.Month, 1).AddMonths(1 - Months);
        var days = await db
            .Invoices.Where(i =>
                i.IssuedOn >= since
                && i.IssuedOn <= today
                && i.Excluded != Exclusion.Draft
                && i.Excluded != Exclusion.Cancelled
                && i.Excluded != Exclusion.ProForma
            )
            .GroupBy(i => new { i.Total.Currency, i.IssuedOn })
            .Select(g => new
            {
                g.Key.Currency,
                g.Key.IssuedOn,
                Minor = g.Sum(i => i.Total.Minor),
            })
            .ToListAsync(ct);
        return days.GroupBy(d => (d.Currency, First: new DateOnly(d.IssuedOn.Year, d.IssuedOn.Month, 1)))
            .ToLookup(g => g.Key.Currency, g => new MonthlySales(g.Key.First, new(g.Sum(d => d.Minor), g.Key.Currency)));
    }

    private async Task<ILookup<string, WeekSum>> Collected(DateOnly today, CancellationToken ct)
    {
        var since = ExpectedCash.MondayOf(today).AddDays(-7 * (Weeks - 1));
        var days = await db
            .Credits.OfType<Payment>()
            .Where(p => p.On >= since && p.On <= today)
            .GroupBy(p => new { p.Amount.Currency, p.On })
            .Select(g => new
            {
                g.Key.Currency,
                g.Key.On,
                Minor = g.Sum(p => p.Amount.Minor),
            })
            .ToListAsync(ct);
        return days.GroupBy(d => (d.Currency, Monday: ExpectedCash.MondayOf(d.On)))
            .ToLookup(g => g.Key.Currency, g => new WeekSum(g.Key.Monday, new(g.Sum(d => d.Minor), g.Key.Currency)));
    }

    // A week without a payment is one, too.
    private static IReadOnlyList<WeekSum> EveryWeek(DateOnly today, string currency, Dictionary<DateOnly, Money> sums) =>
        [
            .. Enumerable
                .Range(0, Weeks)
                .Select(i => ExpectedCash.MondayOf(today).AddDays(7 * (i - Weeks + 1)))
                .Select(monday => new WeekSum(monday, sums.GetValueOrDefault(monday, Money.Zero(currency)))),
        ];
}
