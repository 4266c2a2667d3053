using Amiable.Contacts;
using Amiable.Credits;

namespace Amiable.Invoices;

/// <summary>A sum an account owes. It is settled by allocating payments and credit notes to it.</summary>
public sealed class Invoice : Owned, IDated
{
    private readonly List<Allocation> _allocations = [];

    /// <summary>Identity.</summary>
    public InvoiceId Id { get; private init; }

    /// <summary>Who owes it.</summary>
    public AccountId AccountId { get; private init; }

    /// <summary>Unique within the account.</summary>
    public string Number { get; private init; } = "";

    /// <summary>The customer's order number.</summary>
    public string? PurchaseOrder { get; private init; }

    /// <summary>The day it was issued.</summary>
    public DateOnly IssuedOn { get; private init; }

    /// <summary>The last day to pay in time; null when the document names none: then a member is asked.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>The amount to pay, tax included.</summary>
    public Money Total { get; private init; }

    /// <summary>What payments and credit notes have settled: the sum of the allocations, kept beside them so that lists can add it up.</summary>
    public Money Settled { get; private set; }

    /// <summary>Which payment or credit note settled what.</summary>
    public IReadOnlyList<Allocation> Allocations => _allocations;

    /// <summary>Why it is never chased; null for an ordinary invoice.</summary>
    public Exclusion? Excluded { get; private set; }

    /// <summary>Since when it is contested.</summary>
    public DateOnly? DisputedOn { get; private set; }

    /// <summary>Why it is contested.</summary>
    public DisputeReason? DisputeReason { get; private set; }

    /// <summary>What the customer says about it.</summary>
    public string? DisputeNote { get; private set; }

    /// <summary>How much of it is contested, in minor units of its currency; null when that is not said: all of it, then.</summary>
    public long? DisputedMinor { get; private set; }

    /// <summary>How much of it is contested; null when that is not said. All of it leaves the messages either way.</summary>
    public Money? DisputedAmount => DisputedMinor is { } minor ? new Money(minor, Total.Currency) : null;

    /// <summary>The day by which the dispute should be decided: after it the team is asked.</summary>
    public DateOnly? DisputeAnswerBy { get; private set; }

    /// <summary>The day its payment was promised for.</summary>
    public DateOnly? PromisedOn { get; private set; }

    /// <summary>The day that promise was made.</summary>
    public DateOnly? PromiseMadeOn { get; private set; }

    /// <summary>Whether payment in parts was agreed: <see cref="PromisedOn"/> is then the day of the next part.</summary>
    public bool IsPaidInParts { get; private set; }

    /// <summary>The last day on which nothing is asked for it, because its payment is said to have been made; null when nobody says so.</summary>
    public DateOnly? RestsUntil { get; private set; }

    /// <summary>The day it was given up; it is then in no balance and never chased.</summary>
    public DateOnly? WrittenOffOn { get; private set; }

    /// <summary>The tax in it, in minor units of its currency; null when nobody said.</summary>
    public long? TaxMinor { get; private set; }

    /// <summary>Where it was sent, when its source said so.</summary>
    public PostalAddress? BilledTo { get; private set; }

    /// <summary>Its identity in the system it comes from; null when that gave none.</summary>
    public string? SourceId { get; private set; }

    /// <summary>When it became known.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <inheritdoc/>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The tax in it; null when nobody said.</summary>
    public Money? Tax => TaxMinor is { } minor ? new(minor, Total.Currency) : null;

    /// <summary>What is still owed.</summary>
    public Money Outstanding => Total - Settled;

    /// <summary>Whether nothing is owed any more; also true of an invoice over nothing.</summary>
    public bool IsSettled => !Outstanding.IsPositive;

    /// <summary>Whether it is contested.</summary>
    public bool IsDisputed => DisputedOn is not null;

    /// <summary>Whether it is part of what the account owes.</summary>
    public bool CountsInBalance => WrittenOffOn is null && Excluded is not (Exclusion.Draft or Exclusion.Cancelled or Exclusion.ProForma);

    /// <summary>How much of it is settled.</summary>
    public PaymentStatus PaymentStatus =>
        IsSettled ? PaymentStatus.Paid
        : Settled.IsPositive ? PaymentStatus.PartiallyPaid
        : PaymentStatus.Unpaid;

    private Invoice() { }

    /// <summary>Takes up an invoice.</summary>
    /// <exception cref="ArgumentException">The amount is negative: that is a credit note.</exception>
    public Invoice(
        InvoiceId id,
        AccountId accountId,
        string number,
        DateOnly issuedOn,
        DateOnly? dueOn,
        Money total,
        DateTimeOffset now,
        string? purchaseOrder = null
    )
    {
        if (total.IsNegative)
            throw new ArgumentException("A negative invoice is a credit note.", nameof(total));
        (Id, AccountId, Number, IssuedOn, DueOn, Total, CreatedAt, PurchaseOrder) = (
            id,
            accountId,
            number,
            issuedOn,
            dueOn,
            total,
            now,
            purchaseOrder
        );
        Settled = Money.Zero(total.Currency);
    }

