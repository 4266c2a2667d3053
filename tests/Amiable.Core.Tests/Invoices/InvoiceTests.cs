using Amiable.Credits;
using Amiable.Invoices;
using Amiable.Tests.Credits;
using static Amiable.Tests.Credits.Ledger;

namespace Amiable.Tests.Invoices;

public class InvoiceTests
{
    private static readonly DateOnly Due = Day.Of("2026-03-16");

    [Theory]
    [InlineData(-1, InvoiceStatus.Issued, 0)]
    [InlineData(0, InvoiceStatus.Issued, 0)] // the due date itself is not overdue
    [InlineData(1, InvoiceStatus.Overdue, 1)]
    [InlineData(31, InvoiceStatus.Overdue, 31)]
    public void An_invoice_is_overdue_from_the_day_after_its_due_date(int days, InvoiceStatus status, int daysOverdue)
    {
        var invoice = AnInvoice("A", Due, 100);

        Assert.Equal(status, invoice.StatusOn(Due.AddDays(days)));
        Assert.Equal(daysOverdue, invoice.DaysOverdue(Due.AddDays(days)));
    }

    [Theory]
    [InlineData(0, PaymentStatus.Unpaid, InvoiceStatus.Overdue)]
    [InlineData(1, PaymentStatus.PartiallyPaid, InvoiceStatus.Overdue)]
    [InlineData(99, PaymentStatus.PartiallyPaid, InvoiceStatus.Overdue)]
    [InlineData(100, PaymentStatus.Paid, InvoiceStatus.Paid)]
    public void The_statuses_follow_from_what_is_settled(int paid, PaymentStatus payment, InvoiceStatus status)
    {
        var invoice = AnInvoice("A", Due, 100);
        if (paid > 0)
            Assert.Null(invoice.Allocate(APayment(paid), Eur(paid), Today));

        Assert.Equal((payment, status), (invoice.PaymentStatus, invoice.StatusOn(Due.AddDays(40))));
        Assert.Equal(paid == 100 ? 0 : 40, invoice.DaysOverdue(Due.AddDays(40)));
    }

    [Fact]
    public void Without_a_due_date_it_is_never_overdue() =>
        Assert.Equal(InvoiceStatus.Issued, AnInvoice("A", null, 100).StatusOn(DateOnly.MaxValue));

    [Fact]
    public void An_invoice_over_nothing_is_paid_and_a_negative_one_is_a_credit_note()
    {
        Assert.Equal(InvoiceStatus.Paid, AnInvoice("A", Due, 0).StatusOn(Due.AddDays(1)));
        Assert.Throws<ArgumentException>(() => AnInvoice("A", Due, -1));
    }

    [Fact]
    public void No_more_than_the_credit_or_the_invoice_can_be_allocated()
    {
        var invoice = AnInvoice("A", Due, 100);
        var (small, large) = (APayment(30), APayment(500));

        Assert.Equal("allocation.exceeds-credit", invoice.Allocate(small, Eur(31), Today)?.Code);
        Assert.Equal("allocation.exceeds-invoice", invoice.Allocate(large, Eur(101), Today)?.Code);
        Assert.Equal("allocation.nothing", invoice.Allocate(large, Eur(0), Today)?.Code);
        Assert.Equal("allocation.nothing", invoice.Allocate(large, Eur(-5), Today)?.Code);
        Assert.Equal((Eur(0), Eur(0), Eur(0)), (invoice.Settled, small.Used, large.Used));
        Assert.Empty(invoice.Allocations);
    }

    [Fact]
    public void Credit_of_another_account_or_currency_cannot_be_allocated()
    {
        var invoice = AnInvoice("A", Due, 100);

        Assert.Equal("allocation.other-account", invoice.Allocate(APayment(100, account: new(Guid.CreateVersion7())), Eur(1), Today)?.Code);
        Assert.Equal("allocation.other-currency", invoice.Allocate(APayment(100, "USD"), new(1, "USD"), Today)?.Code);
        Assert.Equal("allocation.other-currency", invoice.Allocate(APayment(100), new(1, "USD"), Today)?.Code);
    }

    [Fact]
    public void One_credit_allocated_twice_is_one_allocation()
    {
        var invoice = AnInvoice("A", Due, 100);
        var payment = APayment(100);

        invoice.Allocate(payment, Eur(30), Today);
        invoice.Allocate(payment, Eur(20), Today.AddDays(1));

        var allocation = Assert.Single(invoice.Allocations);
        Assert.Equal((Eur(50), Today.AddDays(1), CreditKind.Payment), (allocation.Amount, allocation.On, allocation.Kind));
        Assert.Equal((Eur(50), Eur(50)), (invoice.Settled, payment.Used));
    }

