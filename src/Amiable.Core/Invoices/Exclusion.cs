namespace Amiable.Invoices;

/// <summary>Why a document is never chased, whatever its amounts and dates.</summary>
public enum Exclusion
{
    /// <summary>Not issued yet; it counts in no balance.</summary>
    Draft,

    /// <summary>Cancelled; it counts in no balance.</summary>
    Cancelled,

    /// <summary>An offer, not a claim; it counts in no balance.</summary>
    ProForma,

    /// <summary>Written by the customer in our name.</summary>
    SelfBilled,

    /// <summary>A direct debit is under way.</summary>
    DirectDebitPending,

    /// <summary>An e-invoice that never reached the buyer (French status "Rejetée").</summary>
    Rejected,

    /// <summary>A member wants it left alone.</summary>
    ByMember,
}
