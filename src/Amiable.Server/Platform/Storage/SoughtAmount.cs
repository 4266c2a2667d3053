using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Storage;

/// <summary>An amount somebody looks for; without a currency, in any.</summary>
public sealed record SoughtAmount(decimal Major, string? Currency = null)
{
    // Of most currencies a unit has a hundred parts; of these it has none, or a thousand.
    private static readonly string[] Whole = [.. Currencies.OfExponent(0)];
    private static readonly string[] Thousandths = [.. Currencies.OfExponent(3)];

    /// <summary>Those of exactly this amount, the latest first.</summary>
    public async Task<List<TId>> Find<TId>(IQueryable<Figure<TId>> figures, int most, CancellationToken ct)
    {
        List<TId> found = [];
        foreach (var (unit, some) in Kinds(Currency is null ? figures : figures.Where(f => f.Currency == Currency)))
            if (found.Count < most && Money.OfMajor(Major, unit) is { IsPositive: true, Minor: var minor })
                found.AddRange(
                    await some.Where(f => f.Minor == minor)
                        .OrderByDescending(f => f.Id)
                        .Select(f => f.Id)
                        .Take(most - found.Count)
                        .ToListAsync(ct)
                );
        return found;
    }

    // The same digits are another amount in each kind of currency.
    private static (string Unit, IQueryable<Figure<TId>> Figures)[] Kinds<TId>(IQueryable<Figure<TId>> figures) =>
        [
            ("EUR", figures.Where(f => !Whole.Contains(f.Currency) && !Thousandths.Contains(f.Currency))),
            (Whole[0], figures.Where(f => Whole.Contains(f.Currency))),
            (Thousandths[0], figures.Where(f => Thousandths.Contains(f.Currency))),
        ];
}

/// <summary>An amount of something, as the database holds it.</summary>
public sealed class Figure<TId>
{
    public required TId Id { get; init; }
    public required long Minor { get; init; }
    public required string Currency { get; init; }
}
