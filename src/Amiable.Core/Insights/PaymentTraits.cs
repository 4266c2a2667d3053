namespace Amiable.Insights;

/// <summary>
/// How an account pays as one knows it on a day, drawn towards the habit of the organization the less is known of it. Nothing that happened on that day or
/// later is in it.
/// </summary>
public sealed class PaymentTraits
{
    // The organization's habit weighs as much as so many invoices of the account.
    private const double Drawn = 6;
    private const int Recent = 10;
    private readonly GeneralHabit _general;
    private readonly List<PastInvoice> _known;
    private readonly List<PastInvoice> _open;
    private readonly DateOnly _day;
    private readonly double _lateShare;
    private readonly double _lateness;
    private readonly double _disputedShare;
    private readonly double _logAmount;
    private readonly double _recently;

    /// <param name="ofAccount">Its invoices, in any order.</param>
    /// <param name="general">How all accounts pay, as known on that day.</param>
    /// <param name="day">The day of asking.</param>
    public PaymentTraits(IEnumerable<PastInvoice> ofAccount, GeneralHabit general, DateOnly day)
    {
        var before = ofAccount.Where(i => i.IssuedOn < day).ToList();
        _known = [.. before.Where(i => i.IsKnownOn(day)).OrderByDescending(i => i.SettledOn)];
        _open = [.. before.Where(i => !i.IsKnownOn(day))];
        (_general, _day) = (general, day);
        _lateShare = Mean(_known, i => i.DaysLate > 0 ? 1 : 0, general.LateShare);
        DaysLate = Mean(_known, i => i.DaysLate, general.DaysLate);
        _lateness = Mean(_known, i => Math.Max(0, i.DaysLate), general.Lateness);
        _disputedShare = Mean(_known, i => i.IsDisputed ? 1 : 0, general.DisputedShare);
        _logAmount = Mean(_known, i => i.LogAmount, general.LogAmount);
        Spread = Math.Max(1, Math.Sqrt(Mean(_known, i => Math.Pow(i.DaysLate - DaysLate, 2), general.Spread * general.Spread)));
        _recently = Lately();
    }

    /// <summary>How many of its invoices one knows the end of.</summary>
    public int Invoices => _known.Count;

    /// <summary>The days past the due date on which it pays, on average.</summary>
    public double DaysLate { get; }

    /// <summary>How far these days lie apart.</summary>
    public double Spread { get; }

    /// <summary>What speaks for paying an invoice early or late, as numbers of about the same size; the order is the model's.</summary>
    /// <param name="invoice">The invoice asked about; whether it was settled is not looked at.</param>
    /// <param name="withDisputes">Whether it is known if it is contested.</param>
    public double[] For(PastInvoice invoice, bool withDisputes)
    {
        double[] plain =
        [
            LogOdds(_lateShare),
            DaysLate / 10,
            _lateness / 10,
            Spread / 10,
            NearAmount(invoice) / 10,
            invoice.LogAmount - 4,
            invoice.LogAmount - _logAmount,
            _recently / 10,
            Math.Min(3, _open.Count(i => i.DueOn < _day && i != invoice)),
            Math.Log(1 + _open.Count(i => i != invoice)),
            Math.Log(1 + _known.Count),
        ];
        if (!withDisputes)
            return plain;
        var alike = _known.Where(i => i.IsDisputed == invoice.IsDisputed).ToList();
        return
        [
            .. plain,
            _disputedShare,
            invoice.IsDisputed ? 1 : 0,
            invoice.IsDisputed ? DaysLate / 10 : 0,
            Mean(alike, i => i.DaysLate, DaysLate) / 10,
            LogOdds(Mean(alike, i => i.DaysLate > 0 ? 1 : 0, Math.Clamp(_lateShare, 0.05, 0.95))),
        ];
    }

    private static double LogOdds(double share)
    {
        var kept = Math.Clamp(share, 0.01, 0.99);
        return Math.Log(kept / (1 - kept));
    }

    private static double Mean(List<PastInvoice> some, Func<PastInvoice, double> of, double assumed) =>
        (some.Sum(of) + Drawn * assumed) / (some.Count + Drawn);

    // Amounts of about this size may be paid otherwise than others: a large one needs another signature.
    private double NearAmount(PastInvoice invoice)
    {
        var (weights, sum) = (0d, 0d);
        foreach (var past in _known)
        {
            var weight = Math.Exp(-Math.Pow((past.LogAmount - invoice.LogAmount) / 0.5, 2));
            weights += weight;
            sum += weight * past.DaysLate;
        }
        return (sum + Drawn * DaysLate) / (weights + Drawn);
    }

    // The last ones count most: habits change.
    private double Lately()
    {
        var (weights, sum) = (0d, 0d);
        for (var i = 0; i < Math.Min(Recent, _known.Count); i++)
        {
            var weight = Math.Pow(0.8, i);
            weights += weight;
            sum += weight * _known[i].DaysLate;
        }
        return (sum + Drawn / 2 * _general.DaysLate) / (weights + Drawn / 2);
    }
}
