namespace Amiable.Documents.Text;

/// <summary>How well a total is borne out by net and tax.</summary>
internal enum Proof
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

/// <summary>Whether amounts on the page add up to a total, and which of them is its tax.</summary>
internal sealed class TaxProof
{
    public const decimal Cent = 0.011m;

    private readonly Sheet _sheet;
    private readonly HashSet<decimal> _rates;

    public TaxProof(Sheet sheet, Sums sums)
    {
        _sheet = sheet;
        Nets = [.. sums.Of(Role.Net, Role.Total).Where(sum => sum.Score > 0.35).OrderByDescending(sum => sum.Score).Take(60)];
        Taxes = [.. sums.Of(Role.Tax).Where(sum => sum.Score > 0.35 && sum.Amount.IsMoney).OrderByDescending(sum => sum.Score).Take(60)];
        foreach (var amount in sheet.Amounts.Where(amount => amount.IsMoney))
            Money.TryAdd(amount.Value, amount);
        _rates = [.. sheet.Percentages.Select(percentage => percentage.Value).Where(rate => rate is > 1 and < 28)];
    }

    public List<Sum> Nets { get; }
    public List<Sum> Taxes { get; }
    public Dictionary<decimal, Amount> Money { get; } = [];

    public Proof Prove(decimal value)
    {
        if (value == 0)
            return Proof.None;
        foreach (var net in Nets.Where(net => net.Value > 0 && net.Value < value))
            if (
                Taxes.Exists(tax => tax.Value > 0 && Math.Abs(net.Value + tax.Value - value) <= Cent)
                || SumOfTaxes(value - net.Value, value) is not null
            )
                return Proof.Named;
        foreach (var rate in _rates)
        {
            var net = Math.Round(value / (1 + (rate / 100)), 2);
            for (var off = -0.01m; off <= 0.01m; off += 0.01m)
                if (Money.ContainsKey(net + off) && Money.ContainsKey(value - net - off))
                    return Proof.Rated;
        }
        if (IncludedTax(value) is not null)
            return Proof.Rated;
        if (Taxes.Exists(tax => tax.Value > 0 && tax.Value < value / 3 && Money.ContainsKey(value - tax.Value)))
            return Proof.Partly;
        return Nets.Exists(net => net.Value == value && net.Role == Role.Net) && Taxes.Exists(tax => tax.Value == 0)
            ? Proof.NoTax
            : Proof.None;
    }

    /// <summary>"Including 7.7% VAT: 74.35": a named tax that is a rate of this total.</summary>
    private Sum? IncludedTax(decimal value) =>
        Taxes.Find(tax => tax.Value > 1 && _rates.Any(rate => Math.Abs((value * rate / (100 + rate)) - tax.Value) < 0.011m));

    /// <summary>Two to four taxes of different rates that make this together.</summary>
    private List<Sum>? SumOfTaxes(decimal value, decimal total)
    {
        if (value <= 0 || value > total * 0.3m)
            return null;
        var parts = Taxes.Where(tax => tax.Value > 0 && tax.Value < value).DistinctBy(tax => tax.Amount.Place).Take(10).ToList();
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

    public Finding<decimal>? TaxOf(decimal total)
    {
        var whole = Taxes
            .Where(tax => tax.Value < total && Nets.Exists(net => Math.Abs(net.Value + tax.Value - total) <= Cent))
            .OrderByDescending(tax => tax.Value > 0)
            .ThenByDescending(tax => tax.Score)
            .FirstOrDefault();
        if (whole is not null)
            return _sheet.Found(whole.Value, whole.Value == 0 ? 0.9 : 0.97, whole.Amount.Place);
        foreach (var net in Nets.Where(net => net.Value > 0 && net.Value < total && net.Role == Role.Net))
            if (SumOfTaxes(total - net.Value, total) is { } parts)
                return _sheet.Found(total - net.Value, 0.93, parts[0].Amount.Place);
        foreach (var rate in _rates)
        {
            var net = Math.Round(total / (1 + (rate / 100)), 2);
            if (Money.ContainsKey(net) && Money.TryGetValue(total - net, out var tax))
                return _sheet.Found(tax.Value, 0.92, tax.Place);
        }
        if (IncludedTax(total) is { } included)
            return _sheet.Found(included.Value, 0.93, included.Amount.Place);
        // Nothing adds up: only a tax that its label names on the same line.
        var only = Taxes
            .Where(tax => tax.Value < total * 0.3m && tax.Label.Line == tax.Amount.Line && tax.Score > 0.6)
            .OrderByDescending(tax => Money.ContainsKey(total - tax.Value))
            .ThenByDescending(tax => tax.Score)
            .FirstOrDefault();
        return only is null ? null : _sheet.Found(only.Value, Money.ContainsKey(total - only.Value) ? 0.85 : 0.55, only.Amount.Place);
    }
}
