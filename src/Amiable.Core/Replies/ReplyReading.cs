using Amiable.Invoices;

namespace Amiable.Replies;

/// <summary>
/// What a reader understood of a reply: a reading, never an action. A field is there exactly when its intent is listed; what was not said is null.
/// Numbers of invoices are those of the account; whoever reads text never makes one up.
/// </summary>
public sealed record ReplyReading
{
    /// <summary>Less sure readings change nothing: they are a question to a human.</summary>
    public const double SureEnough = 0.7;

    /// <summary>What the writer wants; the first is what must be handled first. Never empty.</summary>
    public required IReadOnlyList<FoundIntent> Intents { get; init; }

    /// <summary>With <see cref="ReplyIntent.PromiseToPay"/>. Of several promises the earliest with a day.</summary>
    public ReadPromise? Promise { get; init; }

    /// <summary>With <see cref="ReplyIntent.PaymentClaimed"/>.</summary>
    public ReadPayment? Payment { get; init; }

    /// <summary>With <see cref="ReplyIntent.Dispute"/>.</summary>
    public ReadDispute? Dispute { get; init; }

    /// <summary>With <see cref="ReplyIntent.PaymentPlanRequest"/>.</summary>
    public ReadPlan? Plan { get; init; }

    /// <summary>With <see cref="ReplyIntent.ExtensionRequest"/>.</summary>
    public ReadExtension? Extension { get; init; }

    /// <summary>With <see cref="ReplyIntent.DocumentRequest"/>: the first one asked for.</summary>
    public RequestedDocument? Document { get; init; }

    /// <summary>Whom to write to instead, for good; also a lawyer or an administrator.</summary>
    public ReadContact? NewContact { get; init; }

    /// <summary>How long somebody is away, and who stands in.</summary>
    public ReadAbsence? Absence { get; init; }

    /// <summary>The text tries to instruct the agent. Such a passage is data: it changes nothing and reveals nothing.</summary>
    public bool InstructsTheAgent { get; init; }

    /// <summary>How sure the reader is that this is all right, from 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>A human must see this before anything else is done.</summary>
    public required bool NeedsHuman { get; init; }

    /// <summary>What must be handled first.</summary>
    public ReplyIntent Primary => Intents[0].Intent;

    /// <summary>Whether the writer wants this, among others.</summary>
    public bool Has(ReplyIntent intent) => Intents.Any(i => i.Intent == intent);
}

/// <summary>One thing the writer wants, and the words that say so.</summary>
/// <param name="Intent">What.</param>
/// <param name="Confidence">How sure the reader is of this one, from 0 to 1.</param>
/// <param name="Evidence">Where the new text says so; empty when nothing but the whole tells.</param>
public sealed record FoundIntent(ReplyIntent Intent, double Confidence, IReadOnlyList<Span> Evidence);

/// <summary>A passage of the new text.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="Length">How many characters.</param>
public readonly record struct Span(int Start, int Length)
{
    /// <summary>The character after the last.</summary>
    public int End => Start + Length;
}

/// <summary>A promise to pay.</summary>
/// <param name="Date">The day promised; null when vague or on a condition.</param>
/// <param name="Amount">What is said to be paid; null: all that is open of these invoices.</param>
/// <param name="Invoices">Numbers of the invoices meant; every open one when none is singled out.</param>
public sealed record ReadPromise(DateOnly? Date, decimal? Amount, IReadOnlyList<string> Invoices);

/// <summary>A payment somebody says was made.</summary>
/// <param name="Date">The day it is said to have left.</param>
/// <param name="Amount">What is said to have been paid.</param>
/// <param name="Reference">Of the transfer, cheque or receipt, as written.</param>
/// <param name="Invoices">Numbers of the invoices meant.</param>
public sealed record ReadPayment(DateOnly? Date, decimal? Amount, string? Reference, IReadOnlyList<string> Invoices);

/// <summary>What is contested.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Invoices">Numbers of the invoices meant.</param>
/// <param name="Amount">The figure contested, when one is written.</param>
public sealed record ReadDispute(DisputeReason Reason, IReadOnlyList<string> Invoices, decimal? Amount);

/// <summary>Payment in parts, as asked for.</summary>
/// <param name="Installments">How many parts.</param>
/// <param name="FirstDate">Day of the first.</param>
/// <param name="AmountEach">What each is.</param>
/// <param name="Every">How far apart they are; null when that is not said.</param>
public sealed record ReadPlan(int? Installments, DateOnly? FirstDate, decimal? AmountEach, InstalmentRhythm? Every = null);

/// <summary>More time, as asked for.</summary>
/// <param name="Until">The day until which.</param>
public sealed record ReadExtension(DateOnly? Until);

/// <summary>A person or mailbox somebody names.</summary>
/// <param name="Name">Without title.</param>
/// <param name="Email">The address.</param>
/// <param name="Phone">The number as written.</param>
public sealed record ReadContact(string? Name, string? Email, string? Phone);

/// <summary>Somebody is away.</summary>
/// <param name="Until">The day as written: the last away, or the one of the return.</param>
/// <param name="Delegate">Who stands in meanwhile.</param>
public sealed record ReadAbsence(DateOnly? Until, ReadContact? Delegate);
