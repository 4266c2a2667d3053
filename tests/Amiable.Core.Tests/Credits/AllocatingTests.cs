using Amiable.Credits;
using Amiable.Invoices;
using static Amiable.Tests.Credits.Ledger;

namespace Amiable.Tests.Credits;

public class AllocatingTests
{
    private static Result<Payment?> EditPaid(Invoice invoice, long paid, params Payment[] payments) =>
        Allocating.EditPaidAmount(invoice, Eur(paid), Today, payments, amount => APayment(amount.Minor));

    [Fact]
    public void Credit_settles_what_is_due_longest_first_and_the_rest_stays()
    {
        var (a, b, never) = (AnInvoice("A", "2026-01-16", 100), AnInvoice("B", "2026-02-16", 100), AnInvoice("N", null, 100));
        var note = ACreditNote(250);

        Assert.Equal(3, Allocating.OldestFirst([note], [never, b, a], Today));
        Assert.Equal((Eur(100), Eur(100), Eur(50)), (a.Settled, b.Settled, never.Settled));
        Assert.Equal(0, Allocating.OldestFirst([note], [never, b, a], Today));
    }

    [Fact]
    public void The_oldest_credit_is_used_first()
    {
        var invoice = AnInvoice("A", "2026-01-16", 100);
        var (young, old) = (ACreditNote(80, on: "2026-03-01"), APayment(80, on: "2026-02-01"));

        Allocating.OldestFirst([young, old], [invoice], Today);

        Assert.Equal((Eur(20), Eur(80)), (young.Used, old.Used));
        Assert.Equal(CreditStatus.PartiallyAllocated, young.Status);
    }

    [Fact]
    public void Credit_stays_within_its_account_and_its_currency()
    {
        AccountId other = new(Guid.CreateVersion7());
        var (mine, theirs, dollars) = (
            AnInvoice("A", "2026-01-16", 100),
            AnInvoice("A", "2026-01-02", 100, account: other),
            AnInvoice("B", "2026-01-02", 100, "USD")
        );

        Allocating.OldestFirst([ACreditNote(300), ACreditNote(40, "USD"), APayment(7, account: other)], [mine, theirs, dollars], Today);

        Assert.Equal((Eur(100), Eur(7), new Money(40, "USD")), (mine.Settled, theirs.Settled, dollars.Settled));
    }

    [Fact]
    public void What_is_in_no_balance_takes_no_credit()
    {
        var (draft, lost, open) = (AnInvoice("A", "2026-01-02", 100), AnInvoice("B", "2026-01-02", 100), AnInvoice("C", "2026-02-02", 100));
        draft.Exclude(Exclusion.Draft);
        lost.WriteOff(Today);

        Allocating.OldestFirst([ACreditNote(100)], [draft, lost, open], Today);

        Assert.Equal((Eur(0), Eur(0), Eur(100)), (draft.Settled, lost.Settled, open.Settled));
    }

    [Fact]
    public void A_credit_note_is_open_partially_allocated_or_settled_and_open_again()
    {
        var invoice = AnInvoice("A", "2026-01-16", 100);
        var note = ACreditNote(100);

        Assert.Equal(CreditStatus.Open, note.Status);
        invoice.Allocate(note, Eur(1), Today);
        Assert.Equal(CreditStatus.PartiallyAllocated, note.Status);
        invoice.Allocate(note, Eur(99), Today);
        Assert.Equal(CreditStatus.Settled, note.Status);
        invoice.Release(note);
        Assert.Equal((CreditStatus.Open, PaymentStatus.Unpaid), (note.Status, invoice.PaymentStatus));
    }

    [Fact]
    public void A_credit_over_nothing_is_none() => Assert.Throws<ArgumentException>(() => ACreditNote(0));

