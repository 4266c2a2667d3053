using Amiable.Accounts;
using Amiable.Documents;
using Amiable.Organizations;

namespace Amiable.Import.Dropped;

/// <summary>Whose invoice it is, as far as its seller tells.</summary>
public enum SellerIs
{
    Us,
    NotNamed,
    SomebodyElse,
}

/// <summary>Whether what was read can be taken without a look. Pure.</summary>
public static class Certainty
{
    /// <summary>All that matters was read with certainty, by this organization, and nothing about it is odd.</summary>
    public static bool Of(DocumentReading reading, OrganizationProfile us) =>
        reading.Problems.Count == 0
        && Seller(reading, us) == SellerIs.Us
        && Is(reading.Kind)
        && Is(reading.Number)
        && Is(reading.IssuedOn)
        && Is(reading.Total)
        && Is(reading.Currency)
        && Is(reading.Buyer.Name)
        && (Is(reading.DueOn) || reading.Kind?.Value == DocumentKind.CreditNote)
        && reading.Paid is null or { Confidence: >= Finding.Certain }
        && FoundDetails.Of(reading, null).Read().Problem is null;

    public static bool Is<T>(Finding<T>? found) => found is { Confidence: >= Finding.Certain };

    /// <summary>By VAT number, then register number, then name; a seller without any of them is not named.</summary>
    public static SellerIs Seller(DocumentReading reading, OrganizationProfile us)
    {
        var seller = reading.Seller;
        if (Alike(seller.VatNumber?.Value, us.VatNumber) is { } sameVat)
            return sameVat ? SellerIs.Us : SellerIs.SomebodyElse;
        if (Alike(seller.RegistrationNumber?.Value, us.RegistrationNumber) is true)
            return SellerIs.Us;
        if (seller.Name?.Value is not { } name)
            return SellerIs.NotNamed;
        var key = CompanyName.MatchKey(name);
        return key.Length > 0 && (key == CompanyName.MatchKey(us.Name) || key == CompanyName.MatchKey(us.LegalName ?? us.Name))
            ? SellerIs.Us
            : SellerIs.SomebodyElse;
    }

    // Registers are written with their place ("812 345 676 RCS Lyon"), and an establishment's number begins with its company's.
    private static bool? Alike(string? a, string? b)
    {
        var (one, other) = (Bare(a), Bare(b));
        return one.Length == 0 || other.Length == 0
            ? null
            : one.Contains(other, StringComparison.Ordinal) || other.Contains(one, StringComparison.Ordinal);
    }

    private static string Bare(string? number) =>
        number is null ? "" : string.Concat(number.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
