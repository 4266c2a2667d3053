using Microsoft.EntityFrameworkCore;

namespace Amiable.Insights;

/// <summary>A member wants new figures: at once where that takes no longer than one waits, else from the job at its next beat.</summary>
public sealed class RenewInsights(AppDb db, RefreshInsights refresh)
{
    /// <returns>Whether they are there already.</returns>
    public async Task<bool> Run(CancellationToken ct)
    {
        var kept = await db.Insights.SingleOrDefaultAsync(ct);
        if (kept is { IsQuick: true })
            return await refresh.Run(atOnce: true, ct);
        kept?.AreWanted();
        await db.SaveChangesAsync(ct);
        return false;
    }
}