    /// <summary>What its document or its source says beside number, days and amount; what they do not say stays as it is known.</summary>
    public Problem? IsDescribedAs(InvoiceDescription said)
    {
        if (said.Tax is { } tax && (tax.Currency != Total.Currency || tax.IsNegative || tax > Total))
            return new Invalid(nameof(said.Tax), "invoice.tax", "The tax is a part of the amount: between nothing and all of it.");
        if (said.SourceId?.Length > InvoiceDescription.LongestSourceId)
            return new Invalid(nameof(said.SourceId), "invoice.source-id", "An identity in another system has at most 200 characters.");
        (TaxMinor, BilledTo, SourceId) = (said.Tax?.Minor ?? TaxMinor, said.BilledTo ?? BilledTo, said.SourceId ?? SourceId);
        return null;
    }

    /// <summary>Whether it is due, past due or settled on that day of the organization. The due date itself is not overdue.</summary>
    public InvoiceStatus StatusOn(DateOnly today) =>
        IsSettled ? InvoiceStatus.Paid
        : DueOn < today ? InvoiceStatus.Overdue
        : InvoiceStatus.Issued;

    /// <summary>Calendar days past the due date; zero when it is not overdue.</summary>
    public int DaysOverdue(DateOnly today) => StatusOn(today) == InvoiceStatus.Overdue ? today.DayNumber - DueOn!.Value.DayNumber : 0;

    /// <summary>Sets part of a credit against this invoice.</summary>
    public Problem? Allocate(Credit credit, Money amount, DateOnly on)
    {
        if (credit.AccountId != AccountId)
            return new Refused("allocation.other-account", "The credit belongs to another account than the invoice.");
        if (credit.Amount.Currency != Total.Currency || amount.Currency != Total.Currency)
            return new Refused(
                "allocation.other-currency",
                $"The invoice is in {Total.Currency}: only {Total.Currency} can be set against it."
            );
        if (!amount.IsPositive)
            return new Invalid(nameof(amount), "allocation.nothing", "Allocate more than nothing.");
        if (amount > credit.Unused)
            return new Refused("allocation.exceeds-credit", $"Only {credit.Unused} of the credit is left.") { Values = [credit.Unused] };
        if (amount > Outstanding)
            return new Refused("allocation.exceeds-invoice", $"Only {Outstanding} is still owed on the invoice.")
            {
                Values = [Outstanding],
            };

        credit.Draw(amount);
        Settled += amount;
        var before = _allocations.FirstOrDefault(a => a.CreditId == credit.Id);
        if (before is null)
            _allocations.Add(new Allocation(credit, amount, on));
        else
            before.Grow(amount, on);
        return null;
    }

    /// <summary>Takes back whatever this credit settled: the payment bounced, or the credit note was cancelled or moved.</summary>
    public void Release(Credit credit)
    {
        if (_allocations.FirstOrDefault(a => a.CreditId == credit.Id) is { } allocation)
            Release(credit, allocation.Amount);
    }

    /// <summary>Takes back part of what this credit settled.</summary>
    public Problem? Release(Credit credit, Money amount)
    {
        var allocation = _allocations.FirstOrDefault(a => a.CreditId == credit.Id);
        if (allocation is null)
            return new NotFound("allocation");
        if (amount.Currency != Total.Currency || !amount.IsPositive || amount > allocation.Amount)
            return new Invalid(nameof(amount), "allocation.release", $"Between nothing and {allocation.Amount} can be taken back.");

        credit.PutBack(amount);
        Settled -= amount;
        if (amount == allocation.Amount)
            _allocations.Remove(allocation);
        else
            allocation.Shrink(amount);
        return null;
    }

    /// <summary>What payments have settled, credit notes aside.</summary>
    public Money PaidByPayments => _allocations.Where(a => a.Kind == CreditKind.Payment).Select(a => a.Amount).Sum(Total.Currency);

    /// <summary>What payments will have settled once nothing is owed any more: all but what credit notes did.</summary>
    public Money PaidWhenSettled => PaidByPayments + Outstanding;

    /// <summary>The customer contests it: it leaves the messages, the others stay. Said again, it corrects the reason, not the day.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="note">What they say.</param>
    /// <param name="today">The day.</param>
    /// <param name="amount">How much of it; null for all.</param>
    /// <param name="answerBy">The day by which it should be decided.</param>
    public Problem? Dispute(DisputeReason reason, string? note, DateOnly today, Money? amount = null, DateOnly? answerBy = null)
    {
        if (IsSettled)
            return new Refused("dispute.paid", "The invoice is paid.");
        if (WrittenOffOn is not null)
            return new Refused("invoice.written-off", "The invoice was written off: nothing is asked for it any more.");
        if (amount is { } part && (part.Currency != Total.Currency || !part.IsPositive || part > Total))
            return new Invalid(nameof(amount), "dispute.amount", $"Between nothing and {Total} of it can be contested.")
            {
                Values = [Total],
            };
        if (answerBy < today)
            return new Invalid(nameof(answerBy), "dispute.past", "Choose today or a later day.");
        (DisputedOn, DisputeReason, DisputeNote) = (DisputedOn ?? today, reason, string.IsNullOrWhiteSpace(note) ? null : note.Trim());
        (DisputedMinor, DisputeAnswerBy) = (amount?.Minor, answerBy ?? DisputeAnswerBy);
        return null;
    }

