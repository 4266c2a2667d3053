using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace Amiable.SavedFilters;

/// <summary>A list whose filters can be saved, and what its address may ask.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Keys">What its address understands, the place in the list and open questions aside.</param>
public sealed record FilteredList(string Path, IReadOnlyList<string> Keys)
{
    private const int LongestValue = 200;

    public static readonly IReadOnlyList<FilteredList> All =
    [
        new("/accounts", ["only", "q", "sort"]),
        new("/invoices", ["show", "q", "sort"]),
        new("/credit-notes", ["show", "q", "sort"]),
        new("/payments", ["show", "q", "sort"]),
        new("/tasks", ["show", "of"]),
        new("/communications", ["show", "account", "from", "to", "q"]),
    ];

    public static FilteredList? At(string? path) => All.FirstOrDefault(list => list.Path == path);

    /// <summary>The list that this address shows, alone or beside a panel.</summary>
    public static FilteredList? Around(string? path) =>
        All.FirstOrDefault(list => path == list.Path || path?.StartsWith(list.Path + "/", StringComparison.Ordinal) == true);

    /// <summary>The same question always in the same words: "?only=overdue&amp;q=roux"; empty for no question. What the list does not know is left away.</summary>
    public string Canonical(string? query)
    {
        var asked = QueryHelpers.ParseQuery(query);
        return new QueryBuilder(
            from key in Keys
            let value = asked.TryGetValue(key, out var values) ? values[0]?.Trim() : null
            where value is { Length: > 0 and <= LongestValue }
            select KeyValuePair.Create(key, value)
        ).ToString();
    }
}
