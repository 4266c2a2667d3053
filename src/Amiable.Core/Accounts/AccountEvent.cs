using Amiable.Contacts;

namespace Amiable.Accounts;

/// <summary>What happened to an account that no other record tells.</summary>
public enum AccountEventKind
{
    /// <summary>Follow-ups were paused; Detail is the reason.</summary>
    Paused,

    /// <summary>Follow-ups run again; Detail says why.</summary>
    Resumed,

    /// <summary>An invoice was contested; Detail is its number.</summary>
    Disputed,

    /// <summary>A dispute ended; Detail is the invoice's number.</summary>
    DisputeSettled,

    /// <summary>A payment was promised; Detail is the invoice's number and the day.</summary>
    Promised,

    /// <summary>An invoice was given up; Detail is its number.</summary>
    WrittenOff,

    /// <summary>A formal notice was posted; Detail is the day.</summary>
    FormalNotice,

    /// <summary>An advanced action was turned down.</summary>
    AdvancedActionRejected,

    /// <summary>A payment is said to have been made; Detail is the numbers of the invoices.</summary>
    PaymentSaid,

    /// <summary>Payment in parts was agreed. Detail: how many, and the invoices.</summary>
    PartsAgreed,

    /// <summary>A promise or an announced payment ended; Detail is how, and what was said about it.</summary>
    DeclarationResolved,

    /// <summary>A recommended advanced action was approved; Detail is which one: a <see cref="AdvancedAction"/>.</summary>
    AdvancedActionApproved,

    /// <summary>They were called. Detail, a line each: what came of it, whom it was, the day that was named, and what was noted.</summary>
    Called,
}

/// <summary>One line of an account's timeline.</summary>
public sealed class AccountEvent : Owned
{
    /// <summary>Identity.</summary>
    public AccountEventId Id { get; private init; }

    /// <summary>Whose timeline.</summary>
    public AccountId AccountId { get; private init; }

    /// <summary>What happened.</summary>
    public AccountEventKind Kind { get; private init; }

    /// <summary>What the kind says.</summary>
    public string Detail { get; private set; } = "";

    /// <summary>Who did it; null for the agent.</summary>
    public string? By { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }

    private AccountEvent() { }

    /// <summary>Notes what happened.</summary>
    public AccountEvent(AccountEventId id, AccountId accountId, AccountEventKind kind, string detail, string? by, DateTimeOffset at) =>
        (Id, AccountId, Kind, Detail, By, At) = (id, accountId, kind, detail, by, at);

    /// <summary>Calls somebody whose data were erased by a pseudonym.</summary>
    public void Forget(ErasedContact contact) => Detail = contact.In(Detail)!;
}
