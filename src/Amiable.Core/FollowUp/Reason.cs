namespace Amiable.FollowUp;

/// <summary>One fact or rule behind a message; screens put it into words.</summary>
public sealed record Reason(ReasonKind Kind)
{
    /// <summary>The invoice it speaks of.</summary>
    public string? Number { get; init; }

    /// <summary>Calendar or business days, as the kind says.</summary>
    public int? Days { get; init; }

    /// <summary>A day it speaks of.</summary>
    public DateOnly? On { get; init; }

    /// <summary>An amount it speaks of.</summary>
    public Money? Amount { get; init; }

    /// <summary>A tone it speaks of.</summary>
    public Tone? Tone { get; init; }
}

/// <summary>What a reason says.</summary>
public enum ReasonKind
{
    /// <summary>Invoice Number falls due on On; a reminder goes out Days business days before.</summary>
    FallsDue,

    /// <summary>The oldest overdue invoice, Number, is Days days past its due date On on the day of sending.</summary>
    OldestOverdue,

    /// <summary>At that age, a message every Days business days.</summary>
    Rhythm,

    /// <summary>The last follow-up went out on On.</summary>
    LastFollowUp,

    /// <summary>Nothing overdue was asked for before.</summary>
    FirstMessage,

    /// <summary>Something went out on On; at least Days business days lie between two messages.</summary>
    MinimumGap,

    /// <summary>The last message came back for a reason that may pass: it is tried again from On.</summary>
    CameBack,

    /// <summary>The person written to is away and back on On.</summary>
    PersonAway,

    /// <summary>A formal notice was posted on On; Days business days are waited for.</summary>
    AfterFormalNotice,

    /// <summary>The tone is Tone: it climbs one step at a time.</summary>
    ToneOneStep,

    /// <summary>The tone is Tone: that is the step for this age.</summary>
    ToneOfAge,

    /// <summary>The tone stays Tone: it does not go down without a cause.</summary>
    ToneKept,

    /// <summary>The planned day is not a business day of the customer, or has passed: On is the next possible one.</summary>
    NextPossibleDay,

    /// <summary>Payment of Number was promised for On and has not arrived.</summary>
    PromiseBroken,

    /// <summary>Credit of Amount is not set against an invoice and is deducted.</summary>
    CreditDeducted,

    /// <summary>They were spoken with on On, or asked to be called back then: nothing is sent before the day after.</summary>
    AfterCall,

    /// <summary>It is held back on purpose for Days business days, until On, to measure the effect of follow-ups.</summary>
    HeldBack,
}
