namespace Amiable.Insights;

/// <summary>How all accounts of an organization together pay: what is assumed of an account as long as little is known of it.</summary>
/// <param name="LateShare">The share of invoices settled after their due date.</param>
/// <param name="DaysLate">Days past the due date, early payments counting against late ones.</param>
/// <param name="Lateness">The same with early payments counting nothing.</param>
/// <param name="Spread">How far the days late lie apart: their standard deviation.</param>
/// <param name="DisputedShare">The share of invoices that were contested.</param>
/// <param name="LogAmount">The mean logarithm of their amounts.</param>
public sealed record GeneralHabit(double LateShare, double DaysLate, double Lateness, double Spread, double DisputedShare, double LogAmount)
{
    /// <summary>Before anything is known: two weeks late or early, two of five late.</summary>
    public static readonly GeneralHabit Unknown = new(0.4, 0, 5, 14, 0.1, 4);
}

/// <summary>The habit of an organization on any day: only what was settled before that day is in it.</summary>
public sealed class GeneralHabits
{
    // What one assumes before anything is known weighs as much as five invoices.
    private const double Assumed = 5;
    private readonly DateOnly[] _settled;
    private readonly double[][] _sums;

    /// <param name="all">Invoices of every account, in any order; those not settled say nothing.</param>
    public GeneralHabits(IEnumerable<PastInvoice> all)
    {
        var known = all.Where(i => i.SettledOn is not null).OrderBy(i => i.SettledOn).ToList();
        _settled = [.. known.Select(i => i.SettledOn!.Value)];
        _sums = new double[known.Count + 1][];
        _sums[0] = new double[6];
        for (var i = 0; i < known.Count; i++)
        {
            double late = known[i].DaysLate;
            double[] one = [late > 0 ? 1 : 0, late, Math.Max(0, late), late * late, known[i].IsDisputed ? 1 : 0, known[i].LogAmount];
            _sums[i + 1] = [.. one.Select((value, k) => _sums[i][k] + value)];
        }
    }

    /// <summary>The habit as it was known on that day.</summary>
    public GeneralHabit On(DateOnly day)
    {
        var count = Array.BinarySearch(_settled, day, Comparer<DateOnly>.Create((a, b) => a < b ? -1 : 1));
        var sums = _sums[count < 0 ? ~count : count];
        var n = (count < 0 ? ~count : count) + Assumed;
        var without = GeneralHabit.Unknown;
        double Mean(int k, double assumed) => (sums[k] + Assumed * assumed) / n;
        var days = Mean(1, without.DaysLate);
        var squares = Mean(3, without.Spread * without.Spread);
        return new(
            Mean(0, without.LateShare),
            days,
            Mean(2, without.Lateness),
            Math.Max(1, Math.Sqrt(Math.Max(0, squares - days * days))),
            Mean(4, without.DisputedShare),
            Mean(5, without.LogAmount)
        );
    }
}
