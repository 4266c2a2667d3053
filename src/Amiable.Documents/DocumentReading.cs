using System.Collections.ObjectModel;

namespace Amiable.Documents;

/// <summary>What a document asks for, or gives back.</summary>
public enum DocumentKind
{
    Invoice,
    CreditNote,
}

/// <summary>
/// What one file says of one invoice, field by field, and nothing it does not say: a field that could not be read is null, never guessed.
/// Every reader (e-invoices, text of PDFs, scans) ends here.
/// </summary>
public sealed record DocumentReading
{
    public Finding<DocumentKind>? Kind { get; init; }

    /// <summary>As the document writes it.</summary>
    public Finding<string>? Number { get; init; }

    public Finding<DateOnly>? IssuedOn { get; init; }

    /// <summary>As stated, or the issue date and the stated terms added up.</summary>
    public Finding<DateOnly>? DueOn { get; init; }

    /// <summary>With tax, in the currency's major unit; not negative, for a credit note either.</summary>
    public Finding<decimal>? Total { get; init; }

    public Finding<decimal>? Tax { get; init; }

    /// <summary>What the document says was paid before it was made.</summary>
    public Finding<decimal>? Paid { get; init; }

    /// <summary>ISO 4217.</summary>
    public Finding<string>? Currency { get; init; }

    public Finding<string>? PurchaseOrder { get; init; }

    /// <summary>The number of the invoice this credit note, or correction, refers to.</summary>
    public Finding<string>? Preceding { get; init; }

    /// <summary>The buyer made it: nobody is to be chased for it. Null when it does not say so.</summary>
    public Finding<bool>? IsSelfBilled { get; init; }

    /// <summary>The seller takes the money from the buyer's account. Null when it does not say so.</summary>
    public Finding<bool>? IsDirectDebit { get; init; }

    public Party Seller { get; init; } = Party.Unknown;

    public Party Buyer { get; init; } = Party.Unknown;

    /// <summary>What a person should know before accepting it.</summary>
    public IReadOnlyList<DocumentProblem> Problems { get; init; } = [];

    /// <summary>Of the pages that did not lie upright: by how many degrees clockwise. Evidence is where it stands on the page set upright.</summary>
    public IReadOnlyDictionary<int, int> Turns { get; init; } = ReadOnlyDictionary<int, int>.Empty;

    /// <summary>Nothing can be taken from it: its problems say why.</summary>
    public bool IsRefused => Problems.Any(p => p.Refuses);
}

/// <summary>The seller, or the buyer, as far as the document names them.</summary>
public sealed record Party
{
    public static readonly Party Unknown = new();

    public Finding<string>? Name { get; init; }

    /// <summary>With its country's letters and without spaces: FR60421938861.</summary>
    public Finding<string>? VatNumber { get; init; }

    /// <summary>SIREN or SIRET, HRB, KvK, company number.</summary>
    public Finding<string>? RegistrationNumber { get; init; }

    /// <summary>Street, postal code and city, a line each.</summary>
    public Finding<string>? Address { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public Finding<string>? Country { get; init; }

    public Finding<string>? Email { get; init; }

    public Finding<string>? ContactName { get; init; }
}
