using Microsoft.EntityFrameworkCore;

namespace Amiable.SavedFilters;

/// <summary>Calls a saved filter something else.</summary>
public sealed class RenameFilter(AppDb db, CurrentMember member)
{
    public async Task<Result<Done>> Run(SavedFilterId id, string? name, CancellationToken ct)
    {
        var own = member.Id;
        if (await db.SavedFilters.SingleOrDefaultAsync(f => f.Id == id && f.MemberId == own, ct) is not { } filter)
            return new NotFound("filter");
        var named = SaveFilter.NameOf(name);
        if (named.Value is not { } called)
            return named.Problem!;
        var others = await db
            .SavedFilters.Where(f => f.MemberId == own && f.List == filter.List && f.Id != id)
            .Select(f => f.Name)
            .ToListAsync(ct);
        if (others.Contains(called, StringComparer.OrdinalIgnoreCase))
            return new Invalid("name", "filter.same-name", "Another filter of this list has that name.");
        filter.Rename(called);
        return await db.Save(ct);
    }
}