    [Fact]
    public void Releasing_undoes_allocating()
    {
        var invoice = AnInvoice("A", Due, 100);
        var (payment, note) = (APayment(100), ACreditNote(40));
        invoice.Allocate(note, Eur(40), Today);
        invoice.Allocate(payment, Eur(60), Today);

        Assert.Null(invoice.Release(payment, Eur(10)));
        Assert.Equal((Eur(90), Eur(50), Eur(50)), (invoice.Settled, payment.Used, invoice.PaidByPayments));
        invoice.Release(payment);
        Assert.Equal((Eur(40), Eur(0)), (invoice.Settled, payment.Used));
        Assert.Equal(note.Id, Assert.Single(invoice.Allocations).CreditId);
    }

    [Fact]
    public void No_more_can_be_released_than_was_allocated()
    {
        var invoice = AnInvoice("A", Due, 100);
        var payment = APayment(100);
        invoice.Allocate(payment, Eur(60), Today);

        Assert.Equal("allocation.release", invoice.Release(payment, Eur(61))?.Code);
        Assert.Equal("allocation.release", invoice.Release(payment, Eur(0))?.Code);
        Assert.Equal("allocation.release", invoice.Release(payment, Eur(-1))?.Code);
        Assert.Equal("allocation.release", invoice.Release(payment, new(1, "USD"))?.Code);
        Assert.Equal("not-found", invoice.Release(APayment(5), Eur(1))?.Code);
        Assert.Equal(Eur(60), invoice.Settled);
    }

    [Fact]
    public void What_is_paid_can_be_neither_contested_nor_written_off()
    {
        var invoice = AnInvoice("A", Due, 0);

        Assert.Equal("dispute.paid", invoice.Dispute(DisputeReason.Price, null, Today)?.Code);
        Assert.Equal("write-off.paid", invoice.WriteOff(Today)?.Code);
    }

    [Fact]
    public void A_dispute_has_a_reason_until_it_is_settled()
    {
        var invoice = AnInvoice("A", Due, 100);

        Assert.Equal("dispute.amount", invoice.Dispute(DisputeReason.Quantity, null, Today, invoice.Total + new Money(1, "EUR"))?.Code);
        Assert.Equal("dispute.past", invoice.Dispute(DisputeReason.Quantity, null, Today, null, Today.AddDays(-1))?.Code);
        invoice.Dispute(DisputeReason.Quantity, "  two are missing ", Today, new Money(1, "EUR"), Today);
        Assert.Equal((new Money(1, "EUR"), Today), (invoice.DisputedAmount!.Value, invoice.DisputeAnswerBy!.Value));
        Assert.Equal((true, DisputeReason.Quantity, "two are missing"), (invoice.IsDisputed, invoice.DisputeReason, invoice.DisputeNote));
        invoice.SettleDispute();
        Assert.Equal((false, null, null), (invoice.IsDisputed, invoice.DisputeReason, invoice.DisputeNote));
    }

    [Fact]
    public void A_promise_is_for_today_or_later()
    {
        var invoice = AnInvoice("A", Due, 100);

        Assert.Equal("promise.past", invoice.Promise(Today.AddDays(-1), Today)?.Code);
        Assert.Null(invoice.Promise(Today, Today));
        Assert.Equal((Today, Today), (invoice.PromisedOn, invoice.PromiseMadeOn));
        invoice.ForgetPromise();
        Assert.Null(invoice.PromisedOn);
    }

    [Fact]
    public void Written_off_twice_keeps_the_first_day_and_can_be_taken_back()
    {
        var invoice = AnInvoice("A", Due, 100);

        invoice.WriteOff(Today);
        invoice.WriteOff(Today.AddDays(5));
        Assert.Equal(Today, invoice.WrittenOffOn);
        invoice.TakeBackWriteOff();
        Assert.True(invoice.CountsInBalance);
    }

    [Fact]
    public void It_cannot_fall_due_before_it_was_issued()
    {
        var invoice = AnInvoice("A", null, 100);

        Assert.Equal("invoice.due-before-issue", invoice.FallsDue(invoice.IssuedOn.AddDays(-1))?.Code);
        Assert.Null(invoice.DueOn);
        Assert.Null(invoice.FallsDue(invoice.IssuedOn));
    }
}
