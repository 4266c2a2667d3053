namespace Amiable.Platform.Storage;

/// <summary>Walks through the lanes of a list, one after the other.</summary>
public static class Lanes
{
    // More rows than these of one and the same moment beside each other are not looked through for a neighbour.
    private const int Near = 40;

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
        var rows = await lanes.Walk(from, forward, size + 1, ct);
        var more = rows.Count > size;
        if (more)
            rows.RemoveAt(size);
        if (!forward)
            rows.Reverse();
        if (rows.Count == 0)
            return new([], null, null);
        return new(
            [.. rows.Select(r => r.Mark.Id)],
            (forward ? from is not null : more) ? At(rows, from).ToString() : null,
            (forward ? more : from is not null) ? At([.. Enumerable.Reverse(rows)], from).ToString() : null
        );
    }

    /// <summary>The rows before and after that one; it need not be in the list itself.</summary>
    public static async Task<(TId? Previous, TId? Next)> Beside<TId>(
        this IReadOnlyList<Lane<TId>> lanes,
        int lane,
        Mark<TId> mark,
        CancellationToken ct
    )
        where TId : struct, IId<TId> =>
        (await lanes.Neighbour(lane, mark, forward: false, ct), await lanes.Neighbour(lane, mark, forward: true, ct));

    private static async Task<TId?> Neighbour<TId>(
        this IReadOnlyList<Lane<TId>> lanes,
        int lane,
        Mark<TId> mark,
        bool forward,
        CancellationToken ct
    )
        where TId : struct, IId<TId>
    {
        var rows = await lanes.Walk(new(lane, mark.At, 0), forward, Near, ct);
        var at = rows.FindIndex(r => r.Mark.Id.Value == mark.Id.Value);
        var ascending = lanes[lane].EarliestFirst == forward;
        // Not in the list (any more): the first one on the other side of where it would stand.
        var next = at >= 0 ? at + 1 : rows.FindIndex(r => r.Lane != lane || r.Mark.At != mark.At || IsBeyond(r.Mark, mark, ascending));
        return next >= 0 && next < rows.Count ? rows[next].Mark.Id : null;
    }

    private static bool IsBeyond<TId>(Mark<TId> other, Mark<TId> mark, bool ascending)
        where TId : struct, IId<TId> => other.Id.Value.CompareTo(mark.Id.Value) > 0 == ascending;

    private static async Task<List<(int Lane, Mark<TId> Mark)>> Walk<TId>(
        this IReadOnlyList<Lane<TId>> lanes,
        PagePlace? from,
        bool forward,
        int most,
        CancellationToken ct
    )
        where TId : struct, IId<TId>
    {
        var rows = new List<(int, Mark<TId>)>();
        var start = from?.Lane ?? (forward ? 0 : lanes.Count - 1);
        for (var lane = start; lane >= 0 && lane < lanes.Count && rows.Count < most; lane += forward ? 1 : -1)
        {
            var (at, skip) = lane == start && from is { } place ? ((DateTimeOffset?)place.At, place.Skip) : (null, 0);
            var some = await lanes[lane].Read(at, forward, most - rows.Count + skip, ct);
            rows.AddRange(some.Skip(skip).Select(mark => (lane, mark)));
        }
        return rows;
    }

    /// <summary>The place of the first of these rows, counted with those of its moment that follow here or were passed before.</summary>
    private static PagePlace At<TId>(List<(int Lane, Mark<TId> Mark)> rows, PagePlace? from)
        where TId : struct, IId<TId>
    {
        var (lane, mark) = rows[0];
        var same = rows.TakeWhile(r => r.Lane == lane && r.Mark.At == mark.At).Count();
        var passed = same == rows.Count && from is { } place && place.Lane == lane && place.At == mark.At ? place.Skip : 0;
        return new(lane, mark.At, same + passed);
    }
}
