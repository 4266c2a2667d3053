using Microsoft.EntityFrameworkCore;

namespace Amiable.Integrations.Models;

/// <summary>What the language model of an organization was asked today, and what that cost. The day is the organization's.</summary>
public sealed class CountModelUse(AppDb db, Today today)
{
    /// <summary>The name of the model the organization has for this; null when it has none.</summary>
    public async Task<string?> ModelFor(ModelPurpose purpose, CancellationToken ct) =>
        await db.ModelEndpoints.AsNoTracking().SingleOrDefaultAsync(ct) is { Settings: { } settings } && settings.Does(purpose)
            ? settings.Model
            : null;

    public async Task<ModelUse> Run(CancellationToken ct)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(await db.ReadTimeZone(ct));
        var midnight = SendWindow.LocalDay(today.Now, zone).ToDateTime(TimeOnly.MinValue);
        var from = new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
        var counted = await db
            .ModelCalls.Where(c => c.At >= from)
            .GroupBy(c => new { c.Currency, c.Outcome })
            .Select(g => new
            {
                g.Key.Currency,
                g.Key.Outcome,
                Count = g.Count(),
                Cost = g.Sum(c => c.Cost ?? 0),
            })
            .ToListAsync(ct);
        return new(
            counted.Where(c => c.Outcome != ModelOutcome.BudgetSpent).Sum(c => c.Count),
            counted.Where(c => c.Currency is not null).GroupBy(c => c.Currency!).ToDictionary(g => g.Key, g => g.Sum(c => c.Cost)),
            counted.Exists(c => c.Outcome == ModelOutcome.BudgetSpent)
        );
    }
}

/// <summary>How much a language model was used in a day.</summary>
/// <param name="Calls">How often it was asked.</param>
/// <param name="Costs">What that cost, by currency, in millionths.</param>
/// <param name="SaidSo">Whether it was noted that the budget is spent.</param>
public sealed record ModelUse(int Calls, IReadOnlyDictionary<string, long> Costs, bool SaidSo)
{
    public bool IsSpent(ModelSettings settings) =>
        Calls >= settings.MostCallsPerDay
        || settings.MostCostPerDay is { } most && Costs.GetValueOrDefault(settings.Currency ?? "") >= most * 1_000_000;
}
