using System.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Insights;

/// <summary>Reckons the figures anew when they are not fresh any more.</summary>
public sealed class RefreshInsights(AppDb db, ReckonInsights reckon, Today today)
{
    /// <param name="atOnce">However fresh they are: a member asks for it.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Whether they were reckoned.</returns>
    public async Task<bool> Run(bool atOnce, CancellationToken ct)
    {
        var kept = await db.Insights.SingleOrDefaultAsync(ct);
        if (!atOnce && kept?.IsFreshAt(today.Now) == true)
            return false;
        var watch = Stopwatch.StartNew();
        var figures = await reckon.Run(ct);
        if (kept is null)
            db.Insights.Add(kept = new(today.NewId<InsightFiguresId>()));
        kept.Are(figures, today.Now, watch.Elapsed);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
