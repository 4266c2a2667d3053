namespace Amiable.Ui.Sheets;

/// <summary>A value in a file for a spreadsheet, which is to reckon with it: no currency signs, no words around it.</summary>
public readonly record struct Cell
{
    /// <summary>A string, long, Money, DateOnly or DateTime; null for nothing.</summary>
    internal object? Value { get; private init; }

    public static Cell Text(string? text) => new() { Value = text };

    public static Cell Number(long number) => new() { Value = number };

    /// <summary>The figure only; the currency has a column of its own.</summary>
    public static Cell Amount(Money? amount) => new() { Value = amount };

    public static Cell Day(DateOnly? day) => new() { Value = day };

    /// <param name="local">In the reader's time zone.</param>
    public static Cell Moment(DateTimeOffset local) => new() { Value = local.DateTime };
}

/// <param name="Key">The words at its head.</param>
/// <param name="Of">What it says of a row.</param>
public sealed record Column<TRow>(string Key, Func<TRow, Cell> Of);
