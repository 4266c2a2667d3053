namespace Amiable.Documents.Text;

/// <summary>An amount and what a label near it calls it.</summary>
internal sealed record Sum(Role Role, Amount Amount, double Score, Label Label)
{
    public decimal Value => Amount.Value;
}

/// <summary>All amounts of the document that a label names: total, net, tax, paid…</summary>
internal sealed class Sums
{
    private static readonly Dictionary<Role, double> Strengths = new()
    {
        [Role.Gross] = 0.84,
        [Role.Payable] = 0.77,
        [Role.Total] = 0.64,
        [Role.Net] = 0.8,
        [Role.Tax] = 0.8,
        [Role.Paid] = 0.8,
        [Role.Previous] = 0.85,
        [Role.Carried] = 0.85,
        [Role.OtherAmount] = 0.8,
    };

    private static readonly HashSet<Role> Rivals = [.. Strengths.Keys];

    private readonly Sheet _sheet;
    private readonly List<Sum> _all = [];

    public Sums(Sheet sheet)
    {
        _sheet = sheet;
        foreach (var (role, strength) in Strengths)
        foreach (var label in sheet.Of(role).Where(label => label.Length > 1))
            Name(label, strength);
        NamedBehind();
        Drop();
    }

    public IEnumerable<Sum> Of(params Role[] roles) => _all.Where(sum => roles.Contains(sum.Role));

    private void Name(Label label, double strength)
    {
        var taxed =
            label.Role == Role.Total
            && _sheet
                .LabelsOf(label.Line)
                .Any(other =>
                    other.Role == Role.Taxed && other.Place.First > label.Place.Last && other.Place.First <= label.Place.Last + 3
                );
        var role = taxed ? Role.Gross : label.Role;
        var full = taxed ? Strengths[Role.Gross] : strength;
        if (Role.Gross == role || label.Role is Role.Total or Role.Payable)
            Across(label);
        var after = 0;
        foreach (
            var amount in _sheet
                .AmountsOfLine[label.Line]
                .Where(amount => amount.Place.First > label.Place.Last)
                .OrderBy(amount => amount.Place.First)
        )
        {
            var near = Near.Of(_sheet, label, amount.Place, Rivals);
            if (near > 0)
                _all.Add(new(role, amount, full * (near - (0.02 * after++)) * Money(amount), label));
        }
        var besides = after > 0 ? 0.6 : 1;
        for (var at = label.Line.Index + 1; at < Math.Min(_sheet.Lines.Count, label.Line.Index + 8); at++)
            foreach (var amount in _sheet.AmountsOfLine[_sheet.Lines[at]])
            {
                var near = Near.Of(_sheet, label, amount.Place, Rivals);
                if (near > 0 && !HasOwnLabel(amount))
                    _all.Add(new(role, amount, full * near * besides * Money(amount) * (IsColumn(amount) ? 0.6 : 0.95), label));
            }
    }

    /// <summary>"Total 24.99 5.00 29.99": net, tax and both together in the columns of one row.</summary>
    private void Across(Label label)
    {
        var row = _sheet
            .AmountsOfLine[label.Line]
            .Where(amount => amount.IsMoney && amount.Place.First > label.Place.Last)
            .OrderBy(amount => amount.Place.First)
            .Take(8)
            .ToList();
        var whole = row.Count is >= 3 ? row.MaxBy(amount => amount.Value)! : null;
        if (whole is not null && row.Count(one => one.Value == whole.Value) == 2 && row.Find(one => one.Value == 0) is { } none)
        {
            _all.Add(new(Role.Gross, whole, 0.86, label));
            _all.Add(new(Role.Net, row.FindLast(one => one.Value == whole.Value && one != whole)!, 0.8, label));
            _all.Add(new(Role.Tax, none, 0.8, label));
            return;
        }
        foreach (var net in row.Where(one => whole is not null && one.Value < whole.Value && one.Value > whole.Value / 2))
            if (row.Find(one => one.Value > 0 && Math.Abs(one.Value + net.Value - whole!.Value) <= 0.02m) is { } tax)
            {
                _all.Add(new(Role.Gross, whole!, 0.86, label));
                _all.Add(new(Role.Net, net, 0.86, label));
                _all.Add(new(Role.Tax, tax, 0.86, label));
                return;
            }
    }

    /// <summary>"29.99 € TTC", "€ 120.00 incl. VAT".</summary>
    private void NamedBehind()
    {
        foreach (var label in _sheet.Of(Role.Taxed))
        foreach (
            var amount in _sheet
                .AmountsOfLine[label.Line]
                .Where(amount =>
                    amount.Place.Last is var last && (last + 1 == label.Place.First || last == label.Place.First) && amount.IsMoney
                )
        )
            _all.Add(new(Role.Gross, amount, 0.66, label));
    }

    /// <summary>An amount on whose line another sum is named belongs there, and not to a heading above it.</summary>
    private bool HasOwnLabel(Amount amount) =>
        _sheet
            .LabelsOf(amount.Line)
            .Any(label =>
                Rivals.Contains(label.Role)
                && label.Length > 2
                && label.Place.Last < amount.Place.First
                && amount.Place.Left - label.Place.Right < 0.4 * amount.Line.Page.Width
            );

    /// <summary>More amounts stand right below it: an item of a table.</summary>
    private bool IsColumn(Amount amount)
    {
        for (var at = amount.Line.Index + 1; at < Math.Min(_sheet.Lines.Count, amount.Line.Index + 4); at++)
            if (
                _sheet
                    .AmountsOfLine[_sheet.Lines[at]]
                    .Any(other =>
                        other.IsMoney && Math.Abs(other.Place.Right - amount.Place.Right) < amount.Line.Height && !HasOwnLabel(other)
                    )
            )
                return true;
        return false;
    }

    private static double Money(Amount amount) =>
        amount.Cents ? 1
        : amount.Currency is not null ? 0.95
        : 0.5;

    // One amount, one name: the nearest label's. The last total of a table stands under its heading too.
    private void Drop()
    {
        foreach (var group in _all.GroupBy(sum => sum.Amount.Place).Where(group => group.Count() > 1).ToList())
        {
            var best = group.Max(sum => sum.Score / Strengths[sum.Role]);
            _all.RemoveAll(sum => sum.Amount.Place == group.Key && sum.Score / Strengths[sum.Role] < best - 0.12);
        }
    }
}
