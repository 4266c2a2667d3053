namespace Amiable.Documents.Text;

/// <summary>The total with tax, the tax in it and what was paid of it: names of amounts, weighed by whether they add up.</summary>
internal sealed class Totals
{
    private const decimal Cent = 0.011m;

    private readonly Sheet _sheet;
    private readonly Sums _sums;
    private readonly List<Sum> _nets;
    private readonly List<Sum> _taxes;
    private readonly Dictionary<decimal, Amount> _money = [];
    private readonly HashSet<decimal> _rates;

    public Totals(Sheet sheet)
    {
        _sheet = sheet;
        _sums = new(sheet);
        _nets = [.. _sums.Of(Role.Net, Role.Total).Where(sum => sum.Score > 0.35).OrderByDescending(sum => sum.Score).Take(60)];
        _taxes = [.. _sums.Of(Role.Tax).Where(sum => sum.Score > 0.35 && sum.Amount.IsMoney).OrderByDescending(sum => sum.Score).Take(60)];
        foreach (var amount in sheet.Amounts.Where(amount => amount.IsMoney))
            _money.TryAdd(amount.Value, amount);
        _rates = [.. sheet.Percentages.Select(percentage => percentage.Value).Where(rate => rate is > 1 and < 28)];
        Solve();
    }

    public Finding<decimal>? Total { get; private set; }
    public Finding<decimal>? Tax { get; private set; }
    public Finding<decimal>? Paid { get; private set; }

    /// <summary>The figure taken for the total.</summary>
    public Amount? TotalAmount { get; private set; }

    private void Solve()
    {
        var candidates = _sums
            .Of(Role.Gross, Role.Payable, Role.Total)
            .GroupBy(sum => sum.Value)
            .Select(Judge)
            .OrderByDescending(candidate => candidate.Score)
            .ToList();
        if (candidates.Count == 0 || candidates[0].Score < 0.3)
            return;
        var best = candidates[0];
        TotalAmount = best.Sum.Amount;
        Total = _sheet.Found(best.Value, Confidence(best, candidates), best.Sum.Amount.Place);
        Tax = TaxOf(best);
        Paid = PaidOf(best);
    }

    private Candidate Judge(IGrouping<decimal, Sum> group)
    {
        var (value, best) = (group.Key, group.MaxBy(sum => sum.Score)!);
        var proof = Prove(value);
        var settled = Payment(value) is not null;
        var places = group.Where(sum => sum.Score > 0.5).Select(sum => sum.Label.Line).Distinct().Count();
        var score =
            best.Score
            + (
                proof switch
                {
                    Proof.Named => 0.17,
                    Proof.Rated => 0.14,
                    Proof.Partly => 0.07,
                    Proof.NoTax => 0.06,
                    _ => 0,
                }
            )
            + (settled ? 0.2 : 0)
            + (places > 1 ? 0.05 : 0)
            + (IsLargest(value) ? 0.04 : 0)
            - (value == 0 ? 0.3 : 0)
            - (IsPart(value, proof) ? 0.2 : 0)
            - (IsCalledOtherwise(best) ? 0.25 : 0);
        return new(value, best, score, proof, settled, places);
    }

    private Proof Prove(decimal value)
    {
        if (value == 0)
            return Proof.None;
        foreach (var net in _nets.Where(net => net.Value > 0 && net.Value < value))
            if (
                _taxes.Exists(tax => tax.Value > 0 && Math.Abs(net.Value + tax.Value - value) <= Cent)
                || SumOfTaxes(value - net.Value, value) is not null
            )
                return Proof.Named;
        foreach (var rate in _rates)
        {
            var net = Math.Round(value / (1 + (rate / 100)), 2);
            for (var off = -0.01m; off <= 0.01m; off += 0.01m)
                if (_money.ContainsKey(net + off) && _money.ContainsKey(value - net - off))
                    return Proof.Rated;
        }
        if (_taxes.Exists(tax => tax.Value > 0 && tax.Value < value / 3 && _money.ContainsKey(value - tax.Value)))
            return Proof.Partly;
        return _nets.Exists(net => net.Value == value && net.Role == Role.Net) && _taxes.Exists(tax => tax.Value == 0)
            ? Proof.NoTax
            : Proof.None;
    }

    /// <summary>Two to four taxes of different rates that make this together.</summary>
    private List<Sum>? SumOfTaxes(decimal value, decimal total)
    {
        if (value <= 0 || value > total * 0.3m)
            return null;
        var parts = _taxes.Where(tax => tax.Value > 0 && tax.Value < value).DistinctBy(tax => tax.Amount.Place).Take(10).ToList();
        for (var set = 3; set < 1 << parts.Count; set++)
        {
            var count = System.Numerics.BitOperations.PopCount((uint)set);
            if (count is < 2 or > 4)
                continue;
            var chosen = parts.Where((_, at) => (set & (1 << at)) != 0).ToList();
            if (Math.Abs(chosen.Sum(tax => tax.Value) - value) <= Cent)
                return chosen;
        }
        return null;
    }

    /// <summary>What was paid, where this total less that is named as still to pay.</summary>
    private (decimal Value, Amount Amount, bool Named)? Payment(decimal value)
    {
        foreach (var left in _sums.Of(Role.Payable).Where(sum => sum.Score > 0.5 && sum.Value < value))
        {
            var paid = value - left.Value;
            if (_sums.Of(Role.Paid).FirstOrDefault(sum => sum.Value == paid && sum.Score > 0.4) is { } named)
                return (paid, named.Amount, true);
            if (
                left.Value > 0
                && _money.TryGetValue(paid, out var amount)
                && !_taxes.Exists(tax => tax.Value == paid)
                && !_nets.Exists(net => net.Value == paid && net.Role == Role.Net)
            )
                return (paid, amount, false);
        }
        return null;
    }

