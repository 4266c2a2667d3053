using Microsoft.EntityFrameworkCore;

namespace Amiable.Errands;

/// <summary>The latest long work of the organization, the newest first.</summary>
public sealed class ListErrands(AppDb db)
{
    private const int Most = 50;

    public async Task<IReadOnlyList<Errand>> Run(CancellationToken ct) =>
        await db.Errands.AsNoTracking().OrderByDescending(e => e.Id).Take(Most).ToListAsync(ct);
}
