namespace Amiable.Insights;

/// <summary>When an invoice is likely to be paid: nineteen possible days, each as likely as the others.</summary>
/// <param name="DueOn">Its due date.</param>
/// <param name="DaysLate">The one figure: days past the due date.</param>
/// <param name="LateChance">How likely it is paid after its due date: 0 to 1.</param>
/// <param name="Possible">Days past the due date, from the earliest.</param>
public sealed record PaymentOutlook(DateOnly DueOn, double DaysLate, double LateChance, IReadOnlyList<double> Possible)
{
    // What was expected earlier and did not come keeps coming in with half of it about every so many days.
    private const double Straggling = 21;

    /// <summary>The day in the middle.</summary>
    public DateOnly Likely => At(Possible.Count / 2);

    /// <summary>One in ten is paid by then.</summary>
    public DateOnly Early => At(Possible.Count / 10);

    /// <summary>Nine in ten are paid by then.</summary>
    public DateOnly Late => At(Possible.Count - 1 - Possible.Count / 10);

    /// <summary>The same for what is still open on a day: the days that have passed are not possible any more.</summary>
    public PaymentOutlook StillOpenOn(DateOnly today)
    {
        double passed = today.DayNumber - DueOn.DayNumber;
        List<double> left = [.. Possible.Where(d => Math.Round(d) >= passed)];
        // All that was thought possible has passed: it straggles in from today.
        if (left.Count < 3)
            left =
            [
                .. Enumerable
                    .Range(1, Possible.Count)
                    .Select(i => passed - Straggling / Math.Log(2) * Math.Log(1 - i / (Possible.Count + 1.0))),
            ];
        return this with { Possible = left, DaysLate = Math.Max(passed, left[left.Count / 2]), LateChance = passed > 0 ? 1 : LateChance };
    }

    /// <summary>How likely it is paid between two days, both included.</summary>
    public double Chance(DateOnly from, DateOnly to) => (double)Possible.Count(d => Day(d) >= from && Day(d) <= to) / Possible.Count;

    private DateOnly At(int index) => Day(Possible[index]);

    private DateOnly Day(double late) => DueOn.AddDays((int)Math.Round(late));
}
