using System.Text.Json;

namespace Amiable.LatePayment;

/// <summary>A rate and where it is from.</summary>
/// <param name="Own">The entry of a member; null for one that comes with the program.</param>
public sealed record SourcedRate(InterestRate Rate, string Source, OwnRateId? Own);

/// <summary>The rates that come with the program: data, with the source of each law's.</summary>
internal static class RateTable
{
    private static readonly Dictionary<Regime, Shipped> All = Read();

    /// <summary>The rates of a law, the latest first; what members entered stands in place of what came with the program for the same day.</summary>
    public static IReadOnlyList<SourcedRate> Of(Regime regime, IEnumerable<OwnRate> own) =>
        [
            .. All[regime]
                .Rates.Select(r => new SourcedRate(new(r.Key, r.Value), All[regime].Source, null))
                .Concat(own.Where(r => r.Regime == regime).Select(r => new SourcedRate(new(r.From, r.BasisPoints / 100m), r.Source, r.Id)))
                .GroupBy(r => r.Rate.From)
                .Select(g => g.OrderByDescending(r => r.Own is not null).First())
                .OrderByDescending(r => r.Rate.From),
        ];

    private static Dictionary<Regime, Shipped> Read()
    {
        using var file = typeof(RateTable).Assembly.GetManifestResourceStream("late-payment-rates.json")!;
        return JsonSerializer.Deserialize<Dictionary<Regime, Shipped>>(file, Platform.Storage.JsonColumn.Options)!;
    }

    private sealed record Shipped(string Source, Dictionary<DateOnly, decimal> Rates);
}
