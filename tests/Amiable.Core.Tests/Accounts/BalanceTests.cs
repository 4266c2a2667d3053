using Amiable.Accounts;
using Amiable.Invoices;
using static Amiable.Tests.Credits.Ledger;

namespace Amiable.Tests.Accounts;

public class BalanceTests
{
    private static Balance Euros(params Invoice[] invoices) => Assert.Single(Balance.Of(invoices, [], Today));

    [Fact]
    public void Open_invoices_add_up_and_the_overdue_ones_beside() =>
        Assert.Equal(
            new Balance(Eur(350), Eur(300), 2, 45), // 2 March is 45 days after 16 January
            Euros(AnInvoice("A", "2026-01-16", 100), AnInvoice("B", "2026-03-01", 200), AnInvoice("C", "2026-03-02", 50))
        );

    [Fact]
    public void Drafts_cancelled_pro_forma_and_written_off_documents_are_in_no_balance()
    {
        Invoice[] invoices = [.. "ABCDE".Select(n => AnInvoice($"{n}", "2026-01-16", 100))];
        invoices[0].Exclude(Exclusion.Draft);
        invoices[1].Exclude(Exclusion.Cancelled);
        invoices[2].Exclude(Exclusion.ProForma);
        invoices[3].WriteOff(Today);

        Assert.Equal(Eur(100), Euros(invoices).Outstanding);
    }

    [Theory]
    [InlineData(Exclusion.SelfBilled)]
    [InlineData(Exclusion.DirectDebitPending)]
    [InlineData(Exclusion.Rejected)]
    [InlineData(Exclusion.ByMember)]
    public void What_is_only_not_chased_is_still_owed(Exclusion why)
    {
        var invoice = AnInvoice("A", "2026-01-16", 100);
        invoice.Exclude(why);

        Assert.Equal(Eur(100), Euros(invoice).Outstanding);
    }

    [Fact]
    public void Unallocated_credit_lowers_the_balance_of_its_currency_even_below_zero()
    {
        var balances = Balance.Of([AnInvoice("A", "2026-01-16", 100)], [ACreditNote(30), APayment(90), ACreditNote(5, "USD")], Today);

        Assert.Equal([new Money(-20, "EUR"), new Money(-5, "USD")], balances.Select(b => b.Outstanding));
        Assert.Equal(Eur(100), balances[0].Overdue);
    }

    [Fact]
    public void Allocated_credit_is_not_deducted_twice()
    {
        var invoice = AnInvoice("A", "2026-01-16", 100);
        var note = ACreditNote(30);
        invoice.Allocate(note, Eur(30), Today);

        Assert.Equal(Eur(70), Balance.Of([invoice], [note], Today).Single().Outstanding);
    }

    [Fact]
    public void There_is_one_balance_for_each_currency_in_the_order_of_their_codes() =>
        Assert.Equal(
            [new Money(7, "CHF"), new Money(1, "EUR"), new Money(500, "JPY")],
            Balance
                .Of(
                    [AnInvoice("A", "2026-01-16", 500, "JPY"), AnInvoice("B", "2026-01-16", 1), AnInvoice("C", "2026-01-16", 7, "CHF")],
                    [],
                    Today
                )
                .Select(b => b.Outstanding)
        );

    [Fact]
    public void Who_owes_nothing_and_is_owed_nothing_has_no_balance() => Assert.Empty(Balance.Of([], [], Today));
}
