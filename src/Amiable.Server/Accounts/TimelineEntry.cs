using Amiable.Communications;
using Amiable.Credits;
using Amiable.Tasks;

namespace Amiable.Accounts;

/// <summary>One thing that happened with an account, or will.</summary>
/// <param name="Day">The organization's day.</param>
/// <param name="At">The moment, where more than the day is known.</param>
public abstract record TimelineEntry(DateOnly Day, DateTimeOffset? At)
{
    /// <summary>We took the account up.</summary>
    public sealed record Added(DateOnly Day, DateTimeOffset? At) : TimelineEntry(Day, At);

    /// <summary>An invoice was issued.</summary>
    public sealed record Issued(DateOnly Day, InvoiceId Invoice, string Number, Money Total, DateOnly? DueOn) : TimelineEntry(Day, null);

    /// <summary>A payment or a credit note came.</summary>
    /// <param name="Number">The number of the note; null for a payment.</param>
    public sealed record Credited(DateOnly Day, CreditId Credit, CreditKind Kind, string? Number, Money Amount, IReadOnlyList<Settled> On)
        : TimelineEntry(Day, null);

    /// <summary>A message waits, left, came in, or was cancelled.</summary>
    public sealed record Message(DateOnly Day, DateTimeOffset? At, Communication Communication) : TimelineEntry(Day, At);

    /// <summary>What no other record tells: a pause, a dispute, a promise.</summary>
    public sealed record Happened(DateOnly Day, DateTimeOffset? At, AccountEvent Event) : TimelineEntry(Day, At);

    /// <summary>The agent needed a person, or no longer does.</summary>
    public sealed record Asked(DateOnly Day, DateTimeOffset? At, HumanTask Task, bool Ended) : TimelineEntry(Day, At);
}

/// <summary>The part of a credit that an invoice took.</summary>
public sealed record Settled(InvoiceId Invoice, string Number, bool IsPaid);

/// <summary>A piece of an account's timeline, the newest first.</summary>
/// <param name="Waiting">What is still to come; on the first piece only.</param>
/// <param name="Earlier">The day from which the next piece goes back; null at the beginning of the story.</param>
public sealed record AccountTimeline(
    IReadOnlyList<TimelineEntry.Message> Waiting,
    IReadOnlyList<TimelineEntry> Past,
    DateOnly? Earlier,
    bool IsNewest
);
