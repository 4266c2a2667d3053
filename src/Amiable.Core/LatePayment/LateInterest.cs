namespace Amiable.LatePayment;

/// <summary>What a year of delay costs, from a day on.</summary>
/// <param name="From">Until the next rate begins.</param>
/// <param name="Percent">A year, with whatever the law adds to a reference rate.</param>
public sealed record InterestRate(DateOnly From, decimal Percent);

/// <summary>Part of an invoice that was settled.</summary>
/// <param name="On">The day.</param>
/// <param name="Amount">How much.</param>
public sealed record SettledPart(DateOnly On, Money Amount);

/// <summary>Days on which the same sum was owed at the same rate.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them.</param>
/// <param name="Principal">What was owed; interest is never part of it.</param>
/// <param name="Percent">A year.</param>
/// <param name="Interest">Exact, in minor units: only the sum is rounded.</param>
public sealed record InterestSpan(DateOnly First, DateOnly Last, Money Principal, decimal Percent, decimal Interest)
{
    /// <summary>How many days that is.</summary>
    public int Days => Last.DayNumber - First.DayNumber + 1;
}

/// <summary>The interest on one invoice and how it comes about.</summary>
/// <param name="Spans">In the order of their days.</param>
/// <param name="Interest">Their sum, rounded.</param>
public sealed record InterestSheet(IReadOnlyList<InterestSpan> Spans, Money Interest);

/// <summary>
/// Simple interest for late payment: from the day after the due date up to and with the day of payment, cut where a part was paid or the rate changed, over a
/// year of 365 days. No interest on interest; rounded once, at the end.
/// </summary>
public static class LateInterest
{
    private const int DaysOfYear = 365;

    /// <summary>What a delay costs until a day.</summary>
    /// <param name="total">What the invoice was over.</param>
    /// <param name="dueOn">The last day to pay in time.</param>
    /// <param name="settled">What was paid or credited, in any order.</param>
    /// <param name="until">The last day that counts.</param>
    /// <param name="rates">In any order; days before the first one bear nothing.</param>
    public static InterestSheet Of(
        Money total,
        DateOnly dueOn,
        IEnumerable<SettledPart> settled,
        DateOnly until,
        IReadOnlyCollection<InterestRate> rates
    )
    {
        var parts = settled.OrderBy(p => p.On).ToList();
        var first = dueOn.AddDays(1);
        // Days on which something is new: a rate, or less owed since the day before.
        var cuts = rates
            .Select(r => r.From)
            .Concat(parts.Select(p => p.On.AddDays(1)))
            .Where(day => day > first && day <= until)
            .Append(first)
            .Distinct()
            .Order()
            .ToList();
        List<InterestSpan> spans = [];
        for (var i = 0; i < cuts.Count && first <= until; i++)
        {
            var last = i + 1 < cuts.Count ? cuts[i + 1].AddDays(-1) : until;
            var owed = total - parts.Where(p => p.On < cuts[i]).Select(p => p.Amount).Sum(total.Currency);
            var rate = rates.Where(r => r.From <= cuts[i]).MaxBy(r => r.From)?.Percent ?? 0;
            if (owed.IsPositive && rate > 0)
                spans.Add(
                    new(cuts[i], last, owed, rate, owed.Minor * rate * (last.DayNumber - cuts[i].DayNumber + 1) / (100m * DaysOfYear))
                );
        }
        var sum = Math.Round(spans.Sum(s => s.Interest), 0, MidpointRounding.AwayFromZero);
        return new(spans, new((long)sum, total.Currency));
    }
}
