namespace Amiable.Credits;

/// <summary>What a credit is.</summary>
public enum CreditKind
{
    /// <summary>Money received.</summary>
    Payment,

    /// <summary>A document that reduces what is owed.</summary>
    CreditNote,
}

/// <summary>How much of a credit is set against invoices. Computed, never edited.</summary>
public enum CreditStatus
{
    /// <summary>Nothing.</summary>
    Open,

    /// <summary>Something, not all.</summary>
    PartiallyAllocated,

    /// <summary>All of it.</summary>
    Settled,
}

/// <summary>Money an account may set against its invoices: a payment it made, or a credit note it was given.</summary>
public abstract class Credit : Owned, IDated
{
    /// <summary>Identity.</summary>
    public CreditId Id { get; private init; }

    /// <summary>Whose it is.</summary>
    public AccountId AccountId { get; private init; }

    /// <summary>How much in all; more than nothing, except for a payment that was corrected to nothing and is about to be deleted.</summary>
    public Money Amount { get; private protected set; }

    /// <summary>How much is set against invoices.</summary>
    public Money Used { get; private set; }

    /// <summary>The day the money came, or the note was issued.</summary>
    public DateOnly On { get; private init; }

    /// <summary>When it became known.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <inheritdoc/>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>What is left; it lowers the outstanding balance.</summary>
    public Money Unused => Amount - Used;

    /// <summary>How much of it is set against invoices.</summary>
    public CreditStatus Status =>
        Used.IsZero ? CreditStatus.Open
        : Unused.IsZero ? CreditStatus.Settled
        : CreditStatus.PartiallyAllocated;

    /// <summary>Which of the two it is.</summary>
    public abstract CreditKind Kind { get; }

    private protected Credit() { }

    private protected Credit(CreditId id, AccountId accountId, Money amount, DateOnly on, DateTimeOffset now)
    {
        if (!amount.IsPositive)
            throw new ArgumentException("A credit is more than nothing.", nameof(amount));
        (Id, AccountId, Amount, On, CreatedAt) = (id, accountId, amount, on, now);
        Used = Money.Zero(amount.Currency);
    }

    internal void Draw(Money amount) => Used += amount;

    internal void PutBack(Money amount) => Used -= amount;
}

/// <summary>Money received, in full or in part.</summary>
public sealed class Payment : Credit
{
    /// <summary>What the bank statement or the payer says about it.</summary>
    public string? Reference { get; private init; }

    /// <inheritdoc/>
    public override CreditKind Kind => CreditKind.Payment;

    private Payment() { }

    /// <summary>Records money received on that day.</summary>
    public Payment(CreditId id, AccountId accountId, Money amount, DateOnly on, DateTimeOffset now, string? reference = null)
        : base(id, accountId, amount, on, now) => Reference = reference;

    /// <summary>Less came in than was recorded; nothing at all makes it void.</summary>
    internal void CameShort(Money by) => Amount -= by;
}

/// <summary>Reduces what an account owes.</summary>
public sealed class CreditNote : Credit
{
    /// <summary>Unique within the account.</summary>
    public string Number { get; private init; } = "";

    /// <inheritdoc/>
    public override CreditKind Kind => CreditKind.CreditNote;

    private CreditNote() { }

    /// <summary>
    /// Its source set this much more of it against invoices (negative: less) without saying which: that part is free no more, and what it
    /// settled the source says of the invoices themselves.
    /// </summary>
    /// <exception cref="ArgumentException">More than is left would be used, or less than nothing.</exception>
    public void SourceUsed(Money more)
    {
        if (more > Unused || (Used + more).IsNegative)
            throw new ArgumentException($"{Unused} of {Amount} is left: it cannot change by {more}.", nameof(more));
        Draw(more);
    }

    /// <summary>Takes up a credit note.</summary>
    public CreditNote(CreditId id, AccountId accountId, string number, Money amount, DateOnly issuedOn, DateTimeOffset now)
        : base(id, accountId, amount, issuedOn, now) => Number = number;
}
