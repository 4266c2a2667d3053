using Amiable.Ui;

namespace Amiable.Credits.Pages;

/// <summary>What a payment or a credit note is called.</summary>
internal static class CreditWords
{
    /// <summary>What an import writes where the file says no more of a payment than that it came.</summary>
    private const string Imported = "import";

    /// <summary>What the bank or the payer says of a payment; null for nothing, and for a credit note.</summary>
    public static string? Reference(Words t, Credit credit) =>
        credit is not Payment { Reference: { } reference } ? null
        : reference == Imported ? t["credits.imported"]
        : reference;

    /// <summary>The number of a credit note; of a payment its reference, or else who paid.</summary>
    public static string Name(Words t, Credit credit, string accountName) =>
        (credit as CreditNote)?.Number
        ?? (credit is Payment { Reference: not (null or Imported) } ? Reference(t, credit) : null)
        ?? accountName;
}
