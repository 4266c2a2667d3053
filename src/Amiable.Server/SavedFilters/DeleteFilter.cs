using Microsoft.EntityFrameworkCore;

namespace Amiable.SavedFilters;

/// <summary>Forgets a saved filter.</summary>
public sealed class DeleteFilter(AppDb db, CurrentMember member)
{
    public async Task<Result<Done>> Run(SavedFilterId id, CancellationToken ct)
    {
        var own = member.Id;
        if (await db.SavedFilters.SingleOrDefaultAsync(f => f.Id == id && f.MemberId == own, ct) is not { } filter)
            return new NotFound("filter");
        db.SavedFilters.Remove(filter);
        return await db.Save(ct);
    }
}
