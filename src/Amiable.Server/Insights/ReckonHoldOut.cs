using Amiable.Accounts;
using Amiable.Credits;
using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Insights;

/// <summary>
/// What follow-ups bring, measured: of the steps drawn by lot, how many accounts paid while some of them were held back. A step counts as it was drawn, whatever
/// happened to its message after: one that waited for approval or was cancelled makes the effect look smaller, never larger.
/// </summary>
public sealed class ReckonHoldOut(AppDb db)
{
    public async Task<HoldOutFigures?> Run(HoldOut holdOut, DateOnly today, CancellationToken ct)
    {
        if (!holdOut.IsOn)
            return null;
        var since = holdOut.Since!.Value;
        var steps = await db
            .MeasuredSteps.Where(s => s.On >= since && s.On < today)
            .Select(s => new
            {
                s.AccountId,
                s.On,
                s.Until,
                s.IsHeldBack,
            })
            .ToListAsync(ct);
        var payments = (
            await db
                .Credits.OfType<Payment>()
                .Where(p => p.On >= since && db.MeasuredSteps.Any(s => s.AccountId == p.AccountId && s.On >= since))
                .Select(p => new { p.AccountId, p.On })
                .ToListAsync(ct)
        ).ToLookup(p => p.AccountId, p => p.On);
        var judged = steps
            .Select(s => (s.AccountId, s.IsHeldBack, s.On, Last: Outcomes.LastComparable(s.On, s.Until)))
            .Where(s => s.Last < today)
            .Select(s => (s.IsHeldBack, Paid: payments[s.AccountId].Any(on => on >= s.On && on <= s.Last)))
            .ToLookup(s => s.IsHeldBack, s => s.Paid);
        return new(
            since,
            holdOut.Percent,
            holdOut.BusinessDays,
            judged[false].Count(),
            judged[false].Count(paid => paid),
            judged[true].Count(),
            judged[true].Count(paid => paid)
        );
    }
}
