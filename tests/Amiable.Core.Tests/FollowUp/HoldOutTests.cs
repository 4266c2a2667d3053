using Amiable.FollowUp;
using static Amiable.Tests.FollowUp.Given;

namespace Amiable.Tests.FollowUp;

/// <summary>Some follow-ups are held back on purpose, drawn by lot, to measure the effect of the others.</summary>
public class HoldOutTests
{
    private static readonly FollowUpPolicy OneInFive = FollowUpPolicy.Standard with { HoldOut = new(20, 5, Day.Of("2026-01-05")) };

    /// <summary>An invoice due on Wednesday 15 April: its follow-up falls to the 16th. The lot falls on one account in five.</summary>
    private static Situation Drawn(bool isHeldBack, FollowUpPolicy? policy = null)
    {
        for (var i = 0; ; i++)
        {
            var situation = Account(Invoice("F-1", "2026-04-15")) with { AccountId = new(new Guid(i, 0, 0, new byte[8])) };
            if (situation.PlannedOn("2026-04-14", policy ?? NoReminder, BusinessCalendar.WeekdaysOnly).Measured!.IsHeldBack == isHeldBack)
                return situation;
        }
    }

    private static readonly FollowUpPolicy NoReminder = OneInFive with { RemindBusinessDaysBeforeDue = null };

    private static FollowUpPlan On(Situation situation, string day) => situation.PlannedOn(day, NoReminder, BusinessCalendar.WeekdaysOnly);

    [Fact]
    public void A_step_that_is_drawn_comes_later_and_says_so()
    {
        var plan = On(Drawn(isHeldBack: true), "2026-04-14");

        Assert.Equal(Day.Of("2026-04-23"), plan.Next!.SendOn);
        Assert.Contains(new Reason(ReasonKind.HeldBack) { On = Day.Of("2026-04-23"), Days = 5 }, plan.Next.Because);
        Assert.Equal(
            (Day.Of("2026-04-16"), Day.Of("2026-04-23"), true),
            (plan.Measured!.On, plan.Measured.Until, plan.Measured.IsHeldBack)
        );
    }

    [Fact]
    public void One_that_is_not_drawn_comes_as_ever_and_is_measured_as_well()
    {
        var plan = On(Drawn(isHeldBack: false), "2026-04-14");

        Assert.Equal(Day.Of("2026-04-16"), plan.Next!.SendOn);
        Assert.DoesNotContain(plan.Next.Because, r => r.Kind == ReasonKind.HeldBack);
        Assert.Equal(
            (Day.Of("2026-04-16"), Day.Of("2026-04-23"), false),
            (plan.Measured!.On, plan.Measured.Until, plan.Measured.IsHeldBack)
        );
    }

    [Theory]
    [InlineData("2026-04-16")]
    [InlineData("2026-04-20")]
    [InlineData("2026-04-23")]
    public void However_often_it_is_planned_it_is_the_same_day(string today) =>
        Assert.Equal(Day.Of("2026-04-23"), On(Drawn(isHeldBack: true), today).Next!.SendOn);

    [Fact]
    public void Its_day_over_it_leaves_on_the_next_possible_one() =>
        Assert.Equal(Day.Of("2026-04-27"), On(Drawn(isHeldBack: true), "2026-04-25").Next!.SendOn);

    [Fact]
    public void What_is_written_meanwhile_does_not_draw_it_again()
    {
        var held = Drawn(isHeldBack: true).After(Manual("2026-04-17"), Reminded("2026-04-17", "F-9"));

        Assert.Equal(Day.Of("2026-04-23"), On(held, "2026-04-20").Next!.SendOn);
    }

    [Fact]
    public void The_step_after_is_drawn_for_itself()
    {
        var keys = new[] { "2026-04-16", "2026-04-30" }
            .Select(last => On(Drawn(isHeldBack: true).After(Asked(last, Tone.Courteous, "F-1")), last).Measured!.Key)
            .ToList();

        Assert.Equal(["after 2026-04-16", "after 2026-04-30"], keys);
    }

