using Amiable.Contacts;

namespace Amiable.Invoices;

/// <summary>What a customer says about paying.</summary>
public enum DeclarationKind
{
    /// <summary>"We will pay on…"</summary>
    Promise,

    /// <summary>"We have paid on…"</summary>
    Payment,

    /// <summary>Payment in parts that was asked for and agreed.</summary>
    Parts,
}

/// <summary>How a promise or an announced payment ended.</summary>
public enum DeclarationResolution
{
    /// <summary>The accounts say that the invoices are settled.</summary>
    InvoicesSettled,

    /// <summary>A member found the payment.</summary>
    PaymentReceived,

    /// <summary>A member lets follow-ups go on.</summary>
    ResumeAuthorized,

    /// <summary>A member does not accept it: follow-ups go on.</summary>
    Rejected,

    /// <summary>The customer said something else about the same invoices.</summary>
    Superseded,
}

/// <summary>An invoice somebody spoke of.</summary>
/// <param name="Id">Which.</param>
/// <param name="Number">Its number.</param>
public readonly record struct DeclaredInvoice(InvoiceId Id, string Number);

/// <summary>A customer's word: that it will pay on a day, or has paid. Follow-ups of the invoices rest on it; it is never a payment.</summary>
public sealed class PaymentDeclaration : Owned
{
    /// <summary>The most characters of a note.</summary>
    public const int MostInNote = 500;

    /// <summary>Identity.</summary>
    public PaymentDeclarationId Id { get; private init; }

    /// <summary>Whose word.</summary>
    public AccountId AccountId { get; private init; }

    /// <summary>What it says.</summary>
    public DeclarationKind Kind { get; private init; }

    /// <summary>The invoices it is about.</summary>
    public IReadOnlyList<DeclaredInvoice> Invoices { get; private init; } = [];

    /// <summary>The day promised, or on which the payment is said to have left; null when that was not said.</summary>
    public DateOnly? On { get; private init; }

    /// <summary>Of payment in parts: what was agreed, in order. Together they are what its invoices owed that day.</summary>
    public IReadOnlyList<Instalment> Parts { get; private init; } = [];

    /// <summary>Of the transfer or cheque, as it was written.</summary>
    public string? Reference { get; private init; }

    /// <summary>The message that says so; null for what a member noted.</summary>
    public CommunicationId? CommunicationId { get; private init; }

    /// <summary>The member who noted it; null for the agent.</summary>
    public string? NotedBy { get; private init; }

    /// <summary>When it was noted.</summary>
    public DateTimeOffset NotedAt { get; private init; }

    /// <summary>How it ended; null while it is waited for.</summary>
    public DeclarationResolution? Resolution { get; private set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? ResolvedAt { get; private set; }

    /// <summary>The member who ended it; null for the agent.</summary>
    public string? ResolvedBy { get; private set; }

    /// <summary>What that member says about it.</summary>
    public string? Note { get; private set; }

    /// <summary>The last day that was promised and passed without the payment; null when none did.</summary>
    public DateOnly? BrokenOn { get; private set; }

    /// <summary>Whether it is waited for.</summary>
    public bool IsOpen => Resolution is null;

    private PaymentDeclaration() { }

    /// <summary>Notes what a customer says.</summary>
    public PaymentDeclaration(
        PaymentDeclarationId id,
        AccountId accountId,
        DeclarationKind kind,
        IReadOnlyList<DeclaredInvoice> invoices,
        DateOnly? on,
        DateTimeOffset now,
        CommunicationId? communicationId = null,
        string? notedBy = null,
        string? reference = null,
        IReadOnlyList<Instalment>? parts = null
    )
    {
        if (invoices.Count == 0)
            throw new ArgumentException("It is about at least one invoice.", nameof(invoices));
        if (kind == DeclarationKind.Promise && on is null)
            throw new ArgumentException("A promise is for a day.", nameof(on));
        (Id, AccountId, Kind, Invoices, On, NotedAt) = (id, accountId, kind, invoices, on, now);
        if (kind == DeclarationKind.Parts && parts is not { Count: > 1 })
            throw new ArgumentException("Payment in parts has at least two.", nameof(parts));
        (CommunicationId, NotedBy, Reference, Parts) = (communicationId, notedBy, reference, parts ?? []);
    }

    /// <summary>The part that is waited for, when its invoices still owe that much; null when none is.</summary>
    public Instalment? NextPart(Money owed) =>
        Kind == DeclarationKind.Parts ? PartPayments.Next(Parts, Parts.Select(p => p.Amount).Sum(owed.Currency) - owed) : null;

    /// <summary>It ends.</summary>
    /// <param name="resolution">How.</param>
    /// <param name="note">What is to be said about it.</param>
    /// <param name="by">The member who ends it; null for the agent.</param>
    /// <param name="now">When.</param>
    public Problem? Resolve(DeclarationResolution resolution, string? note, string? by, DateTimeOffset now)
    {
        if (!IsOpen)
            return new Refused("declaration.ended", "It has ended already.");
        note = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
        if (note?.Length > MostInNote)
            return new Invalid(nameof(note), "declaration.note", $"A note has at most {MostInNote} characters.") { Values = [MostInNote] };
        (Resolution, Note, ResolvedBy, ResolvedAt) = (resolution, note, by, now);
        return null;
    }

    /// <summary>That day was promised, it is over, and the payment is not there.</summary>
    /// <returns>Whether that is news.</returns>
    public bool WasBrokenOn(DateOnly day)
    {
        if (!IsOpen || Kind == DeclarationKind.Payment || BrokenOn >= day)
            return false;
        BrokenOn = day;
        return true;
    }

    /// <summary>Whether it says something else about the same invoices than an earlier one.</summary>
    public bool Supersedes(PaymentDeclaration earlier) =>
        earlier.IsOpen && earlier.AccountId == AccountId && earlier.Id != Id && !earlier.Invoices.Except(Invoices).Any();

    /// <summary>Calls somebody whose data were erased by a pseudonym in what was noted.</summary>
    public void Forget(ErasedContact contact) => Note = contact.In(Note);
}