    [Fact]
    public void Editing_the_paid_amount_up_records_the_difference_as_a_payment()
    {
        var invoice = AnInvoice("A", "2026-01-16", 100);
        var first = EditPaid(invoice, 30).Value!;

        var second = EditPaid(invoice, 100, first).Value!;

        Assert.Equal((Eur(30), Eur(70)), (first.Amount, second.Amount));
        Assert.Equal((Eur(100), PaymentStatus.Paid), (invoice.Settled, invoice.PaymentStatus));
    }

    [Fact]
    public void Editing_the_paid_amount_down_leaves_no_credit_behind()
    {
        var invoice = AnInvoice("A", "2026-01-16", 100);
        var payment = EditPaid(invoice, 100).Value!;

        var edited = EditPaid(invoice, 60, payment);

        Assert.Equal((null, null), (edited.Problem, edited.Value));
        Assert.Equal((Eur(60), Eur(60), Eur(0)), (invoice.Settled, payment.Amount, payment.Unused));
    }

    [Fact]
    public void Editing_the_paid_amount_down_takes_back_the_latest_payments_first()
    {
        var invoice = AnInvoice("A", "2026-01-16", 100);
        var (early, late) = (APayment(50, on: "2026-02-01"), APayment(50, on: "2026-02-20"));
        Allocating.OldestFirst([early, late], [invoice], Today);

        EditPaid(invoice, 40, early, late);

        Assert.Equal((Eur(40), Eur(0)), (early.Amount, late.Amount));
        Assert.Equal(early.Id, Assert.Single(invoice.Allocations).CreditId);
    }

    [Fact]
    public void What_a_payment_for_several_invoices_brought_in_stays_as_credit_when_one_of_them_is_edited_down()
    {
        var (a, b) = (AnInvoice("A", "2026-01-16", 100), AnInvoice("B", "2026-02-16", 100));
        var payment = APayment(230);
        Allocating.OldestFirst([payment], [a, b], Today);

        EditPaid(a, 60, payment);

        Assert.Equal((Eur(60), Eur(100)), (a.Settled, b.Settled));
        Assert.Equal((Eur(230), Eur(70)), (payment.Amount, payment.Unused));
    }

    [Fact]
    public void Editing_the_paid_amount_does_not_touch_credit_notes()
    {
        var invoice = AnInvoice("A", "2026-01-16", 100);
        var note = ACreditNote(40);
        invoice.Allocate(note, Eur(40), Today);

        var payment = EditPaid(invoice, 60).Value!;
        Assert.Equal(PaymentStatus.Paid, invoice.PaymentStatus);
        EditPaid(invoice, 0, payment);

        Assert.Equal((Eur(40), Eur(40), Eur(0)), (invoice.Settled, note.Used, payment.Amount));
    }

    [Fact]
    public void The_same_paid_amount_changes_nothing()
    {
        var invoice = AnInvoice("A", "2026-01-16", 100);
        var payment = EditPaid(invoice, 60).Value!;

        Assert.Null(EditPaid(invoice, 60, payment).Value);
        Assert.Equal((Eur(60), Eur(60)), (invoice.Settled, payment.Amount));
    }

    [Fact]
    public void A_paid_amount_that_cannot_be_is_refused()
    {
        var invoice = AnInvoice("A", "2026-01-16", 100);
        invoice.Allocate(ACreditNote(40), Eur(40), Today);

        Assert.Equal("paid.too-much", EditPaid(invoice, 61).Problem?.Code);
        Assert.Equal("paid.negative", EditPaid(invoice, -1).Problem?.Code);
        Assert.Equal("paid.currency", Allocating.EditPaidAmount(invoice, new(1, "USD"), Today, [], a => APayment(a.Minor)).Problem?.Code);
    }

    [Fact]
    public void A_payment_that_was_not_handed_over_is_a_bug_and_not_a_silent_half()
    {
        var invoice = AnInvoice("A", "2026-01-16", 100);
        EditPaid(invoice, 60);

        Assert.Throws<ArgumentException>(() => EditPaid(invoice, 10));
    }
}
