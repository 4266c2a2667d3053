namespace Amiable.Invoices;

/// <summary>Why an invoice is contested.</summary>
public enum DisputeReason
{
    /// <summary>The price.</summary>
    Price,

    /// <summary>The quantity.</summary>
    Quantity,

    /// <summary>The quality.</summary>
    Quality,

    /// <summary>It did not arrive.</summary>
    NotReceived,

    /// <summary>It was invoiced twice.</summary>
    Duplicate,

    /// <summary>Nobody ordered it.</summary>
    NotOrdered,

    /// <summary>The contract says otherwise.</summary>
    Contract,

    /// <summary>A credit note exists or was promised.</summary>
    AlreadyCredited,

    /// <summary>Anything else.</summary>
    Other,
}
