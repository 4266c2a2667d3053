using Microsoft.EntityFrameworkCore;

namespace Amiable.Insights;

/// <summary>Everything that takes longer to add up than one waits, over the last year.</summary>
public sealed class ReckonInsights(
    AppDb db,
    ReckonFlows flows,
    ReckonWork work,
    ReckonHoldOut holdOut,
    ForeseePayments foresee,
    Today today
)
{
    public async Task<Figures> Run(CancellationToken ct)
    {
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        var day = today.For(organization);
        var past = (await flows.Run(day, ct)).ToDictionary(c => c.Currency);
        var foreseen = await foresee.Run(day, ct);
        var future = foreseen.Currencies.ToDictionary(c => c.Currency);
        return new()
        {
            On = day,
            Currencies =
            [
                .. past
                    .Keys.Union(future.Keys)
                    .Order(StringComparer.Ordinal)
                    .Select(currency =>
                        (past.GetValueOrDefault(currency) ?? new() { Currency = currency }) with
                        {
                            Expected = future.GetValueOrDefault(currency)?.Expected ?? [],
                            Largest = future.GetValueOrDefault(currency)?.Largest ?? [],
                            NotForeseen = future.GetValueOrDefault(currency)?.NotForeseen,
                        }
                    ),
            ],
            Work = (await work.Run(day.AddYears(-1), day, ct)) with { HoldOut = await holdOut.Run(organization.Policy.HoldOut, day, ct) },
            LearntFrom = foreseen.LearntFrom,
        };
    }
}
