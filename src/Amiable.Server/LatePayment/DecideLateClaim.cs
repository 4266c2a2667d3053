using Amiable.Accounts;
using Amiable.FollowUp;

namespace Amiable.LatePayment;

/// <summary>A member claims, holds back or waives what an account owes for paying late. What it came to that day is kept with the decision.</summary>
public sealed class DecideLateClaim(AppDb db, ShowLateClaim show, CurrentMember member, PlanFollowUps planFollowUps, Today today)
{
    public async Task<Result<Done>> Run(AccountId id, ClaimStance stance, string? note, CancellationToken ct)
    {
        var shown = await show.Run(id, ct);
        if (shown.Problem is { } problem)
            return problem;
        var view = shown.Value!;
        note = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
        if (note?.Length > LateDecision.LongestNote)
            return new Invalid(nameof(note), "late.note", "A note has at most 500 characters.");
        if (view.Regime is null)
            return new Refused("rate.no-law", "No law of late payment is known for your country.");
        if (stance == view.Stance)
            return new Refused("late.same", "That is decided already.");
        db.LateDecisions.Add(
            new(today.NewId<LateDecisionId>(), id, view.Decisions.Count + 1, stance, view.Today, member.Name ?? "", note, view.Sums)
        );
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        // What waits says it from now on, or no longer.
        await planFollowUps.Run([id], ct);
        return new Done();
    }
}
