using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>Reads and takes away the marks of accounts around their planning. Part of the planner's work.</summary>
public sealed class PlanMarks(AppDb db, PlanningDays days, Today today)
{
    private HashSet<string>? _zones;

    /// <summary>Asked before the facts are read: of a mark that is seen here, the change is seen there.</summary>
    internal Task<List<AccountMark>> Of(IReadOnlyList<AccountId> ids, CancellationToken ct) =>
        db
            .PlanMarks.Where(m => m.AccountId != null && EF.Parameter(ids).Contains(m.AccountId.Value))
            .Select(m => new AccountMark(m.Id, m.AccountId!.Value))
            .ToListAsync(ct);

    /// <summary>They were planned. Those that could not be are marked, or stay so.</summary>
    internal async Task Take(List<AccountMark> marks, IReadOnlyCollection<AccountId> again, CancellationToken ct)
    {
        List<PlanMarkId> over = [.. marks.Where(m => !again.Contains(m.AccountId)).Select(m => m.Id)];
        if (over.Count > 0)
            await db.PlanMarks.Where(m => EF.Parameter(over).Contains(m.Id)).ExecuteDeleteAsync(ct);
        foreach (var account in again.Where(a => marks.TrueForAll(m => m.AccountId != a)))
            db.PlanMarks.Add(PlanMark.Of(today.NewId<PlanMarkId>(), account));
        if (db.ChangeTracker.HasChanges())
            await db.SaveChangesAsync(ct);
    }

    /// <summary>Notes the zones in which accounts are planned for the first time, before they are: from now on their days are followed.</summary>
    internal async Task NoteZones(IReadOnlyList<AccountFacts> some, CancellationToken ct)
    {
        if (some.Count == 0)
            return;
        _zones ??= [.. await db.PlannedZones.Select(z => z.Zone).ToListAsync(ct)];
        foreach (var zone in some.Select(f => f.Zone.Id).Where(z => !_zones.Contains(z)).Distinct().ToList())
            await Note(zone, some[0].Organization, ct);
    }

    private async Task Note(string zone, Organization organization, CancellationToken ct)
    {
        db.PlannedZones.Add(new(zone, days.In(zone, organization)));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Somebody else planned the first account there in this moment, and noted it.
            db.ChangeTracker.Clear();
        }
        _zones!.Add(zone);
    }
}

/// <summary>That an account is to be planned.</summary>
internal readonly record struct AccountMark(PlanMarkId Id, AccountId AccountId);
