using Amiable.Invoices;

namespace Amiable.FollowUp;

/// <summary>Everything the planner may know about one account. If a fact should change a plan, it belongs here.</summary>
public sealed record Situation
{
    /// <summary>Who it is about.</summary>
    public required AccountId AccountId { get; init; }

    /// <summary>What is not settled, in any order.</summary>
    public IReadOnlyList<OpenInvoice> Invoices { get; init; } = [];

    /// <summary>
    /// What went out to the account, oldest first: follow-ups and anything else a person or a program sent. What came back was received by nobody
    /// and is not among it.
    /// </summary>
    public IReadOnlyList<PastMessage> Messages { get; init; } = [];

    /// <summary>Credit not set against an invoice, one amount a currency.</summary>
    public IReadOnlyList<Money> UnallocatedCredit { get; init; } = [];

    /// <summary>How the account can be reached; null when it cannot.</summary>
    public Channel? Reach { get; init; }

    /// <summary>Whether follow-ups rest.</summary>
    public bool IsPaused { get; init; }

    /// <summary>The day of the last cause for the tone to go down: a payment, a credit note, a promise, a dispute.</summary>
    public DateOnly? EasedOn { get; init; }

    /// <summary>The first day on which an address may work again from which messages came back; null when none did.</summary>
    public DateOnly? MayArriveFrom { get; init; }

    /// <summary>The first day on which the person written to is back; null for nobody away.</summary>
    public DateOnly? BackOn { get; init; }

    /// <summary>The day a formal notice was posted.</summary>
    public DateOnly? FormalNoticeOn { get; init; }

    /// <summary>Calls, made and planned.</summary>
    public CallFacts Calls { get; init; } = CallFacts.None;
}

/// <summary>An invoice that is not settled, as the planner sees it.</summary>
public sealed record OpenInvoice
{
    /// <summary>Identity.</summary>
    public required InvoiceId Id { get; init; }

    /// <summary>Its number; shown in reasons.</summary>
    public required string Number { get; init; }

    /// <summary>The last day to pay in time.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>What is still owed.</summary>
    public required Money Outstanding { get; init; }

    /// <summary>Contested.</summary>
    public bool IsDisputed { get; init; }

    /// <summary>The day by which the dispute should be decided.</summary>
    public DateOnly? DisputeAnswerBy { get; init; }

    /// <summary>Promised for that day.</summary>
    public DateOnly? PromisedOn { get; init; }

    /// <summary>Paid in parts: the promise is for the next of them, and a person speaks about one that does not come.</summary>
    public bool IsPaidInParts { get; init; }

    /// <summary>Said to be paid: nothing is asked for it until that day.</summary>
    public DateOnly? RestsUntil { get; init; }

    /// <summary>Given up.</summary>
    public bool IsWrittenOff { get; init; }

    /// <summary>Never to be chased.</summary>
    public Exclusion? Excluded { get; init; }
}

/// <summary>A message that went out, or that a person decided to skip.</summary>
/// <param name="On">The day, in the account's time zone.</param>
/// <param name="Stage">What it was for; null for anything that is no follow-up: a manual message, the invoice itself.</param>
/// <param name="Tone">How it spoke.</param>
/// <param name="Invoices">What it was about.</param>
/// <param name="Skipped">A member cancelled it: it keeps its place in the rhythm but nobody received it.</param>
public sealed record PastMessage(DateOnly On, Stage? Stage, Tone Tone, IReadOnlyList<InvoiceId> Invoices, bool Skipped = false);
