using Amiable.Replies;

namespace Amiable.Reading.Understanding.Amounts;

/// <summary>A sum of money somebody wrote.</summary>
/// <param name="Span">Where, with its currency.</param>
/// <param name="Value">How much.</param>
/// <param name="Currency">ISO 4217, when a sign or word says which.</param>
public sealed record FoundAmount(Span Span, decimal Value, string? Currency)
{
    /// <summary>Whether it says that it is money; without, only its two decimals do.</summary>
    public bool IsMarked => Currency is not null;
}
