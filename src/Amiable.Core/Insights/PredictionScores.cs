namespace Amiable.Insights;

/// <summary>How good predictions were, against what happened.</summary>
/// <param name="Auc">How often, of a late and a punctual invoice, the late one was thought the likelier to be late.</param>
/// <param name="Brier">The mean square between chance and outcome.</param>
/// <param name="DaysOff">The mean distance between expected and actual day.</param>
/// <param name="WithinRange">The share that was paid within the range that eight in ten should be.</param>
public sealed record PredictionScores(double Auc, double Brier, double DaysOff, double WithinRange)
{
    /// <summary>Compares what was expected of invoices with the days on which they were settled.</summary>
    public static PredictionScores Of(IReadOnlyList<(PaymentOutlook Expected, PastInvoice Actual)> all) =>
        new(
            AucOf([.. all.Select(a => (a.Expected.LateChance, a.Actual.DaysLate > 0))]),
            all.Average(a => Math.Pow(a.Expected.LateChance - (a.Actual.DaysLate > 0 ? 1 : 0), 2)),
            all.Average(a => Math.Abs(a.Expected.DaysLate - a.Actual.DaysLate)),
            all.Average(a => a.Actual.SettledOn >= a.Expected.Early && a.Actual.SettledOn <= a.Expected.Late ? 1.0 : 0)
        );

    private static double AucOf(List<(double Chance, bool Late)> all)
    {
        var (rank, sum) = (0, 0d);
        foreach (var same in all.GroupBy(a => a.Chance).OrderBy(g => g.Key))
        {
            sum += same.Count(a => a.Late) * (rank + (same.Count() + 1) / 2.0);
            rank += same.Count();
        }
        double late = all.Count(a => a.Late);
        return (sum - late * (late + 1) / 2) / late / (all.Count - late);
    }
}
