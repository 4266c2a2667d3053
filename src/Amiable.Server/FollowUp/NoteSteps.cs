using Amiable.Accounts;
using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>
/// Writes down, before their day, the steps whose effect is measured: those held back and those not. From its day on a step stays as it is, whatever is planned, paid or
/// approved after. Part of the planner's work: the planner saves.
/// </summary>
public sealed class NoteSteps(AppDb db, Today today)
{
    public async Task Run(IReadOnlyList<AccountFacts> some, CancellationToken ct)
    {
        // Who only observes holds nothing back: nothing would leave anyway.
        if (some.Count == 0 || some[0].Organization.Autonomy == Autonomy.Observe || !some[0].Policy.HoldOut.IsOn)
            return;
        List<AccountId> ids = [.. some.Select(f => f.Account.Id)];
        var since = some[0].Policy.HoldOut.Since;
        var known = (await db.MeasuredSteps.Where(s => ids.Contains(s.AccountId) && s.On >= since).ToListAsync(ct)).ToLookup(s =>
            s.AccountId
        );
        foreach (var facts in some)
            Note(facts, facts.Failure is null ? facts.Plan().Measured : null, [.. known[facts.Account.Id]]);
    }

    private void Note(AccountFacts facts, HoldOutStep? step, List<MeasuredStep> known)
    {
        foreach (var other in known.Where(s => s.On > facts.FirstDay && s.Step != step?.Key))
            db.MeasuredSteps.Remove(other);
        if (step is null)
            return;
        if (known.Find(s => s.Step == step.Key) is not { } noted)
            db.MeasuredSteps.Add(new(today.NewId<MeasuredStepId>(), facts.Account.Id, step));
        else if (noted.On > facts.FirstDay)
            noted.Is(step);
    }
}