    [Fact]
    public void The_lot_falls_as_often_as_it_should_and_every_time_in_the_same_way()
    {
        HoldOut holdOut = new(10, 5, Day.Of("2026-01-05"));
        List<AccountId> accounts = [.. Enumerable.Range(0, 20_000).Select(i => new AccountId(new Guid(i, 7, 1, new byte[8])))];

        var drawn = accounts.Where(a => holdOut.Draws(a, "after 2026-04-16")).ToList();

        // Four standard deviations: √(20,000 × 0.1 × 0.9) = 42.
        Assert.InRange(drawn.Count, 2000 - 170, 2000 + 170);
        Assert.Equal(drawn, accounts.Where(a => holdOut.Draws(a, "after 2026-04-16")));
        // Another step of the same accounts is another lot.
        Assert.InRange(drawn.Count(a => holdOut.Draws(a, "after 2026-04-30")), 140, 260);
        Assert.DoesNotContain(accounts, a => HoldOut.Off.Draws(a, "after 2026-04-16"));
    }

    [Fact]
    public void Reminders_before_the_due_date_and_of_a_promise_are_never_held_back()
    {
        var full = FollowUpPolicy.Standard with { HoldOut = new(20, 5, Day.Of("2026-01-05")) };
        for (var i = 0; i < 60; i++)
        {
            AccountId account = new(new Guid(i, 3, 0, new byte[8]));
            var before = (Account(Invoice("F-1", "2026-04-15")) with { AccountId = account }).PlannedOn("2026-04-02", full);
            var broken = (Account(Invoice("F-1", "2026-03-15").Promised("2026-04-10")) with { AccountId = account }).PlannedOn(
                "2026-04-15",
                full
            );

            Assert.Equal((Stage.BeforeDue, Day.Of("2026-04-10")), (before.Next!.Stage, before.Next.SendOn));
            Assert.Equal((Stage.PromiseBroken, Day.Of("2026-04-15")), (broken.Next!.Stage, broken.Next.SendOn));
        }
    }

    [Fact]
    public void A_letter_which_may_be_printed_already_is_never_held_back() =>
        Assert.Equal(Day.Of("2026-04-16"), On(Drawn(isHeldBack: true) with { Reach = Channel.Letter }, "2026-04-14").Next!.SendOn);

    [Fact]
    public void What_was_due_before_measuring_began_is_not_drawn()
    {
        var later = NoReminder with { HoldOut = NoReminder.HoldOut with { Since = Day.Of("2026-04-17") } };
        for (var i = 0; i < 60; i++)
        {
            var plan = (Account(Invoice("F-1", "2026-04-15")) with { AccountId = new(new Guid(i, 0, 0, new byte[8])) }).PlannedOn(
                "2026-04-17",
                later
            );
            Assert.Equal(Day.Of("2026-04-17"), plan.Next!.SendOn);
            Assert.Null(plan.Measured);
        }
    }

    [Fact]
    public void What_something_else_has_moved_is_not_measured()
    {
        var moved = Drawn(isHeldBack: false).After(Manual("2026-04-15"));

        var plan = On(moved, "2026-04-15");

        Assert.Equal(Day.Of("2026-04-17"), plan.Next!.SendOn);
        Assert.Null(plan.Measured);
    }

    [Fact]
    public void A_reminder_that_comes_while_it_is_held_back_does_not_end_the_measuring()
    {
        var held = Drawn(isHeldBack: true);
        var both = held with { Invoices = [.. held.Invoices, Invoice("F-2", "2026-04-22")] };

        var plan = both.PlannedOn("2026-04-16", OneInFive with { RemindBusinessDaysBeforeDue = 1 }, BusinessCalendar.WeekdaysOnly);

        Assert.Equal((Stage.BeforeDue, Day.Of("2026-04-21")), (plan.Next!.Stage, plan.Next.SendOn));
        Assert.Equal(Day.Of("2026-04-16"), plan.Measured!.On);
    }

    [Fact]
    public void A_share_of_more_than_a_fifth_or_a_delay_of_more_than_two_weeks_is_refused()
    {
        Problem? Fault(int percent, int days) => (FollowUpPolicy.Standard with { HoldOut = new(percent, days, null) }).Fault;

        Assert.Null(Fault(20, 10));
        Assert.Equal("policy.hold-out-share", Fault(21, 5)!.Code);
        Assert.Equal("policy.hold-out-share", Fault(-1, 5)!.Code);
        Assert.Equal("policy.hold-out-days", Fault(10, 0)!.Code);
        Assert.Equal("policy.hold-out-days", Fault(10, 11)!.Code);
    }
}
