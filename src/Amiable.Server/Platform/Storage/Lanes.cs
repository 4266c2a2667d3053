namespace Amiable.Platform.Storage;

/// <summary>Walks through the lanes of a list, one after the other.</summary>
public static class Lanes
{
    /// <summary>The page after that place, or before it; the first one when neither is given.</summary>
    public static async Task<PageOf<TId>> ReadPage<TId>(
        this IReadOnlyList<Lane<TId>> lanes,
        string? after,
        string? before,
        int size,
        CancellationToken ct
    )
        where TId : struct, IId<TId>
    {
        var forward = PagePlace.Parse(before) is null;
        var from = PagePlace.Parse(forward ? after : before);
        var rows = await (forward ? lanes.Forward(from, size + 1, ct) : lanes.Backward(from!.Value, size + 1, ct));
        var more = rows.Count > size;
        if (more)
            rows.RemoveAt(size);
        if (!forward)
            rows.Reverse();
        if (rows.Count == 0)
            return new([], null, null);
        var (first, last) = (rows[0], rows[^1]);
        return new(
            [.. rows.Select(r => r.Mark.Id)],
            (forward ? from is not null : more) ? (await lanes.PlaceOf(first.Lane, first.Mark, ct)).ToString() : null,
            !forward || more ? (await lanes.PlaceOf(last.Lane, last.Mark, ct)).Behind.ToString() : null
        );
    }

    /// <summary>The rows before and after that one; it need not be in the list itself.</summary>
    public static async Task<(TId? Previous, TId? Next)> Beside<TId>(
        this IReadOnlyList<Lane<TId>> lanes,
        int lane,
        Mark<TId> mark,
        CancellationToken ct
    )
        where TId : struct, IId<TId>
    {
        var place = await lanes.PlaceOf(lane, mark, ct);
        var before = await lanes.Backward(place, 1, ct);
        // Two, because the first one is itself, unless it is not in the list (any more).
        var after = (await lanes.Forward(place, 2, ct)).FindAll(r => r.Mark.Id.Value != mark.Id.Value);
        return (before.Count == 0 ? null : before[0].Mark.Id, after.Count == 0 ? null : after[0].Mark.Id);
    }

    private static async Task<PagePlace> PlaceOf<TId>(this IReadOnlyList<Lane<TId>> lanes, int lane, Mark<TId> mark, CancellationToken ct)
        where TId : struct, IId<TId> => new(lane, mark.At, await lanes[lane].RankAmongThoseOfItsMoment(mark, ct));

    private static async Task<List<(int Lane, Mark<TId> Mark)>> Forward<TId>(
        this IReadOnlyList<Lane<TId>> lanes,
        PagePlace? from,
        int most,
        CancellationToken ct
    )
        where TId : struct, IId<TId>
    {
        var rows = new List<(int, Mark<TId>)>();
        for (var lane = from?.Lane ?? 0; lane < lanes.Count && rows.Count < most; lane++)
        {
            var (at, skip) = lane == from?.Lane ? ((DateTimeOffset?)from.Value.At, from.Value.Skip) : (null, 0);
            var some = await lanes[lane].Forward(at, most - rows.Count + skip, ct);
            rows.AddRange(some.Skip(skip).Select(mark => (lane, mark)));
        }
        return rows;
    }

    private static async Task<List<(int Lane, Mark<TId> Mark)>> Backward<TId>(
        this IReadOnlyList<Lane<TId>> lanes,
        PagePlace from,
        int most,
        CancellationToken ct
    )
        where TId : struct, IId<TId>
    {
        var rows = new List<(int, Mark<TId>)>();
        for (var lane = Math.Min(from.Lane, lanes.Count - 1); lane >= 0 && rows.Count < most; lane--)
        {
            DateTimeOffset? at = null;
            if (lane == from.Lane)
            {
                at = from.At;
                // Those of the very moment that stand before the place, the nearest first.
                var same = (await lanes[lane].Forward(at, from.Skip, ct)).FindAll(m => m.At == at);
                rows.AddRange(Enumerable.Reverse(same).Take(most).Select(mark => (lane, mark)));
            }
            rows.AddRange((await lanes[lane].Backward(at, most - rows.Count, ct)).Select(mark => (lane, mark)));
        }
        return rows;
    }
}
