namespace Amiable.Replies;

/// <summary>A document a customer asks for.</summary>
public enum RequestedDocument
{
    /// <summary>The invoice, once more.</summary>
    InvoiceCopy,

    /// <summary>What is open, in one list.</summary>
    Statement,

    /// <summary>A delivery note or timesheet somebody signed.</summary>
    ProofOfDelivery,

    /// <summary>The customer's own order.</summary>
    PurchaseOrder,

    /// <summary>Our bank details.</summary>
    BankDetails,

    /// <summary>A certificate of a tax or social security office.</summary>
    TaxForm,

    /// <summary>What was signed, or the general terms.</summary>
    Contract,

    /// <summary>Any other: a credit note, a corrected invoice.</summary>
    Other,
}
