using Amiable.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Amiable.LatePayment;

/// <summary>What an account owes for paying late, and what was decided about it.</summary>
/// <param name="Stance">Held back until a member decides otherwise.</param>
/// <param name="Decisions">The latest first.</param>
public sealed record LateClaimView(
    Account Account,
    Regime? Regime,
    DateOnly Today,
    ClaimStance Stance,
    IReadOnlyList<LateInvoice> Invoices,
    IReadOnlyList<LateSum> Sums,
    IReadOnlyList<LateDecision> Decisions
);

/// <summary>The interest sheet of an account.</summary>
public sealed class ShowLateClaim(AppDb db, ReadSettledParts read, ShowRates rates)
{
    public async Task<Result<LateClaimView>> Run(AccountId id, CancellationToken ct)
    {
        if (await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is not { } account)
            return new NotFound("account");
        var law = await rates.Run(ct);
        List<InterestRate> known = [.. law.Rates.Select(r => r.Rate)];
        List<LateInvoice> invoices = law.Regime is not { } regime
            ? []
            :
            [
                .. (await read.Run([id], law.Today, ct))
                    .Select(i => LateInvoice.Of(i.Invoice, i.Parts, regime, known, law.Today))
                    .OfType<LateInvoice>()
                    .OrderBy(i => i.DueOn)
                    .ThenBy(i => i.Number, StringComparer.Ordinal),
            ];
        var decisions = await db
            .LateDecisions.AsNoTracking()
            .Where(d => d.AccountId == id)
            .OrderByDescending(d => d.Number)
            .ToListAsync(ct);
        return new LateClaimView(
            account,
            law.Regime,
            law.Today,
            decisions.FirstOrDefault()?.Stance ?? ClaimStance.Hold,
            invoices,
            LateSum.Of(invoices),
            decisions
        );
    }
}
