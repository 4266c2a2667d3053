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
    /// <summary>What keeps it from being taken without a look, as the names of what to look at; none when nothing does.</summary>
    public static IReadOnlyList<string> Doubts(DocumentReading reading, OrganizationProfile us)
    {
        var isCredit = reading.Kind?.Value == DocumentKind.CreditNote;
        (string Name, bool IsFine)[] looked =
        [
            ("seller", Seller(reading, us) == SellerIs.Us),
            ("kind", Is(reading.Kind)),
            ("number", Is(reading.Number)),
            ("issued", Is(reading.IssuedOn)),
            ("due", Is(reading.DueOn) && reading.DueOn!.Value >= reading.IssuedOn?.Value || isCredit),
            ("total", Is(reading.Total) && reading.Total!.Value > 0),
            ("currency", Is(reading.Currency) && Currencies.IsKnown(reading.Currency!.Value)),
            ("paid", reading.Paid is null || Is(reading.Paid)),
            ("customer", Is(reading.Buyer.Name)),
            (
                "notes",
                reading.Problems.Count == 0 && FoundDetails.Of(reading, null).Read().Problem is null or Invalid { Field: not "paid" }
            ),
        ];
        return [.. looked.Where(l => !l.IsFine).Select(l => l.Name)];
    }

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
        var (one, other) = (CompanyNumbers.Bare(a), CompanyNumbers.Bare(b));
        return one.Length == 0 || other.Length == 0
            ? null
            : one.Contains(other, StringComparison.Ordinal) || other.Contains(one, StringComparison.Ordinal);
    }
}
