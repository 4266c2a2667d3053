using Amiable.Ui;
using Microsoft.EntityFrameworkCore;

namespace Amiable.SavedFilters;

/// <summary>The filters that the member saved for a list, by name.</summary>
public sealed class ListSavedFilters(AppDb db, CurrentMember member)
{
    public async Task<IReadOnlyList<OwnFilter>> Run(FilteredList list, CancellationToken ct)
    {
        var (own, path) = (member.Id, list.Path);
        var filters = await db
            .SavedFilters.Where(f => f.MemberId == own && f.List == path)
            .Select(f => new OwnFilter(f.Id.Value, f.Name, f.Query))
            .ToListAsync(ct);
        return [.. filters.OrderBy(f => f.Name, StringComparer.CurrentCultureIgnoreCase)];
    }
}
