using Amiable.Credits;
using Amiable.Invoices;
using FsCheck;
using FsCheck.Fluent;
using static Amiable.Tests.Credits.Ledger;

namespace Amiable.Tests.Credits;

/// <summary>Whatever is done to a ledger, in whatever order, its figures stay right.</summary>
public class LedgerPropertyTests
{
    /// <summary>One thing done: which, to which invoice and credit, with what amount.</summary>
    private sealed record Step(int Kind, int Invoice, int Credit, int Cents, string Currency);

    private sealed class Books
    {
        public List<Invoice> Invoices { get; } =
        [
            AnInvoice("A", "2026-01-16", 300),
            AnInvoice("B", "2026-02-16", 120),
            AnInvoice("C", "2026-04-16", 80),
            AnInvoice("D", null, 200),
            AnInvoice("E", "2026-01-16", 250, "USD"),
            AnInvoice("F", "2026-03-01", 100, account: new(Guid.Empty)),
        ];

        public List<Credit> Credits { get; } =
        [
            APayment(150),
            ACreditNote(90),
            APayment(400, "USD"),
            ACreditNote(60, "USD"),
            ACreditNote(700, account: new(Guid.Empty)),
            APayment(500),
        ];

        public bool FiguresAreRight =>
            Invoices.All(i =>
                i.Settled == i.Allocations.Select(a => a.Amount).Sum(i.Total.Currency) && !i.Settled.IsNegative && i.Settled <= i.Total
            )
            && Credits.All(c => c.Used == UsedOf(c) && !c.Used.IsNegative && c.Used <= c.Amount)
            && Invoices.All(i => i.Allocations.All(a => a.Amount.IsPositive && a.Amount.Currency == i.Total.Currency))
            && Invoices.All(i => i.Allocations.Select(a => a.CreditId).Distinct().Count() == i.Allocations.Count)
            && Invoices.All(i => i.Allocations.All(a => Credits.Single(c => c.Id == a.CreditId).AccountId == i.AccountId));

        public void Do(Step step)
        {
            var invoice = Invoices[step.Invoice % Invoices.Count];
            var credit = Credits[step.Credit % Credits.Count];
            Money amount = new(step.Cents, step.Currency);
            switch (step.Kind)
            {
                case 0:
                    invoice.Allocate(credit, amount, Today);
                    break;
                case 1:
                    invoice.Release(credit, amount);
                    break;
                case 2:
                    invoice.Release(credit);
                    break;
                case 3:
                    Allocating.OldestFirst([credit], Invoices, Today);
                    break;
                case 4:
                    EditPaid(invoice, amount);
                    break;
                default:
                    invoice.Exclude(step.Cents % 2 == 0 ? Exclusion.Draft : null);
                    break;
            }
        }

        private void EditPaid(Invoice invoice, Money paid)
        {
            var made = Allocating.EditPaidAmount(
                invoice,
                paid,
                Today,
                Credits.OfType<Payment>(),
                more => APayment(more.Minor, more.Currency, invoice.AccountId)
            );
            if (made.Value is { } payment)
                Credits.Add(payment);
        }

        private Money UsedOf(Credit credit) =>
            Invoices.SelectMany(i => i.Allocations).Where(a => a.CreditId == credit.Id).Select(a => a.Amount).Sum(credit.Amount.Currency);
    }

    private static readonly Gen<Step> Steps =
        from kind in Gen.Choose(0, 5)
        from invoice in Gen.Choose(0, 5)
        from credit in Gen.Choose(0, 11)
        from cents in Gen.OneOf(Gen.Choose(-20, 320), Gen.Choose(0, 5), Gen.Constant(0))
        from currency in Gen.Elements("EUR", "EUR", "EUR", "USD")
        select new Step(kind, invoice, credit, cents, currency);

    [Fact]
    public void No_sequence_of_operations_allocates_too_much_mixes_currencies_or_loses_a_cent() =>
        AfterAnySteps(books => books.FiguresAreRight);

    [Fact]
    public void The_statuses_are_a_function_of_amounts_and_dates() =>
        AfterAnySteps(books =>
            books.Invoices.All(i =>
                Enumerable
                    .Range(-60, 120)
                    .Select(Today.AddDays)
                    .All(day =>
                        i.StatusOn(day)
                        == (
                            i.Settled == i.Total ? InvoiceStatus.Paid
                            : i.DueOn is { } due && day > due ? InvoiceStatus.Overdue
                            : InvoiceStatus.Issued
                        )
                    )
                && i.PaymentStatus
                    == (
                        i.Settled == i.Total ? PaymentStatus.Paid
                        : i.Settled.IsZero ? PaymentStatus.Unpaid
                        : PaymentStatus.PartiallyPaid
                    )
            )
        );

    [Fact]
    public void Releasing_what_was_allocated_restores_every_figure() =>
        AfterAnySteps(books =>
            books.Invoices.All(invoice =>
                books.Credits.All(credit =>
                {
                    Money part = new(7, invoice.Total.Currency);
                    var before = (invoice.Settled, credit.Used, invoice.Allocations.Count);
                    return invoice.Allocate(credit, part, Today) is not null
                        || (invoice.Release(credit, part) is null && before == (invoice.Settled, credit.Used, invoice.Allocations.Count));
                })
            )
        );

    [Fact]
    public void Allocating_the_oldest_first_leaves_neither_credit_nor_debt_where_both_could_meet() =>
        AfterAnySteps(books =>
        {
            Allocating.OldestFirst(books.Credits, books.Invoices, Today);
            return books.FiguresAreRight
                && !books.Credits.Any(c =>
                    c.Unused.IsPositive
                    && books.Invoices.Any(i =>
                        i.CountsInBalance && !i.IsSettled && i.AccountId == c.AccountId && i.Total.Currency == c.Amount.Currency
                    )
                );
        });

    [Fact]
    public void The_steps_really_allocate_release_and_settle()
    {
        var after = Gen.ListOf(Steps, 25)
            .Sample(300)
            .Select(steps =>
            {
                Books books = new();
                foreach (var step in steps)
                    books.Do(step);
                return books;
            })
            .ToList();

        Assert.Contains(after, b => b.Invoices.Any(i => i.Allocations.Count > 1));
        Assert.Contains(after, b => b.Invoices.Any(i => i.PaymentStatus == PaymentStatus.PartiallyPaid));
        Assert.Contains(after, b => b.Invoices.Any(i => i.PaymentStatus == PaymentStatus.Paid));
        Assert.Contains(after, b => b.Credits.Count > 6);
        Assert.Contains(after, b => b.Credits.Any(c => c.Amount.IsZero)); // a payment edited away
    }

    private static void AfterAnySteps(Func<Books, bool> holds) =>
        Prop.ForAll(
                Gen.ListOf(Steps, 25).ToArbitrary(),
                steps =>
                {
                    Books books = new();
                    return steps.All(step =>
                        {
                            books.Do(step);
                            return books.FiguresAreRight;
                        }) && holds(books);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));
}
