using Amiable.Errands;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>
/// The beat of the planner: plans whose facts changed, for whom a day began, and who could not be planned before; everybody, after a change that concerns everybody.
/// It can be interrupted at any moment: what was planned is not planned again because of it, and the rest stays marked.
/// </summary>
public sealed class PlanWhatChanged(
    AppDb db,
    NoteNewDays noteNewDays,
    ListToPlan listToPlan,
    PlanFollowUps planFollowUps,
    RaiseNeeds raiseNeeds,
    ErrandSteps steps
)
{
    // How far it is, is written down after so many: a commit each time, and at most so many are planned twice.
    private const int BetweenNotes = 5 * PlanFollowUps.AtATime;

    public async Task<PlanCounts> Run(CancellationToken ct)
    {
        if (await db.Organizations.AnyAsync(o => o.DeletionDueAt != null, ct))
            return new();
        await noteNewDays.Run(ct);
        // Read first: whoever is planned from here on need not be planned again for what was marked by now.
        var everybody = await OfEverybody(ct);
        var touched = await Touched(ct);
        await steps.Expect(steps.Done + touched.Count);
        var counts = await Plan(touched, ct);
        var planned = touched.ToHashSet();
        foreach (var mark in everybody)
            counts += await PlanEverybody(mark, planned, ct);
        await raiseNeeds.EndThoseOfMessagesHeldBack(ct);
        return counts;
    }

    private async Task<List<AccountId>> Touched(CancellationToken ct)
    {
        var ids = await db.PlanMarks.Where(m => m.AccountId != null).Select(m => m.AccountId!.Value).Distinct().ToListAsync(ct);
        ids.Sort(ListToPlan.InOrder);
        return ids;
    }

    private async Task<PlanCounts> Plan(List<AccountId> ids, CancellationToken ct)
    {
        var counts = new PlanCounts();
        foreach (var some in ids.Chunk(PlanFollowUps.AtATime))
        {
            counts += await planFollowUps.Run(some, ct);
            await steps.Advance(some.Length);
        }
        return counts;
    }

    // Of several, one that has not begun does for all that were made before it is read.
    private async Task<IReadOnlyList<PlanMark>> OfEverybody(CancellationToken ct)
    {
        var marks = await db.PlanMarks.AsNoTracking().Where(m => m.AccountId == null).OrderBy(m => m.Id).ToListAsync(ct);
        if (marks.Find(m => m is { Zone: null, UpTo: null }) is not { } all)
            return marks;
        List<PlanMarkId> others = [.. marks.Where(m => m.Id != all.Id).Select(m => m.Id)];
        if (others.Count > 0)
            await db.PlanMarks.Where(m => EF.Parameter(others).Contains(m.Id)).ExecuteDeleteAsync(ct);
        return [all];
    }

    private async Task<PlanCounts> PlanEverybody(PlanMark mark, HashSet<AccountId> but, CancellationToken ct)
    {
        var ids = await listToPlan.Run(mark.Zone, ct);
        ids.RemoveAll(id => but.Contains(id) || (mark.UpTo is { } upTo && ListToPlan.InOrder.Compare(id, upTo) <= 0));
        await steps.Expect(steps.Done + ids.Count);
        var counts = new PlanCounts();
        for (var from = 0; from < ids.Count; from += BetweenNotes)
        {
            var many = ids.GetRange(from, Math.Min(BetweenNotes, ids.Count - from));
            counts += await Plan(many, ct);
            // Gone: another process planned everybody, or begins anew with all of them.
            if (await db.PlanMarks.Where(m => m.Id == mark.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.UpTo, many[^1]), ct) == 0)
                return counts;
        }
        await db.PlanMarks.Where(m => m.Id == mark.Id).ExecuteDeleteAsync(ct);
        return counts;
    }
}
