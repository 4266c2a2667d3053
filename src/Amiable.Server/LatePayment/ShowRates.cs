using Microsoft.EntityFrameworkCore;

namespace Amiable.LatePayment;

/// <summary>The rates of one law.</summary>
/// <param name="Regime">Null where no law is known for the organization's country: then nothing is reckoned.</param>
/// <param name="IsOld">The latest rate began more than a half-year ago: there should be a newer one.</param>
public sealed record RatesView(Regime? Regime, string? Country, IReadOnlyList<SourcedRate> Rates, bool IsOld, DateOnly Today);

/// <summary>The law of the organization's country and its rates.</summary>
public sealed class ShowRates(AppDb db, Today today)
{
    public async Task<RatesView> Run(CancellationToken ct)
    {
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var day = today.For(organization);
        if (Regimes.Of(organization.Country) is not { } regime)
            return new(null, organization.Country, [], IsOld: false, day);
        var rates = RateTable.Of(regime, await db.OwnRates.AsNoTracking().ToListAsync(ct));
        return new(regime, organization.Country, rates, rates[0].Rate.From.AddMonths(6) <= day, day);
    }
}
