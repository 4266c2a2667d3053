namespace Amiable.Documents.EInvoices;

/// <summary>
/// An e-invoice as it writes its business terms (EN 16931: the BT numbers), before anything of it is believed. Every syntax (CII, UBL,
/// FatturaPA) ends here, so that what they mean, and what is wrong with them, is decided once.
/// </summary>
internal sealed record EInvoice
{
    /// <summary>BT-3, a code of UNTDID 1001; null where the syntax needs none.</summary>
    public string? TypeCode { get; init; }

    /// <summary>The syntax must have a type code.</summary>
    public bool NeedsTypeCode { get; init; }

    /// <summary>The kind of file is one for credit notes, whatever its code.</summary>
    public bool IsCreditNoteFile { get; init; }

    /// <summary>The buyer made it (the kind of file says so; codes 389 and 261 say it too).</summary>
    public bool IsSelfBilledFile { get; init; }

    /// <summary>BT-1</summary>
    public string? Number { get; init; }

    /// <summary>BT-2</summary>
    public string? IssuedOn { get; init; }

    /// <summary>BT-9; several when it is paid in parts.</summary>
    public IReadOnlyList<string> DueOn { get; init; } = [];

    /// <summary>BT-20, with its line breaks.</summary>
    public string? PaymentTerms { get; init; }

    /// <summary>BT-5</summary>
    public string? Currency { get; init; }

    /// <summary>BT-13</summary>
    public string? PurchaseOrder { get; init; }

    /// <summary>BT-25</summary>
    public string? Preceding { get; init; }

    /// <summary>BT-81, codes of UNTDID 4461.</summary>
    public IReadOnlyList<string> PaymentMeans { get; init; } = [];

    public EInvoiceParty Seller { get; init; } = new();
    public EInvoiceParty Buyer { get; init; } = new();
    public EInvoiceSums Sums { get; init; } = new();

    /// <summary>What the reader of the syntax has to say.</summary>
    public IReadOnlyList<DocumentProblem> Problems { get; init; } = [];
}

/// <summary>BG-4 and BG-7: the seller, the buyer.</summary>
internal sealed record EInvoiceParty
{
    /// <summary>BT-27, BT-44; else the trading name.</summary>
    public string? Name { get; init; }

    /// <summary>BT-31, BT-48</summary>
    public string? VatNumber { get; init; }

    /// <summary>BT-30, BT-47</summary>
    public string? RegistrationNumber { get; init; }

    /// <summary>BT-35, 36, 162 and BT-50, 51, 163</summary>
    public IReadOnlyList<string> Street { get; init; } = [];

    public string? PostCode { get; init; }
    public string? City { get; init; }

    /// <summary>BT-40, BT-55</summary>
    public string? Country { get; init; }

    /// <summary>BT-43, BT-58: of a person.</summary>
    public string? ContactEmail { get; init; }

    /// <summary>BT-34, BT-49 where its scheme is EM.</summary>
    public string? ElectronicAddress { get; init; }

    public string? ContactName { get; init; }
}

/// <summary>BG-22: the sums, as texts; and what they are sums of.</summary>
internal sealed record EInvoiceSums
{
    /// <summary>BT-106: of the lines, without tax.</summary>
    public string? Lines { get; init; }

    /// <summary>BT-107</summary>
    public string? Allowances { get; init; }

    /// <summary>BT-108</summary>
    public string? Charges { get; init; }

    /// <summary>BT-109: without tax.</summary>
    public string? Net { get; init; }

    /// <summary>BT-110, in the currency of the invoice.</summary>
    public string? Tax { get; init; }

    /// <summary>BT-112: with tax.</summary>
    public string? Total { get; init; }

    /// <summary>The currency the total names; null for none.</summary>
    public string? TotalCurrency { get; init; }

    /// <summary>BT-113</summary>
    public string? Paid { get; init; }

    /// <summary>BT-114</summary>
    public string? Rounding { get; init; }

    /// <summary>What others paid or lend, asked for with it (XRechnung's extension).</summary>
    public IReadOnlyList<string> OnTop { get; init; } = [];

    /// <summary>BT-115</summary>
    public string? Payable { get; init; }

    /// <summary>BT-131 of each line.</summary>
    public IReadOnlyList<string> LineAmounts { get; init; } = [];

    /// <summary>BG-23: taxed amount, rate, tax.</summary>
    public IReadOnlyList<(string? Base, string? Rate, string? Tax)> TaxParts { get; init; } = [];

    /// <summary>BG-20, BG-21, BG-27, BG-28: base, percentage, amount.</summary>
    public IReadOnlyList<(string? Base, string? Percent, string? Amount)> Adjustments { get; init; } = [];

    /// <summary>The file is made by the rules of EN 16931 or near them, so its sums must add up by those.</summary>
    public bool FollowTheNorm { get; init; } = true;

    /// <summary>The profile has no place for what was paid (Factur-X MINIMUM): the difference to what is payable tells it.</summary>
    public bool PaidIsTheRest { get; init; }
}
