using Microsoft.EntityFrameworkCore;

namespace Amiable.LatePayment;

/// <summary>A member enters a rate of the law of the organization's country.</summary>
public sealed class AddRate(AppDb db, ShowRates show, Today today)
{
    private const decimal MostPercent = 100;

    public async Task<Result<Done>> Run(DateOnly? from, decimal? percent, string? source, CancellationToken ct)
    {
        if ((await show.Run(ct)).Regime is not { } regime)
            return new Refused("rate.no-law", "No law of late payment is known for your country.");
        if (from is not { } day)
            return new Invalid(nameof(from), "rate.from", "Choose the day on which the rate begins.");
        if (percent is not (>= 0 and <= MostPercent) || percent * 100 != Math.Truncate(percent.Value * 100))
            return new Invalid(nameof(percent), "rate.percent", "A rate is between 0 and 100 percent a year, with at most two decimals.");
        source = source?.Trim();
        if (source is null or "" || source.Length > OwnRate.LongestSource)
            return new Invalid(nameof(source), "rate.source", "Say where the rate is published, in at most 200 characters.");
        if (await db.OwnRates.SingleOrDefaultAsync(r => r.Regime == regime && r.From == day, ct) is { } before)
            db.OwnRates.Remove(before);
        await db.SaveChangesAsync(ct);
        db.OwnRates.Add(new(today.NewId<OwnRateId>(), regime, day, (int)(percent.Value * 100), source));
        return await db.Save(ct);
    }
}
