using Amiable.Invoices;
using Amiable.Tasks;

namespace Amiable.Replies;

/// <summary>What follows from a reply: facts to record, a question to the team, an answer to the customer. Each may be missing.</summary>
public sealed record ReplyDecision
{
    /// <summary>What is recorded.</summary>
    public IReadOnlyList<ReplyEffect> Effects { get; init; } = [];

    /// <summary>What the team is asked; null when nobody is needed.</summary>
    public ReplyQuestion? Question { get; init; }

    /// <summary>What the agent answers; null for nothing.</summary>
    public ReplyAnswer? Answer { get; init; }
}

/// <summary>Something a reply changes.</summary>
public abstract record ReplyEffect
{
    private ReplyEffect() { }

    /// <summary>Payment of these is waited for until that day: they promised, or were granted, it.</summary>
    public sealed record Promised(IReadOnlyList<InvoiceId> Invoices, DateOnly On) : ReplyEffect;

    /// <summary>These are said to be paid. They are never marked as paid on that: they rest for some days.</summary>
    public sealed record SaidPaid(IReadOnlyList<InvoiceId> Invoices, DateOnly? On, DateOnly RestUntil, string? Reference) : ReplyEffect;

    /// <summary>These are contested, for that much where a figure is written, and leave the messages; it should be decided by that day.</summary>
    public sealed record Contested(IReadOnlyList<InvoiceId> Invoices, DisputeReason Reason, decimal? Amount, DateOnly AnswerBy)
        : ReplyEffect;

    /// <summary>These are paid in parts, as agreed.</summary>
    public sealed record PaidInParts(IReadOnlyList<InvoiceId> Invoices, IReadOnlyList<Instalment> Parts) : ReplyEffect;

    /// <summary>The writer is away until that day, that day included.</summary>
    public sealed record Away(DateOnly Until, string? StandIn) : ReplyEffect;
}

/// <summary>What the team is asked about a reply.</summary>
/// <param name="Kind">What kind of question.</param>
public sealed record ReplyQuestion(TaskKind Kind)
{
    /// <summary>The open invoices it is about; none for all, or nobody knows.</summary>
    public IReadOnlyList<InvoiceId> Invoices { get; init; } = [];

    /// <summary>The day the customer names: of a payment, or until which to wait.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Who should be written to instead; has an address.</summary>
    public ReadContact? Contact { get; init; }

    /// <summary>What is to be sent.</summary>
    public RequestedDocument? Document { get; init; }
}

/// <summary>What the agent answers.</summary>
/// <param name="Class">The kind of reply it is trusted with, or not.</param>
/// <param name="Parts">What it says, in this order.</param>
/// <param name="NeedsNobody">Whether it leaves without a member's approval.</param>
public sealed record ReplyAnswer(ReplyClass Class, IReadOnlyList<AnswerPart> Parts, bool NeedsNobody);

/// <summary>One thing an answer says.</summary>
/// <param name="Kind">What.</param>
/// <param name="Invoices">About which invoices.</param>
/// <param name="On">The day it names.</param>
public sealed record AnswerPart(AnswerKind Kind, IReadOnlyList<InvoiceId> Invoices, DateOnly? On = null)
{
    /// <summary>With <see cref="AnswerKind.PlanAgreed"/>: the parts it names.</summary>
    public IReadOnlyList<Instalment> Parts { get; init; } = [];
}

/// <summary>What an answer can say.</summary>
public enum AnswerKind
{
    /// <summary>The day is noted, and waited for.</summary>
    PromiseNoted,

    /// <summary>The payment is looked for, and nothing is asked meanwhile.</summary>
    PaymentNoted,

    /// <summary>Somebody looks into what is contested. Concedes nothing.</summary>
    DisputeNoted,

    /// <summary>More time is granted.</summary>
    TimeGranted,

    /// <summary>Payment in parts is agreed to: which, and when.</summary>
    PlanAgreed,

    /// <summary>Copies go with it.</summary>
    Copies,

    /// <summary>A statement of what is open goes with it.</summary>
    Statement,

    /// <summary>A person answers.</summary>
    HandedOver,

    /// <summary>A payment came as it was promised.</summary>
    Thanks,
}
