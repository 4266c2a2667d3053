namespace Amiable.FollowUp;

/// <summary>What the agent intends for an account: the next message or none, why each invoice is left out, and what it needs from a person.</summary>
public sealed record FollowUpPlan(PlannedMessage? Next, IReadOnlyList<LeftOut> LeftOut, IReadOnlyList<Need> Needs)
{
    /// <summary>The step whose effect is measured; it need not be that of the next message, which may come while it is held back.</summary>
    public HoldOutStep? Measured { get; init; }
}

/// <summary>A message to be sent.</summary>
/// <param name="SendOn">The day, in the account's time zone.</param>
/// <param name="Stage">What it is for.</param>
/// <param name="Tone">How firmly it speaks.</param>
/// <param name="Channel">How it travels.</param>
/// <param name="About">The invoices it is for: overdue ones, or for a reminder before due those that fall due; oldest due date first.</param>
/// <param name="Upcoming">Invoices mentioned beside them that fall due shortly; nothing is asked for these.</param>
/// <param name="Because">The facts and rules that led to it, in the order a person would tell them.</param>
public sealed record PlannedMessage(
    DateOnly SendOn,
    Stage Stage,
    Tone Tone,
    Channel Channel,
    IReadOnlyList<OpenInvoice> About,
    IReadOnlyList<OpenInvoice> Upcoming,
    IReadOnlyList<Reason> Because
)
{
    /// <summary>The step, where its effect is measured.</summary>
    internal HoldOutStep? Step { get; init; }
}

/// <summary>An unsettled invoice that the next message is not about.</summary>
/// <param name="Invoice">Which.</param>
/// <param name="Number">Its number.</param>
/// <param name="Why">The reason.</param>
/// <param name="Until">Until when, where that is known.</param>
public sealed record LeftOut(InvoiceId Invoice, string Number, Why Why, DateOnly? Until = null);

/// <summary>Why an invoice is left out.</summary>
public enum Why
{
    /// <summary>It is not due yet and its reminder has its own day, or was sent.</summary>
    NotDueYet,

    /// <summary>It is overdue; the next message comes earlier than its turn and is about something else.</summary>
    NotItsTurn,

    /// <summary>It is contested.</summary>
    Disputed,

    /// <summary>Payment is promised for a day that has not passed, with its grace.</summary>
    Promised,

    /// <summary>Its payment is said to have been made, and is looked for.</summary>
    SaidToBePaid,

    /// <summary>A broken promise was pointed out; a person takes over.</summary>
    WithAPerson,

    /// <summary>Follow-ups of the account rest.</summary>
    AccountPaused,

    /// <summary>It was given up.</summary>
    WrittenOff,

    /// <summary>Nothing is owed on it.</summary>
    NothingOwed,

    /// <summary>Unallocated credit covers everything owed in its currency.</summary>
    CoveredByCredit,

    /// <summary>It has no due date: a person is asked for it.</summary>
    NoDueDate,

    /// <summary>Nobody at the account can be reached.</summary>
    NoValidContact,

    /// <summary>It is a draft, cancelled or a pro forma.</summary>
    NotIssued,

    /// <summary>The customer writes this invoice itself.</summary>
    SelfBilled,

    /// <summary>A direct debit is under way.</summary>
    DirectDebitPending,

    /// <summary>The e-invoice never reached the buyer.</summary>
    Rejected,

    /// <summary>A member wants it left alone.</summary>
    ExcludedByMember,
}

/// <summary>Something the agent needs from a person.</summary>
/// <param name="Kind">What.</param>
/// <param name="Invoices">About which invoices; empty for the account as a whole.</param>
public sealed record Need(NeedKind Kind, IReadOnlyList<OpenInvoice> Invoices);

/// <summary>What the agent may need from a person.</summary>
public enum NeedKind
{
    /// <summary>An address that works.</summary>
    MissingContact,

    /// <summary>The due date of an invoice.</summary>
    MissingDueDate,

    /// <summary>A decision: amicable messages have had no effect.</summary>
    AdvancedAction,

    /// <summary>A dispute that should have been decided by now.</summary>
    DisputeOverdue,

    /// <summary>A promise was broken and its reminder had no effect.</summary>
    BrokenPromise,

    /// <summary>A telephone call: messages about much had no effect.</summary>
    Call,
}