    private bool IsLargest(decimal value) =>
        !_sums.Of(Role.Gross, Role.Payable, Role.Total, Role.Net).Any(sum => sum.Value > value && sum.Score > 0.4);

    /// <summary>A larger sum is this one with a named tax: this is the net.</summary>
    private bool IsPart(decimal value, Proof proof) =>
        proof is Proof.None or Proof.NoTax
        && _taxes.Exists(tax =>
            tax.Value > 0 && _sums.Of(Role.Gross, Role.Payable, Role.Total).Any(sum => Math.Abs(value + tax.Value - sum.Value) <= Cent)
        );

    private bool IsCalledOtherwise(Sum best) =>
        _sums
            .Of(Role.Previous, Role.Carried, Role.OtherAmount, Role.Paid, Role.Tax, Role.Net)
            .Any(sum => sum.Amount.Place == best.Amount.Place && sum.Score > best.Score);

    private double Confidence(Candidate best, List<Candidate> candidates)
    {
        var most = best switch
        {
            { Proof: Proof.Named } => 0.98,
            { Proof: Proof.Rated } => 0.97,
            { Settled: true } => 0.95,
            { Proof: Proof.NoTax, Places: > 1 } => 0.96,
            { Proof: Proof.NoTax } => 0.93,
            { Places: > 1, Sum.Role: Role.Gross or Role.Payable } => 0.94,
            { Sum.Role: Role.Total, Places: < 2 } => 0.82,
            _ => 0.9,
        };
        var rival = candidates.Skip(1).Where(other => !IsExplained(best, other)).Select(other => other.Score).DefaultIfEmpty(0).Max();
        var doubt =
            rival > best.Score - 0.06 ? 0.25
            : rival > best.Score - 0.15 ? 0.1
            : rival > 0.75 ? 0.05
            : 0;
        return Math.Min(best.Score + 0.06, most) - doubt;
    }

    // What remains to pay, nothing, the net, or the total with an older balance: no other total.
    private bool IsExplained(Candidate best, Candidate other) =>
        other.Value == 0
        || _nets.Exists(net => net.Value == other.Value && net.Role == Role.Net)
        || (best.Settled && other.Value < best.Value)
        || _taxes.Exists(tax => Math.Abs(best.Value - tax.Value - other.Value) <= Cent)
        || _sums.Of(Role.Previous).Any(sum => Math.Abs(best.Value + sum.Value - other.Value) <= Cent)
        || (other.Sum.Role == Role.Total && other.Value < best.Value && best.Proof is Proof.Named or Proof.Rated);

    private Finding<decimal>? TaxOf(Candidate best)
    {
        var total = best.Value;
        var whole = _taxes
            .Where(tax => tax.Value < total && _nets.Exists(net => Math.Abs(net.Value + tax.Value - total) <= Cent))
            .OrderByDescending(tax => tax.Value > 0)
            .ThenByDescending(tax => tax.Score)
            .FirstOrDefault();
        if (whole is not null)
            return _sheet.Found(whole.Value, whole.Value == 0 ? 0.9 : 0.97, whole.Amount.Place);
        foreach (var net in _nets.Where(net => net.Value > 0 && net.Value < total && net.Role == Role.Net))
            if (SumOfTaxes(total - net.Value, total) is { } parts)
                return _sheet.Found(total - net.Value, 0.93, parts[0].Amount.Place);
        foreach (var rate in _rates)
        {
            var net = Math.Round(total / (1 + (rate / 100)), 2);
            if (_money.ContainsKey(net) && _money.TryGetValue(total - net, out var tax))
                return _sheet.Found(tax.Value, 0.92, tax.Place);
        }
        // Nothing adds up: only a tax that its label names on the same line.
        var only = _taxes
            .Where(tax => tax.Value < total * 0.3m && tax.Label.Line == tax.Amount.Line && tax.Score > 0.6)
            .OrderByDescending(tax => _money.ContainsKey(total - tax.Value))
            .ThenByDescending(tax => tax.Score)
            .FirstOrDefault();
        return only is null ? null : _sheet.Found(only.Value, _money.ContainsKey(total - only.Value) ? 0.85 : 0.55, only.Amount.Place);
    }

    private Finding<decimal>? PaidOf(Candidate best)
    {
        if (Payment(best.Value) is { } payment)
            return _sheet.Found(payment.Value, payment.Named ? 0.96 : 0.8, payment.Amount.Place);
        var named = _sums
            .Of(Role.Paid)
            .Where(sum => sum.Value <= best.Value && sum.Amount.IsMoney && sum.Score > 0.6)
            .OrderByDescending(sum => sum.Score)
            .FirstOrDefault();
        return named is null ? null : _sheet.Found(named.Value, 0.65, named.Amount.Place);
    }

    private enum Proof
    {
        None,

        /// <summary>Net and total are the same, and a tax of nothing is named.</summary>
        NoTax,

        /// <summary>A named tax and some amount make it.</summary>
        Partly,

        /// <summary>Two amounts make it, and a rate on the page makes one from the other.</summary>
        Rated,

        /// <summary>A named net and named tax make it.</summary>
        Named,
    }

    private sealed record Candidate(decimal Value, Sum Sum, double Score, Proof Proof, bool Settled, int Places);
}
