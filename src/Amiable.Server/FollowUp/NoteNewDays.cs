using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>
/// Marks everybody for whom another day began since they were last marked: at midnight where they are or where the organization is, and when the hours of sending
/// are over. So everybody is planned a few times a day, whatever changed.
/// </summary>
public sealed class NoteNewDays(AppDb db, PlanningDays days, Today today)
{
    public async Task Run(CancellationToken ct)
    {
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var zones = await db.PlannedZones.ToListAsync(ct);
        var began = zones.FindAll(z => z.Becomes(days.In(z.Zone, organization)));
        if (began.Count == 0)
            return;
        if (began.Count == zones.Count)
            db.PlanMarks.Add(PlanMark.OfEverybody(today.NewId<PlanMarkId>()));
        else
            db.PlanMarks.AddRange(began.Select(z => PlanMark.OfEverybody(today.NewId<PlanMarkId>(), z.Zone)));
        // Another process that noted it first has marked them.
        await db.Save(ct);
        db.ChangeTracker.Clear();
    }
}
