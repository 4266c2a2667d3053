namespace Amiable.Platform.Api;

/// <summary>A part of a list; the cursor leads to the next part and is null at the end.</summary>
public sealed record Page<T>(IReadOnlyList<T> Nodes, PageInfo PageInfo);

public sealed record PageInfo(string? EndCursor);

/// <summary>A currency as the API writes it.</summary>
public sealed record CurrencyJson(string Code);

public static class Page
{
    /// <summary>A list that is whole.</summary>
    public static Page<T> Of<T>(IReadOnlyList<T> nodes) => new(nodes, new(null));
}
