using Amiable.FollowUp;
using static Amiable.Tests.FollowUp.Given;

namespace Amiable.Tests.FollowUp;

public class PromiseTests
{
    // Promised for Wednesday 11 March 2026: waited for until Friday 13.
    private static readonly OpenInvoice PromisedInvoice = Invoice("P", "2026-02-02").Promised("2026-03-11");

    [Theory]
    [InlineData("2026-03-02")]
    [InlineData("2026-03-11")]
    [InlineData("2026-03-13")]
    public void A_promise_is_waited_for_until_two_business_days_after_its_day(string today)
    {
        var plan = Account(PromisedInvoice).PlannedOn(today);

        Assert.Null(plan.Next);
        Assert.Equal(new LeftOut(Id("P"), "P", Why.Promised, Day.Of("2026-03-13")), Assert.Single(plan.LeftOut));
    }

    [Theory]
    [InlineData("2026-03-14")]
    [InlineData("2026-03-16")]
    public void A_broken_promise_is_pointed_out_courteously_on_the_next_business_day(string today) =>
        Assert.Equal(
            "2026-03-16 PromiseBroken Courteous: P",
            Account(PromisedInvoice).After(Asked("2026-03-02", Tone.Firm, "P")).NextOn(today)
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void After_that_a_person_takes_over(bool skipped)
    {
        var said = PromiseSaid("2026-03-16", "P") with { Skipped = skipped };

        var plan = Account(PromisedInvoice).After(said).PlannedOn("2026-03-30");

        Assert.Null(plan.Next);
        Assert.Equal(Why.WithAPerson, plan.WhyNot("P"));
        Assert.Equal([Id("P")], Assert.Single(plan.Needs, n => n.Kind == NeedKind.BrokenPromise).Invoices.Select(i => i.Id));
    }

    [Fact]
    public void A_part_that_does_not_come_is_a_question_to_a_person_one_for_all_of_them()
    {
        var other = Invoice("Q", "2026-02-09").Promised("2026-03-11") with { IsPaidInParts = true };

        var plan = Account(PromisedInvoice with { IsPaidInParts = true }, other).PlannedOn("2026-03-14");

        Assert.Null(plan.Next);
        Assert.Equal([Id("P"), Id("Q")], Assert.Single(plan.Needs, n => n.Kind == NeedKind.BrokenPromise).Invoices.Select(i => i.Id));
    }

    [Theory]
    [InlineData("2026-03-14", 0)]
    [InlineData("2026-03-15", 1)]
    public void A_dispute_that_should_have_been_decided_is_asked_about_once_and_stays_out_of_the_messages(string today, int questions)
    {
        var contested = Invoice("D", "2026-02-02").Disputed() with { DisputeAnswerBy = Day.Of("2026-03-14") };

        var plan = Account(contested, Invoice("E", "2026-02-02").Disputed() with { DisputeAnswerBy = Day.Of("2026-03-14") })
            .PlannedOn(today);

        Assert.Equal((null, Why.Disputed), (plan.Next, plan.WhyNot("D")));
        Assert.Equal(questions, plan.Needs.Count(n => n.Kind == NeedKind.DisputeOverdue));
    }

    [Fact]
    public void A_new_promise_is_waited_for_again() =>
        Assert.Equal(
            Why.Promised,
            Account(Invoice("P", "2026-02-02").Promised("2026-03-25"))
                .After(PromiseSaid("2026-03-16", "P"))
                .PlannedOn("2026-03-20")
                .WhyNot("P")
        );

    [Fact]
    public void A_promise_for_a_day_before_the_due_date_is_not_broken_before_that_has_passed()
    {
        var early = Invoice("P", "2026-03-20").Promised("2026-03-11");

        Assert.Equal(
            new LeftOut(Id("P"), "P", Why.Promised, Day.Of("2026-03-20")),
            Assert.Single(Account(early).PlannedOn("2026-03-16").LeftOut)
        );
        Assert.Equal("2026-03-23 PromiseBroken Courteous: P", Account(early).NextOn("2026-03-21"));
    }

    [Fact]
    public void A_promise_for_one_invoice_does_not_silence_another()
    {
        var plan = Account(PromisedInvoice, Invoice("B", "2026-02-16"))
            .After(Asked("2026-02-20", Tone.Courteous, "P", "B"))
            .PlannedOn("2026-03-05");

        Assert.Equal("2026-03-06 Overdue Professional: B", Line(plan.Next!));
        Assert.Equal(Why.Promised, plan.WhyNot("P"));
    }

    [Fact]
    public void A_broken_promise_goes_before_what_is_overdue_on_the_same_day_and_that_follows_after_the_gap()
    {
        var account = Account(PromisedInvoice, Invoice("B", "2026-02-16"));
        var asked = Asked("2026-03-02", Tone.Courteous, "B");

        var plan = account.After(asked).PlannedOn("2026-03-16");
        Assert.Equal("2026-03-16 PromiseBroken Courteous: P", Line(plan.Next!));
        Assert.Equal(Why.NotItsTurn, plan.WhyNot("B"));
        Assert.Equal("2026-03-18 Overdue Professional: B", account.After(asked, PromiseSaid("2026-03-16", "P")).NextOn("2026-03-16"));
    }

    [Fact]
    public void A_broken_promise_waits_for_the_gap_like_everything_else() =>
        Assert.Equal(
            "2026-03-19 PromiseBroken Courteous: P",
            Account(PromisedInvoice, Invoice("B", "2026-01-05"))
                .After(Asked("2026-03-13", Tone.Professional, "B"), Manual("2026-03-17"))
                .NextOn("2026-03-17")
        );

    [Fact]
    public void The_reminder_of_a_broken_promise_does_not_restart_the_rhythm_of_the_others() =>
        Assert.Equal(
            "2026-03-20 Overdue Professional: B",
            Account(PromisedInvoice, Invoice("B", "2026-02-20"))
                .After(Asked("2026-03-06", Tone.Courteous, "B"), PromiseSaid("2026-03-16", "P"))
                .NextOn("2026-03-17")
        );

    [Fact]
    public void When_the_promise_is_forgotten_the_invoice_is_followed_up_in_rhythm_and_in_the_tone_it_had() =>
        Assert.Equal(
            "2026-03-23 Overdue Professional: P",
            Account(Invoice("P", "2026-02-02"))
                .After(Asked("2026-02-16", Tone.Courteous, "P"), PromiseSaid("2026-03-16", "P"))
                .NextOn("2026-03-17")
        );

    [Fact]
    public void Promises_for_two_days_are_two_messages()
    {
        var plan = Account(PromisedInvoice, Invoice("Q", "2026-01-05").Promised("2026-03-12")).PlannedOn("2026-03-20");

        Assert.Equal("2026-03-20 PromiseBroken Courteous: P", Line(plan.Next!));
        Assert.Equal(Why.NotItsTurn, plan.WhyNot("Q"));
    }

    [Fact]
    public void A_contested_invoice_is_contested_whatever_was_promised() =>
        Assert.Equal(Why.Disputed, Account(PromisedInvoice.Disputed()).PlannedOn("2026-03-20").WhyNot("P"));
}
