using Amiable.Credits;

namespace Amiable.Invoices;

/// <summary>The part of a payment or credit note that is set against one invoice.</summary>
public sealed class Allocation
{
    /// <summary>Which payment or credit note.</summary>
    public CreditId CreditId { get; private init; }

    /// <summary>Which of the two it is.</summary>
    public CreditKind Kind { get; private init; }

    /// <summary>How much.</summary>
    public Money Amount { get; private set; }

    /// <summary>The day it was set against the invoice.</summary>
    public DateOnly On { get; private set; }

    private Allocation() { }

    internal Allocation(Credit credit, Money amount, DateOnly on) => (CreditId, Kind, Amount, On) = (credit.Id, credit.Kind, amount, on);

    internal void Grow(Money amount, DateOnly on) => (Amount, On) = (Amount + amount, on);

    internal void Shrink(Money amount) => Amount -= amount;
}
