using Amiable.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Amiable.LatePayment;

/// <summary>Of which accounts late-payment interest is claimed, and what is needed to say what it comes to.</summary>
public sealed class ReadClaimed(AppDb db, ShowRates rates, ReadSettledParts read)
{
    public async Task<IReadOnlyDictionary<AccountId, LateTerms>> Run(IReadOnlyCollection<AccountId> ids, CancellationToken ct)
    {
        var decisions = await db
            .LateDecisions.Where(d => EF.Parameter(ids).Contains(d.AccountId))
            .Select(d => new
            {
                d.AccountId,
                d.Number,
                d.Stance,
            })
            .ToListAsync(ct);
        // Most organizations claim nothing: they pay one question for it.
        var claimed = decisions
            .GroupBy(d => d.AccountId)
            .Where(g => g.MaxBy(d => d.Number)!.Stance == ClaimStance.Claim)
            .Select(g => g.Key)
            .ToList();
        if (claimed.Count == 0 || await rates.Run(ct) is not { Regime: { } regime } law)
            return new Dictionary<AccountId, LateTerms>();
        // Overdue by the day the message leaves is perhaps not overdue today.
        var parts = (await read.Run(claimed, law.Today.AddYears(1), ct)).ToLookup(p => p.Invoice.AccountId);
        return claimed.ToDictionary(
            id => id,
            id => new LateTerms(regime, [.. law.Rates.Select(r => r.Rate)], parts[id].ToDictionary(p => p.Invoice.Id, p => p.Parts))
        );
    }
}
