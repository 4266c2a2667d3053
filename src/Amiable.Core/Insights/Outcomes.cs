using Amiable.Invoices;

namespace Amiable.Insights;

/// <summary>Rules of the figures that say how well follow-ups work: each a sentence.</summary>
public static class Outcomes
{
    /// <summary>A payment within so many days of a message is put down to it.</summary>
    public const int DaysOfEffect = 7;

    /// <summary>A promise was kept when its invoices were settled and no promised day had passed before, and broken when one had; of any other nothing can be said yet.</summary>
    public static bool? WasKept(DeclarationKind kind, DeclarationResolution? resolution, DateOnly? brokenOn) =>
        kind == DeclarationKind.Payment ? null
        : brokenOn is not null ? false
        : resolution is DeclarationResolution.InvoicesSettled or DeclarationResolution.PaymentReceived ? true
        : null;

    /// <summary>A message had an effect when its account paid on its day or within the seven days after.</summary>
    public static bool HadEffect(DateOnly sent, IEnumerable<DateOnly> payments) =>
        payments.Any(on => on >= sent && on <= sent.AddDays(DaysOfEffect));

    /// <summary>
    /// The last day on which a step that was held back can be compared with one that was not: seven days after the day it was planned for, but before the delay ends.
    /// </summary>
    public static DateOnly LastComparable(DateOnly planned, DateOnly until) =>
        until.AddDays(-1) < planned.AddDays(DaysOfEffect) ? until.AddDays(-1) : planned.AddDays(DaysOfEffect);

    /// <summary>A message is judged once its seven days are over.</summary>
    public static bool IsJudged(DateOnly sent, DateOnly today) => sent.AddDays(DaysOfEffect) < today;

    /// <summary>What is in the middle: half of them are less.</summary>
    public static TimeSpan? Median(IEnumerable<TimeSpan> all)
    {
        var sorted = all.Order().ToList();
        return sorted.Count == 0 ? null : sorted[sorted.Count / 2];
    }

    /// <summary>The share the largest have of the whole, between 0 and 1.</summary>
    public static decimal Concentration(IEnumerable<Money> largest, Money whole) =>
        whole.IsPositive ? Math.Min(1, (decimal)largest.Sum(whole.Currency).Minor / whole.Minor) : 0;
}
