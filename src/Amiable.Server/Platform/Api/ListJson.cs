using System.ComponentModel;

namespace Amiable.Platform.Api;

/// <summary>A part of a list; the cursor leads to the next part and is null at the end.</summary>
public sealed record ListJson<T>(
    [property: Description("The things of this part, in a stable order.")] IReadOnlyList<T> Nodes,
    [property: Description("Where the next part begins.")] PageInfo PageInfo
);

public sealed record PageInfo(
    [property: Description("Ask for the next part with ?after= and this; null when this is the last one.")] string? EndCursor
);

public static class ListJson
{
    /// <summary>A list that is whole.</summary>
    public static ListJson<T> Of<T>(IReadOnlyList<T> nodes) => new(nodes, new(null));

    /// <summary>A part of a list.</summary>
    public static ListJson<T> Of<TRow, T>(Storage.Page<TRow> rows, Paging paging, Func<TRow, T> view) =>
        new([.. rows.Rows.Select(view)], new(paging.Cursor(rows.After)));
}