    /// <summary>What decides it was promised: it has until that day.</summary>
    public void DecideDisputeBy(DateOnly day)
    {
        if (IsDisputed)
            DisputeAnswerBy = day;
    }

    /// <summary>The dispute is over: it is followed up again.</summary>
    public Problem? SettleDispute()
    {
        if (!IsDisputed)
            return new Refused("dispute.none", "The invoice is not in dispute.");
        (DisputedOn, DisputeReason, DisputeNote, DisputedMinor, DisputeAnswerBy) = (null, null, null, null, null);
        return null;
    }

    /// <summary>Calls somebody whose data were erased by a pseudonym in the note of a dispute; everything else is the accounting record.</summary>
    public void Forget(ErasedContact contact) => DisputeNote = contact.In(DisputeNote);

    /// <summary>Payment was promised for that day: it is waited for.</summary>
    public Problem? Promise(DateOnly payOn, DateOnly today)
    {
        if (IsSettled)
            return new Refused("promise.paid", "The invoice is paid: there is nothing to promise.");
        if (WrittenOffOn is not null)
            return new Refused("invoice.written-off", "The invoice was written off: nothing is asked for it any more.");
        if (payOn < today)
            return new Invalid(nameof(payOn), "promise.past", "A promise is for today or later.");
        (PromisedOn, PromiseMadeOn, IsPaidInParts, RestsUntil) = (payOn, today, false, null);
        return null;
    }

    /// <summary>Payment in parts was agreed, the first of them for that day: it is waited for.</summary>
    public Problem? PayInParts(DateOnly first, DateOnly today)
    {
        if (Promise(first, today) is { } problem)
            return problem;
        IsPaidInParts = true;
        return null;
    }

    /// <summary>What was paid covers the parts before that day: the next one is waited for, or an earlier one again when a payment was taken back.</summary>
    public void WaitForPart(DateOnly next)
    {
        if (IsPaidInParts)
            PromisedOn = next;
    }

    /// <summary>The promise no longer holds back follow-ups.</summary>
    public void ForgetPromise() => (PromisedOn, PromiseMadeOn, IsPaidInParts) = (null, null, false);

    /// <summary>Its payment is said to have been made: nothing is asked for it until that day, and it stays owed until the payment is there.</summary>
    public Problem? RestUntil(DateOnly day)
    {
        if (IsSettled)
            return new Refused("promise.paid", "The invoice is paid: there is nothing to promise.");
        if (WrittenOffOn is not null)
            return new Refused("invoice.written-off", "The invoice was written off: nothing is asked for it any more.");
        RestsUntil = day;
        return null;
    }

    /// <summary>No such payment: it is asked for again.</summary>
    public void RestNoLonger() => RestsUntil = null;

    /// <summary>Gives the rest up.</summary>
    public Problem? WriteOff(DateOnly today)
    {
        if (IsSettled)
            return new Refused("write-off.paid", "The invoice is paid: there is nothing to write off.");
        if (WrittenOffOn is not null)
            return new Refused("invoice.written-off", "The invoice was written off already.");
        WrittenOffOn = today;
        return null;
    }

    /// <summary>It is owed after all.</summary>
    public void TakeBackWriteOff() => WrittenOffOn = null;

    /// <summary>Leaves it out of follow-ups, or, with null, takes it in again: because its source says so.</summary>
    public void Exclude(Exclusion? why) => Excluded = why;

    /// <summary>A member leaves it out of follow-ups. What a source says of it (a draft, a direct debit) stands above that.</summary>
    public Problem? LeaveAlone()
    {
        if (Excluded is null or Exclusion.ByMember)
        {
            Excluded = Exclusion.ByMember;
            return null;
        }
        return new Refused("exclusion.other", "It is left out for another reason already.");
    }

    /// <summary>A member takes in again what a member left out.</summary>
    public Problem? FollowUpAgain()
    {
        if (Excluded is null or Exclusion.ByMember)
        {
            Excluded = null;
            return null;
        }
        return new Refused("exclusion.other", "Its source says why it is left out: it cannot be taken in by hand.");
    }

    /// <summary>The day it is due has become known, or was corrected.</summary>
    public Problem? FallsDue(DateOnly dueOn)
    {
        if (dueOn < IssuedOn)
            return new Invalid(nameof(dueOn), "invoice.due-before-issue", "It cannot be due before it was issued.");
        DueOn = dueOn;
        return null;
    }
}
