using Amiable.Credits;
using Amiable.FollowUp;
using Amiable.Invoices;

namespace Amiable.Replays;

/// <summary>What the ledger tells of one account over time: each fact with the day it is dated and, where that is another one, the day it was entered.</summary>
public sealed record AccountPast
{
    /// <summary>Whose past.</summary>
    public required AccountId AccountId { get; init; }

    /// <summary>The day from which the ledger of the account was kept here. When something older became known nobody can tell.</summary>
    public required DateOnly KeptSince { get; init; }

    /// <summary>How the account can be reached today: the ledger does not keep how it could be reached then.</summary>
    public Channel? Reach { get; init; }

    /// <summary>Its invoices, settled ones too.</summary>
    public IReadOnlyList<InvoicePast> Invoices { get; init; } = [];

    /// <summary>Its payments and credit notes.</summary>
    public IReadOnlyList<CreditPast> Credits { get; init; } = [];

    /// <summary>What it said about paying.</summary>
    public IReadOnlyList<WordPast> Words { get; init; } = [];

    /// <summary>When its follow-ups rested.</summary>
    public IReadOnlyList<PausePast> Pauses { get; init; } = [];

    /// <summary>What members wrote to it, oldest first.</summary>
    public IReadOnlyList<PastMessage> ByHand { get; init; } = [];

    /// <summary>The day a formal notice was posted.</summary>
    public DateOnly? FormalNoticeOn { get; init; }

    /// <summary>
    /// The day a fact became known. What is dated before the account was kept here is taken as known on its own day: when somebody knew of it then, the ledger
    /// does not tell.
    /// </summary>
    /// <param name="on">The day it is dated.</param>
    /// <param name="entered">The day it was entered here.</param>
    public DateOnly KnownFrom(DateOnly on, DateOnly entered) => on < KeptSince || entered < on ? on : entered;
}

/// <summary>The life of an invoice.</summary>
/// <param name="Id">Which.</param>
/// <param name="Number">Its number.</param>
/// <param name="IssuedOn">The day it was issued.</param>
/// <param name="Entered">The day it was entered here.</param>
/// <param name="DueOn">The last day to pay in time.</param>
/// <param name="Total">The amount.</param>
public sealed record InvoicePast(InvoiceId Id, string Number, DateOnly IssuedOn, DateOnly Entered, DateOnly? DueOn, Money Total)
{
    /// <summary>When it was contested.</summary>
    public IReadOnlyList<DisputePast> Disputes { get; init; } = [];

    /// <summary>The day it was given up.</summary>
    public DateOnly? WrittenOffOn { get; init; }
}

/// <summary>A dispute.</summary>
/// <param name="From">The day it was noted.</param>
/// <param name="To">The day it ended; null when it did not, or nobody noted it.</param>
public readonly record struct DisputePast(DateOnly From, DateOnly? To);

/// <summary>A payment or a credit note, and what it settled.</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="On">The day the money came, or the note was issued.</param>
/// <param name="Entered">The day it was entered here.</param>
/// <param name="Amount">How much in all.</param>
/// <param name="Uses">What it settled.</param>
/// <param name="UsedElsewhere">What its source says is used up without saying on what.</param>
public sealed record CreditPast(
    CreditKind Kind,
    DateOnly On,
    DateOnly Entered,
    Money Amount,
    IReadOnlyList<UsePast> Uses,
    Money UsedElsewhere
);

/// <summary>A part of a credit that settles an invoice.</summary>
/// <param name="Invoice">Which.</param>
/// <param name="Amount">How much.</param>
/// <param name="On">The day it was set against it.</param>
public readonly record struct UsePast(InvoiceId Invoice, Money Amount, DateOnly On);

/// <summary>What the customer said about paying.</summary>
/// <param name="Kind">That it will pay, in one or in parts, or has paid.</param>
/// <param name="Invoices">About which invoices.</param>
/// <param name="NotedOn">The day it was noted.</param>
/// <param name="EndedOn">The day it ended; null while it is waited for.</param>
/// <param name="On">The day promised.</param>
/// <param name="RestsUntil">Of a payment that is announced: the last day it is waited for; null when that is no longer known.</param>
/// <param name="Parts">Of payment in parts: what was agreed.</param>
public sealed record WordPast(
    DeclarationKind Kind,
    IReadOnlyList<InvoiceId> Invoices,
    DateOnly NotedOn,
    DateOnly? EndedOn,
    DateOnly? On,
    DateOnly? RestsUntil,
    IReadOnlyList<Instalment> Parts
);

/// <summary>A time in which follow-ups rested.</summary>
/// <param name="From">The day it began.</param>
/// <param name="Until">Its last day, as it was said in the beginning; null for open.</param>
/// <param name="ResumedOn">The day it was ended.</param>
public readonly record struct PausePast(DateOnly From, DateOnly? Until, DateOnly? ResumedOn);
