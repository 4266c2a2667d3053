namespace Amiable.Documents.Text;

/// <summary>A figure that may be money.</summary>
/// <param name="Value">Without its sign.</param>
/// <param name="Cents">Written with two decimals, or as whole with a dash (120,-).</param>
/// <param name="Currency">ISO code beside it, "$" or "kr" where the sign alone does not tell; null when there is none.</param>
internal sealed record Amount(decimal Value, bool Negative, bool Cents, string? Currency, Passage Place)
{
    public Line Line => Place.Line;

    /// <summary>Looks like money: has cents, or a currency beside it.</summary>
    public bool IsMoney => Cents || Currency is not null;
}

/// <summary>A percentage on the page: a rate of tax, or a discount.</summary>
internal sealed record Percentage(decimal Value, Passage Place);
