namespace Amiable.Insights;

/// <summary>What a week is likely to bring in one currency.</summary>
/// <param name="Monday">Its first day.</param>
/// <param name="Likely">The sum of what each invoice is worth in that week.</param>
/// <param name="Low">One week in ten brings less.</param>
/// <param name="High">One week in ten brings more.</param>
public sealed record CashWeek(DateOnly Monday, Money Likely, Money Low, Money High);

/// <summary>
/// Adds up when open invoices are likely to be paid. An account pays several of its invoices at once or none: the range takes those of one account as one.
/// </summary>
public sealed class ExpectedCash(DateOnly today, int weeks, string currency)
{
    // Eight weeks in ten lie within so many standard deviations.
    private const double EightInTen = 1.2816;
    private readonly double[] _mean = new double[weeks];
    private readonly double[] _variance = new double[weeks];
    private double _all;

    /// <summary>The Monday of the week that a day is in.</summary>
    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(day.DayNumber % 7));

    /// <summary>The open invoices of one account.</summary>
    public void Add(IReadOnlyCollection<(long Minor, PaymentOutlook Outlook)> ofAccount)
    {
        var monday = MondayOf(today);
        for (var week = 0; week < weeks; week++)
        {
            var spread = 0d;
            foreach (var (minor, outlook) in ofAccount)
            {
                var chance = outlook.Chance(monday.AddDays(7 * week), monday.AddDays(7 * week + 6));
                _mean[week] += minor * chance;
                spread += minor * Math.Sqrt(chance * (1 - chance));
            }
            _variance[week] += spread * spread;
        }
        _all += ofAccount.Sum(i => (double)i.Minor);
    }

    /// <summary>This week and those after it.</summary>
    public IReadOnlyList<CashWeek> Weeks() =>
        [
            .. Enumerable
                .Range(0, weeks)
                .Select(week =>
                {
                    var off = EightInTen * Math.Sqrt(_variance[week]);
                    return new CashWeek(
                        MondayOf(today).AddDays(7 * week),
                        Of(_mean[week]),
                        Of(Math.Max(0, _mean[week] - off)),
                        Of(Math.Min(_all, _mean[week] + off))
                    );
                }),
        ];

    private Money Of(double minor) => new((long)Math.Round(minor), currency);
}
