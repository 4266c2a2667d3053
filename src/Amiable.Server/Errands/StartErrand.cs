using Microsoft.EntityFrameworkCore;

namespace Amiable.Errands;

/// <summary>Takes an order for long work. Most is done within a moment: whoever asked waits for that long, and no longer.</summary>
public sealed class StartErrand(AppDb db, CurrentMember member, ErrandSignal signal, Today today)
{
    /// <summary>Work that is about no chosen rows.</summary>
    public static readonly ErrandOrder Everything = new() { Matching = "" };

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    /// <returns>The errand, over or on its way.</returns>
    public async Task<Result<Errand>> Run(ErrandKind kind, ErrandOrder order, TimeSpan patience, CancellationToken ct)
    {
        if (order.IsEmpty)
            return new Refused("errand.nothing-chosen", "Choose rows first.");
        var errand = new Errand(today.NewId<ErrandId>(), kind, member.Id, member.Name ?? "", order, today.Now);
        db.Errands.Add(errand);
        await db.SaveChangesAsync(ct);
        signal.Ring(db.Organization.Id);
        for (var waited = TimeSpan.Zero; waited < patience; waited += BetweenLooks)
        {
            await Task.Delay(BetweenLooks, ct);
            var now = await db.Errands.AsNoTracking().SingleAsync(e => e.Id == errand.Id, ct);
            if (now.IsOver)
                return await Seen(now, ct);
        }
        return errand;
    }

    // Whoever waited for its end is told at once: there is no summary to come back to.
    private async Task<Errand> Seen(Errand errand, CancellationToken ct)
    {
        if (errand.Left.Count > 0)
            return errand;
        db.ChangeTracker.Clear();
        db.Attach(errand);
        errand.WasSeen();
        await db.SaveChangesAsync(ct);
        return errand;
    }
}
