namespace Amiable.Invoices;

/// <summary>Whether an invoice is due, past due or settled. Computed from amounts and dates, never edited.</summary>
public enum InvoiceStatus
{
    /// <summary>Due today or later, or without a due date.</summary>
    Issued,

    /// <summary>Past its due date and not fully settled.</summary>
    Overdue,

    /// <summary>Fully settled.</summary>
    Paid,
}

/// <summary>How much of an invoice is settled. Computed, never edited.</summary>
public enum PaymentStatus
{
    /// <summary>Nothing.</summary>
    Unpaid,

    /// <summary>Something, not all.</summary>
    PartiallyPaid,

    /// <summary>All of it.</summary>
    Paid,
}
