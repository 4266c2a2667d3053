namespace Amiable.Documents.Text;

/// <summary>The total with tax, the tax in it and what was paid of it: names of amounts, weighed by whether they add up.</summary>
internal sealed class Totals
{
    private readonly Sheet _sheet;
    private readonly Sums _sums;
    private readonly TaxProof _proof;

    public Totals(Sheet sheet)
    {
        _sheet = sheet;
        _sums = new(sheet);
        _proof = new(sheet, _sums);
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
        {
            OnlyAmount();
            return;
        }
        var best = candidates[0];
        TotalAmount = best.Sum.Amount;
        Total = _sheet.Found(best.Value, Confidence(best, candidates), best.Sum.Amount.Place);
        Tax = _proof.TaxOf(best.Value);
        Paid = PaidOf(best);
    }

    /// <summary>No label names a total, but one amount with a currency is all there is, or the largest and said twice.</summary>
    private void OnlyAmount()
    {
        var money = _sheet.Amounts.Where(amount => amount is { Cents: true, Currency: not null, Value: > 0 }).ToList();
        var largest = money.MaxBy(amount => amount.Value);
        if (
            largest is null
            || (money.Select(amount => amount.Value).Distinct().Count() > 1 && money.Count(amount => amount.Value == largest.Value) < 2)
        )
            return;
        TotalAmount = largest;
        Total = _sheet.Found(largest.Value, 0.45, largest.Place);
    }

    private Candidate Judge(IGrouping<decimal, Sum> group)
    {
        var (value, best) = (group.Key, group.MaxBy(sum => sum.Score)!);
        var proof = _proof.Prove(value);
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
                && _proof.Money.TryGetValue(paid, out var amount)
                && !_proof.Taxes.Exists(tax => tax.Value == paid)
                && !_proof.Nets.Exists(net => net.Value == paid && net.Role == Role.Net)
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
        && _proof.Taxes.Exists(tax =>
            tax.Value > 0
            && _sums.Of(Role.Gross, Role.Payable, Role.Total).Any(sum => Math.Abs(value + tax.Value - sum.Value) <= TaxProof.Cent)
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
            { Settled: true } => 0.94,
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
        || _proof.Nets.Exists(net => net.Value == other.Value && net.Role == Role.Net)
        || (best.Settled && other.Value < best.Value)
        || _proof.Taxes.Exists(tax => Math.Abs(best.Value - tax.Value - other.Value) <= TaxProof.Cent)
        || _sums.Of(Role.Previous).Any(sum => Math.Abs(best.Value + sum.Value - other.Value) <= TaxProof.Cent)
        || (other.Sum.Role == Role.Total && other.Value < best.Value && best.Proof is Proof.Named or Proof.Rated);

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

    private sealed record Candidate(decimal Value, Sum Sum, double Score, Proof Proof, bool Settled, int Places);
}
