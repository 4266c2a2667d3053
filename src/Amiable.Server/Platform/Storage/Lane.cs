using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Storage;

/// <summary>A row as far as its place in a list goes.</summary>
public sealed record Mark<TId>
    where TId : struct, IId<TId>
{
    public TId Id { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>
/// A part of a list in which the moment alone decides the order. Its rows come from several queries, each of which walks an index in order
/// ("this status, by moment") and stops early: so a page of 100,000 rows costs as little as one of 100.
/// </summary>
public sealed record Lane<TId>(bool EarliestFirst, IReadOnlyList<IQueryable<Mark<TId>>> Rows)
    where TId : struct, IId<TId>
{
    internal async Task<List<Mark<TId>>> Read(DateTimeOffset? from, bool forward, int most, CancellationToken ct)
    {
        var ascending = EarliestFirst == forward;
        var found = new List<Mark<TId>>();
        foreach (var rows in Rows)
        {
            var some = (from, ascending) switch
            {
                (null, _) => rows,
                (_, true) => rows.Where(m => m.At >= from),
                _ => rows.Where(m => m.At <= from),
            };
            some = ascending ? some.OrderBy(m => m.At).ThenBy(m => m.Id) : some.OrderByDescending(m => m.At).ThenByDescending(m => m.Id);
            found.AddRange(await some.Take(most).ToListAsync(ct));
        }
        return
        [
            .. (
                ascending
                    ? found.OrderBy(m => m.At).ThenBy(m => m.Id.Value)
                    : found.OrderByDescending(m => m.At).ThenByDescending(m => m.Id.Value)
            ).Take(most),
        ];
    }
}

/// <summary>One page of a list.</summary>
/// <param name="Previous">What to ask for "before", null on the first page.</param>
/// <param name="Next">What to ask for "after", null on the last page.</param>
public sealed record PageOf<TId>(IReadOnlyList<TId> Ids, string? Previous, string? Next);

/// <summary>A place between two rows: behind so many rows of that moment. In an address: "0.638812345678900000.1".</summary>
internal readonly record struct PagePlace(int Lane, DateTimeOffset At, int Skip)
{
    public static PagePlace? Parse(string? text) =>
        text?.Split('.') is [var lane, var ticks, var skip]
        && int.TryParse(lane, CultureInfo.InvariantCulture, out var l)
        && long.TryParse(ticks, CultureInfo.InvariantCulture, out var t)
        && int.TryParse(skip, CultureInfo.InvariantCulture, out var s)
        && l is >= 0 and < 8
        && s is >= 0 and < 10_000
        && t >= 0
        && t <= DateTimeOffset.MaxValue.UtcTicks
            ? new(l, new DateTimeOffset(t, TimeSpan.Zero), s)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Lane}.{At.UtcTicks}.{Skip}");
}
