namespace Amiable.Import;

/// <summary>What a document asks for, or gives back.</summary>
public enum ImportedKind
{
    Invoice,
    CreditNote,
}

/// <summary>
/// What a source says of one document, and nothing it does not say. Every reader (CSV, XLSX, e-invoice, PDF) ends here;
/// what happens to the ledger is decided from here on, the same for all of them.
/// </summary>
public sealed record ImportedInvoice
{
    public ImportedKind Kind { get; init; }

    /// <summary>The customer's name; its source id where the source gives no name.</summary>
    public required string AccountName { get; init; }

    /// <summary>The customer's key in the source; it wins over the name when the account is looked for.</summary>
    public string? AccountSourceId { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>ISO 639-1.</summary>
    public string? Language { get; init; }

    public string? ContactEmail { get; init; }
    public string? ContactName { get; init; }
    public string? RegistrationNumber { get; init; }
    public string? VatNumber { get; init; }
    public required string Number { get; init; }
    public DateOnly IssuedOn { get; init; }

    /// <summary>Null when the source gives none: the invoice is not chased until a human has given one.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>With tax; never negative, for a credit note either.</summary>
    public Money Total { get; init; }

    public Money? Tax { get; init; }

    /// <summary>From nothing up to the total.</summary>
    public Money Paid { get; init; }

    /// <summary>The day nothing was left to pay; null while something is, or when the day is not known.</summary>
    public DateOnly? SettledOn { get; init; }

    public bool IsDisputed { get; init; }
    public string? PurchaseOrder { get; init; }

    /// <summary>Of a credit note: the number of the invoice it refers to. It is set against that one first.</summary>
    public string? Preceding { get; init; }

    /// <summary>The account a person chose; no likeness is looked for then.</summary>
    public AccountId? Account { get; init; }

    /// <summary>The customer's postal address, a line each.</summary>
    public string? Address { get; init; }

    /// <summary>The customer made it: it is never chased.</summary>
    public bool IsSelfBilled { get; init; }
    public bool IsDraft { get; init; }

    /// <summary>Cancelled, void or written off in the source.</summary>
    public bool IsCancelled { get; init; }

    public bool IsDirectDebit { get; init; }

    /// <summary>Where in the file it stands, from 1; 0 when the source has no lines.</summary>
    public int Line { get; init; }

    /// <summary>Whether two rows of one number are one, told twice: only where they stand, and how they spell names, may differ.</summary>
    public bool SaysTheSameAs(ImportedInvoice other) => this == other with { Line = Line, Number = Number, AccountName = AccountName };
}
