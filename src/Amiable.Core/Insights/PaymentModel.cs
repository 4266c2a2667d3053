namespace Amiable.Insights;

/// <summary>
/// When invoices of an organization are paid, learnt from those that were: weights of an account's traits, and how far off they were. Plain numbers, so that it is
/// kept and read again.
/// </summary>
public sealed record PaymentModel
{
    /// <summary>Fewer invoices than this teach nothing: then an account's own average is all that is said.</summary>
    public const int Fewest = 60;

    // Accounts of which less is known say more of the organization than of themselves.
    private const int KnownInvoices = 3;
    private const double HeldChance = 10;
    private const double HeldDays = 3;

    // How far off in units of the account's spread, from the smallest: nineteen steps of five in a hundred.
    private static readonly double[] Normal =
    [
        -1.64,
        -1.28,
        -1.04,
        -0.84,
        -0.67,
        -0.52,
        -0.39,
        -0.25,
        -0.13,
        0,
        0.13,
        0.25,
        0.39,
        0.52,
        0.67,
        0.84,
        1.04,
        1.28,
        1.64,
    ];

    /// <summary>Weights of the chance to be late; none when too little is known.</summary>
    public double[] OfChance { get; init; } = [];

    /// <summary>Weights of the days past the due date; none when too little is known.</summary>
    public double[] OfDays { get; init; } = [];

    /// <summary>How far off the days were, in units of the account's spread, from the smallest.</summary>
    public double[] Off { get; init; } = Normal;

    /// <summary>From how many invoices it was learnt.</summary>
    public int LearntFrom { get; init; }

    /// <summary>Whether it looks at disputes.</summary>
    public bool WithDisputes { get; init; }

    /// <summary>Learns from every invoice whose end is known before a day, as it stood on the day it was issued.</summary>
    /// <param name="accounts">The invoices of each account.</param>
    /// <param name="before">What was settled on that day or later is not looked at.</param>
    /// <param name="withDisputes">Whether disputes are known.</param>
    public static PaymentModel Learn(IReadOnlyList<IReadOnlyList<PastInvoice>> accounts, DateOnly before, bool withDisputes = false)
    {
        var habits = new GeneralHabits(accounts.SelectMany(a => a).Where(i => i.IsKnownOn(before)));
        List<(double[] Traits, double Spread, int DaysLate)> rows = [];
        foreach (var account in accounts)
        foreach (var invoice in account.Where(i => i.IsKnownOn(before)))
        {
            var traits = new PaymentTraits(account, habits.On(invoice.IssuedOn), invoice.IssuedOn);
            if (traits.Invoices >= KnownInvoices)
                rows.Add((traits.For(invoice, withDisputes), traits.Spread, invoice.DaysLate));
        }
        if (rows.Count < Fewest)
            return new() { LearntFrom = rows.Count, WithDisputes = withDisputes };
        List<double[]> of = [.. rows.Select(r => r.Traits)];
        var days = LeastSquares.OfDays(of, [.. rows.Select(r => (double)r.DaysLate)], HeldDays);
        var off = rows.Select(r => (r.DaysLate - LeastSquares.Sum(days, r.Traits)) / r.Spread).Order().ToList();
        return new()
        {
            OfChance = LeastSquares.OfChance(of, [.. rows.Select(r => r.DaysLate > 0)], HeldChance),
            OfDays = days,
            Off = [.. Enumerable.Range(1, Normal.Length).Select(i => off[(off.Count - 1) * i / (Normal.Length + 1)])],
            LearntFrom = rows.Count,
            WithDisputes = withDisputes,
        };
    }

    /// <summary>When one invoice is likely to be paid.</summary>
    public PaymentOutlook Expect(PastInvoice invoice, PaymentTraits traits)
    {
        if (OfDays.Length == 0)
            return Of(invoice, traits.DaysLate, traits.Spread, null);
        var of = traits.For(invoice, WithDisputes);
        return Of(invoice, LeastSquares.Sum(OfDays, of), traits.Spread, LeastSquares.Chance(LeastSquares.Sum(OfChance, of)));
    }

    private PaymentOutlook Of(PastInvoice invoice, double days, double spread, double? chance)
    {
        var low = invoice.IssuedOn.DayNumber - invoice.DueOn.DayNumber;
        double[] possible = [.. Off.Select(off => Math.Max(low, days + off * spread))];
        return new(invoice.DueOn, days, chance ?? (double)possible.Count(d => d > 0.5) / possible.Length, possible);
    }
}
