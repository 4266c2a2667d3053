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
    /// <summary>The first rows from that moment on, itself included, in the order of the list.</summary>
    internal Task<List<Mark<TId>>> Forward(DateTimeOffset? from, int most, CancellationToken ct) =>
        Read(
            rows =>
                (from, EarliestFirst) switch
                {
                    (null, _) => rows,
                    (_, true) => rows.Where(m => m.At >= from),
                    _ => rows.Where(m => m.At <= from),
                },
            EarliestFirst,
            most,
            ct
        );

    /// <summary>The last rows before that moment, itself excluded, against the order of the list.</summary>
    internal Task<List<Mark<TId>>> Backward(DateTimeOffset? from, int most, CancellationToken ct) =>
        Read(
            rows =>
                (from, EarliestFirst) switch
                {
                    (null, _) => rows,
                    (_, true) => rows.Where(m => m.At < from),
                    _ => rows.Where(m => m.At > from),
                },
            !EarliestFirst,
            most,
            ct
        );

    /// <summary>How many rows of its own moment stand before that one; it need not be in the list itself.</summary>
    internal async Task<int> RankAmongThoseOfItsMoment(Mark<TId> mark, CancellationToken ct)
    {
        var same = await Read(rows => rows.Where(m => m.At == mark.At), EarliestFirst, int.MaxValue, ct);
        return same.Count(m => EarliestFirst ? m.Id.Value.CompareTo(mark.Id.Value) < 0 : m.Id.Value.CompareTo(mark.Id.Value) > 0);
    }

    private async Task<List<Mark<TId>>> Read(
        Func<IQueryable<Mark<TId>>, IQueryable<Mark<TId>>> part,
        bool ascending,
        int most,
        CancellationToken ct
    )
    {
        var found = new List<Mark<TId>>();
        foreach (var rows in Rows.Select(part))
        {
            var sorted = ascending
                ? rows.OrderBy(m => m.At).ThenBy(m => m.Id)
                : rows.OrderByDescending(m => m.At).ThenByDescending(m => m.Id);
            found.AddRange(await sorted.Take(most).ToListAsync(ct));
        }
        var merged = ascending
            ? found.OrderBy(m => m.At).ThenBy(m => m.Id.Value)
            : found.OrderByDescending(m => m.At).ThenByDescending(m => m.Id.Value);
        return [.. merged.Take(most)];
    }
}

/// <summary>One page of a list.</summary>
/// <param name="Previous">What to ask for "before", null on the first page.</param>
/// <param name="Next">What to ask for "after", null on the last page.</param>
public sealed record PageOf<TId>(IReadOnlyList<TId> Ids, string? Previous, string? Next);

/// <summary>A place between two rows: behind the first so many of that moment. In an address: "0.638812345678900000.1".</summary>
internal readonly record struct PagePlace(int Lane, DateTimeOffset At, int Skip)
{
    public static PagePlace? Parse(string? text) =>
        text?.Split('.') is [var lane, var ticks, var skip]
        && int.TryParse(lane, CultureInfo.InvariantCulture, out var l)
        && long.TryParse(ticks, CultureInfo.InvariantCulture, out var t)
        && int.TryParse(skip, CultureInfo.InvariantCulture, out var s)
        && l is >= 0 and < 8
        && s is >= 0 and < 1_000_000
        && t >= 0
        && t <= DateTimeOffset.MaxValue.UtcTicks
            ? new(l, new DateTimeOffset(t, TimeSpan.Zero), s)
            : null;

    /// <summary>The place one row further on.</summary>
    public PagePlace Behind => this with { Skip = Skip + 1 };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Lane}.{At.UtcTicks}.{Skip}");
}
