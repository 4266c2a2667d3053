namespace Amiable.Invoices;

/// <summary>What an invoice's document or source says beside its number, its days and its amount.</summary>
/// <param name="Tax">The tax in it; null when that is not said.</param>
/// <param name="BilledTo">Where it was sent.</param>
/// <param name="SourceId">Its identity in the system it comes from.</param>
public sealed record InvoiceDescription(Money? Tax = null, PostalAddress? BilledTo = null, string? SourceId = null)
{
    /// <summary>The most characters of an identity in another system.</summary>
    public const int LongestSourceId = 200;
}
