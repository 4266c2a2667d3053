using Microsoft.EntityFrameworkCore;

namespace Amiable.SavedFilters;

/// <summary>Keeps what a list is asked under a name. The same name again asks something else from now on.</summary>
public sealed class SaveFilter(AppDb db, CurrentMember member, Today today)
{
    /// <summary>More than this nobody finds again.</summary>
    public const int MostOfOneList = 20;

    public async Task<Result<Done>> Run(FilteredList list, string? name, string? query, CancellationToken ct)
    {
        var named = NameOf(name);
        if (named.Value is not { } called)
            return named.Problem!;
        var asked = list.Canonical(query);
        if (asked.Length == 0)
            return new Refused("filter.empty", "The list shows everything: choose a filter first, then save it.");
        var (own, path) = (member.Id, list.Path);
        var saved = await db.SavedFilters.Where(f => f.MemberId == own && f.List == path).ToListAsync(ct);
        if (saved.Find(f => string.Equals(f.Name, called, StringComparison.OrdinalIgnoreCase)) is { } same)
            same.Ask(asked);
        else if (saved.Count >= MostOfOneList)
            return new Refused("filter.too-many", "A list keeps at most 20 saved filters. Delete one that you no longer use.");
        else
            db.SavedFilters.Add(new(today.NewId<SavedFilterId>(), own, path, called, asked));
        return await db.Save(ct);
    }

    internal static Result<string> NameOf(string? name) =>
        name?.Trim() switch
        {
            null or "" => new Invalid("name", "filter.no-name", "Give the filter a name."),
            { Length: > SavedFilter.LongestName } => new Invalid("name", "filter.long-name", "A name has at most 40 characters."),
            var trimmed => trimmed,
        };
}
