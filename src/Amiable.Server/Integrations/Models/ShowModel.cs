using Amiable.Reading.Evaluation;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Integrations.Models;

/// <summary>Which language model is asked, without its key; how much today, and what went wrong lately.</summary>
public sealed class ShowModel(AppDb db, CountModelUse countModelUse, Today today)
{
    private const int MostTroubles = 10;
    private static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    public async Task<ModelView> Run(CancellationToken ct)
    {
        var endpoint = await db.ModelEndpoints.AsNoTracking().SingleOrDefaultAsync(ct);
        var since = today.Now - Lately;
        var troubles = await db
            .ModelCalls.AsNoTracking()
            .Where(c => c.Outcome != ModelOutcome.Answered && c.At > since)
            .OrderByDescending(c => c.At)
            .Take(MostTroubles)
            .Select(c => new ModelTrouble(c.At, c.Purpose, c.Outcome))
            .ToListAsync(ct);
        return new()
        {
            Version = endpoint?.Version ?? 0,
            Settings = endpoint?.Settings,
            Measured = endpoint?.Measured,
            HasKey = endpoint?.Key is not null,
            Use = await countModelUse.Run(ct),
            Troubles = troubles,
            Currency = await db.Organizations.AsNoTracking().Select(o => o.Currency).SingleAsync(ct),
        };
    }
}

/// <summary>A call that gave nothing.</summary>
public sealed record ModelTrouble(DateTimeOffset At, ModelPurpose Purpose, ModelOutcome Outcome);

public sealed record ModelView
{
    /// <summary>0 as long as there is none.</summary>
    public required int Version { get; init; }

    /// <summary>Null as long as there is none.</summary>
    public required ModelSettings? Settings { get; init; }

    /// <summary>How well it reads; null while nobody measured it.</summary>
    public ReaderMeasure? Measured { get; init; }
    public required bool HasKey { get; init; }

    /// <summary>Of today.</summary>
    public required ModelUse Use { get; init; }

    /// <summary>Of the last days, the last one first.</summary>
    public required IReadOnlyList<ModelTrouble> Troubles { get; init; }

    /// <summary>That of the organization: prices are in it.</summary>
    public required string Currency { get; init; }

    /// <summary>Whether anything is asked of it.</summary>
    public bool IsOn => Settings is { Reads: true } or { Writes: true } or { ReadsDocuments: true };
}
