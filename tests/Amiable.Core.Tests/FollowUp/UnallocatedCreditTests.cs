using Amiable.FollowUp;
using static Amiable.Tests.FollowUp.Given;

namespace Amiable.Tests.FollowUp;

public class UnallocatedCreditTests
{
    [Fact]
    public void Credit_lowers_what_is_asked_and_is_said()
    {
        var next = Account(Invoice("A", "2026-01-16", 100)).WithCredit(Eur(30)).PlannedOn("2026-01-20").Next!;

        Assert.Contains(next.Because, r => r.Kind == ReasonKind.CreditDeducted && r.Amount == Eur(30));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(150)]
    public void Credit_that_covers_all_that_is_owed_closes_the_plan(decimal credit)
    {
        var plan = Account(Invoice("A", "2026-01-16", 60), Invoice("B", "2026-02-16", 40)).WithCredit(Eur(credit)).PlannedOn("2026-01-20");

        Assert.Null(plan.Next);
        Assert.Equal([Why.CoveredByCredit, Why.CoveredByCredit], plan.LeftOut.Select(l => l.Why));
    }

    [Fact]
    public void Credit_that_covers_what_is_overdue_keeps_quiet_until_the_debt_exceeds_it()
    {
        var account = Account(Invoice("A", "2026-01-16", 100), Invoice("B", "2026-03-16", 100)).WithCredit(Eur(150));

        var plan = account.PlannedOn("2026-01-20");

        Assert.Equal("2026-03-17 Overdue Courteous: A B", Line(plan.Next!));
    }

    [Fact]
    public void No_reminder_goes_out_where_its_credit_is_needed_for_what_is_overdue()
    {
        var account = Account(Invoice("A", "2026-01-16", 100), Invoice("B", "2026-02-16", 100))
            .WithCredit(Eur(60))
            .After(Reminded("2026-01-13", "A"));

        // B would be reminded of on 11 February. A message of its own would deduct the credit a second time.
        Assert.Equal("2026-01-27 Overdue Courteous: A", account.NextOn("2026-01-20"));
        Assert.Equal(
            "2026-02-24 Overdue Professional: A B",
            account
                .After(Asked("2026-02-10", Tone.Courteous, "A"))
                .NextOn("2026-02-11", new() { Rungs = [new(0, 10, [Tone.Courteous, Tone.Professional])] })
        );
    }

    [Fact]
    public void No_reminder_goes_out_for_what_credit_covers()
    {
        // A was reminded of before the credit came. B is not covered, but a reminder of B alone, less 120, would ask for less than nothing.
        var plan = Account(Invoice("A", "2026-01-16", 100), Invoice("B", "2026-01-19", 100))
            .WithCredit(Eur(120))
            .After(Reminded("2026-01-12", "A"))
            .PlannedOn("2026-01-13");

        Assert.Equal("2026-01-26 Overdue Courteous: A B", Line(plan.Next!));
    }

    [Fact]
    public void A_reminder_says_what_credit_leaves_of_it() =>
        Assert.Equal(
            "2026-01-13 BeforeDue Courteous: A B",
            Account(Invoice("A", "2026-01-16", 100), Invoice("B", "2026-01-19", 100)).WithCredit(Eur(120)).NextOn("2026-01-05")
        );

    [Fact]
    public void Credit_in_one_currency_covers_nothing_in_another()
    {
        var plan = Account(Invoice("A", "2026-01-16", 100), Invoice("D", "2026-01-09", 100, "USD"))
            .WithCredit(Eur(500))
            .PlannedOn("2026-01-20");

        Assert.Equal("2026-01-20 Overdue Courteous: D", Line(plan.Next!));
        Assert.Equal(Why.CoveredByCredit, plan.WhyNot("A"));
        Assert.DoesNotContain(plan.Next!.Because, r => r.Kind == ReasonKind.CreditDeducted);
    }

    [Fact]
    public void Both_currencies_are_asked_for_in_one_message() =>
        Assert.Equal(
            "2026-01-20 Overdue Courteous: D A",
            Account(Invoice("A", "2026-01-16", 100), Invoice("D", "2026-01-09", 100, "USD")).NextOn("2026-01-20")
        );

    [Fact]
    public void What_credit_covers_sets_neither_rhythm_nor_tone()
    {
        // A is 70 days old and covered until E falls due; D alone is asked for, ten business days after the last message.
        var account = Account(Invoice("A", "2026-01-05", 100), Invoice("E", "2026-06-30", 100), Invoice("D", "2026-03-02", 100, "USD"))
            .WithCredit(Eur(150))
            .After(Asked("2026-03-13", Tone.Courteous, "D"));

        var plan = account.PlannedOn("2026-03-16");

        Assert.Equal("2026-03-27 Overdue Professional: D", Line(plan.Next!));
        Assert.Equal((Why.CoveredByCredit, Why.NotDueYet), (plan.WhyNot("A"), plan.WhyNot("E")));
    }

    [Fact]
    public void A_broken_promise_that_credit_covers_is_asked_for_with_the_rest_so_that_the_credit_counts_once() =>
        Assert.Equal(
            "2026-03-20 Overdue Courteous: P B",
            Account(Invoice("P", "2026-02-02", 100).Promised("2026-03-11"), Invoice("B", "2026-03-02", 100))
                .WithCredit(Eur(120))
                .NextOn("2026-03-20")
        );

    [Fact]
    public void A_broken_promise_alone_is_pointed_out_less_the_credit() =>
        Assert.Equal(
            "2026-03-20 PromiseBroken Courteous: P",
            Account(Invoice("P", "2026-02-02", 100).Promised("2026-03-11")).WithCredit(Eur(20)).NextOn("2026-03-20")
        );

    [Fact]
    public void A_broken_promise_that_credit_covers_is_kept_as_good_as() =>
        Assert.Equal(
            Why.CoveredByCredit,
            Account(Invoice("P", "2026-02-02", 100).Promised("2026-03-11")).WithCredit(Eur(100)).PlannedOn("2026-03-20").WhyNot("P")
        );

    [Fact]
    public void Credit_of_nothing_changes_nothing() =>
        Assert.Equal("2026-01-20 Overdue Courteous: A", Account(Invoice("A", "2026-01-16")).WithCredit(Eur(0)).NextOn("2026-01-20"));
}
