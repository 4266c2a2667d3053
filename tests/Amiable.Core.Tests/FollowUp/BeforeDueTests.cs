using Amiable.FollowUp;
using static Amiable.Tests.FollowUp.Given;

namespace Amiable.Tests.FollowUp;

public class BeforeDueTests
{
    [Theory]
    [InlineData("2026-01-16", "2026-01-13")] // Friday: Tuesday
    [InlineData("2026-01-14", "2026-01-09")] // Wednesday: Friday, over a weekend
    [InlineData("2026-01-17", "2026-01-14")] // Saturday: Wednesday
    [InlineData("2026-01-18", "2026-01-14")] // Sunday
    [InlineData("2026-01-19", "2026-01-14")] // Monday
    [InlineData("2026-05-15", "2026-05-11")] // over Ascension
    [InlineData("2026-04-07", "2026-04-01")] // over Easter Monday
    [InlineData("2026-05-11", "2026-05-05")] // over 8 May
    [InlineData("2026-01-02", "2025-12-29")] // over New Year
    public void The_reminder_goes_out_three_french_business_days_before_the_due_date(string due, string sendOn) =>
        Assert.Equal($"{sendOn} BeforeDue Courteous: A", Account(Invoice("A", due)).NextOn("2025-12-01"));

    [Theory]
    [InlineData("2026-01-08", "2026-01-02")] // over Epiphany, which is a holiday in Bavaria and not in France
    [InlineData("2026-06-05", "2026-06-01")] // over Corpus Christi
    [InlineData("2026-04-07", "2026-03-31")] // over Good Friday and Easter Monday
    public void The_reminder_goes_out_three_bavarian_business_days_before_the_due_date(string due, string sendOn) =>
        Assert.Equal($"{sendOn} BeforeDue Courteous: A", Account(Invoice("A", due)).NextOn("2025-12-01", calendar: Bavaria));

    [Theory]
    [InlineData("2026-01-14", "2026-01-14")]
    [InlineData("2026-01-16", "2026-01-16")] // the due date itself is not too late
    public void A_reminder_whose_day_has_passed_goes_out_while_it_is_not_due(string today, string sendOn) =>
        Assert.Equal($"{sendOn} BeforeDue Courteous: A", Account(Invoice("A", "2026-01-16")).NextOn(today));

    [Fact]
    public void A_reminder_that_could_only_go_out_after_the_due_date_is_not_sent() =>
        Assert.Equal("2026-01-19 Overdue Courteous: A", Account(Invoice("A", "2026-01-17")).NextOn("2026-01-17"));

    [Fact]
    public void There_is_one_reminder_and_then_a_follow_up() =>
        Assert.Equal(
            "2026-01-27 Overdue Courteous: A",
            Account(Invoice("A", "2026-01-16")).After(Reminded("2026-01-13", "A")).NextOn("2026-01-14")
        );

    [Fact]
    public void A_reminder_that_a_member_cancelled_is_not_planned_again() =>
        Assert.Equal(
            "2026-01-27 Overdue Courteous: A",
            Account(Invoice("A", "2026-01-16")).After(Reminded("2026-01-13", "A").Skipped()).NextOn("2026-01-13")
        );

    [Fact]
    public void The_sending_of_the_invoice_itself_is_no_reminder() =>
        Assert.Equal(
            "2026-01-13 BeforeDue Courteous: A",
            Account(Invoice("A", "2026-01-16")).After(Manual("2025-12-16", "A")).NextOn("2025-12-17")
        );

    [Fact]
    public void The_sending_of_the_invoice_itself_keeps_the_minimum_gap() =>
        Assert.Equal(
            "2026-01-15 BeforeDue Courteous: A",
            Account(Invoice("A", "2026-01-16")).After(Manual("2026-01-13", "A")).NextOn("2026-01-13")
        );

    [Fact]
    public void Invoices_due_within_the_gap_share_a_reminder_and_later_ones_do_not() =>
        Assert.Equal(
            "2026-01-13 BeforeDue Courteous: A B",
            Account(Invoice("C", "2026-01-20"), Invoice("B", "2026-01-19"), Invoice("A", "2026-01-16")).NextOn("2026-01-05")
        );

    [Fact]
    public void Without_reminders_in_the_policy_nothing_goes_out_before_the_due_date() =>
        Assert.Equal(
            "2026-01-19 Overdue Courteous: A",
            Account(Invoice("A", "2026-01-16")).NextOn("2026-01-05", new() { RemindBusinessDaysBeforeDue = null })
        );

    [Fact]
    public void What_falls_due_rides_along_when_a_follow_up_goes_out_before_its_due_date() =>
        Assert.Equal(
            "2026-01-27 Overdue Courteous: A + B",
            Account(Invoice("A", "2026-01-16"), Invoice("B", "2026-01-28")).After(Reminded("2026-01-13", "A")).NextOn("2026-01-23")
        );

    [Fact]
    public void What_falls_due_on_the_day_of_a_follow_up_is_mentioned_and_not_asked_for() =>
        Assert.Equal(
            "2026-01-27 Overdue Courteous: A + B",
            Account(Invoice("A", "2026-01-16"), Invoice("B", "2026-01-27")).After(Reminded("2026-01-13", "A")).NextOn("2026-01-23")
        );

    [Fact]
    public void What_falls_due_before_the_next_follow_up_is_reminded_of_alone() =>
        Assert.Equal(
            "2026-01-21 BeforeDue Courteous: B",
            Account(Invoice("A", "2026-01-16"), Invoice("B", "2026-01-26")).After(Reminded("2026-01-13", "A")).NextOn("2026-01-19")
        );

    [Fact]
    public void What_falls_due_long_after_the_follow_up_is_left_out_of_it()
    {
        var plan = Account(Invoice("A", "2026-01-16"), Invoice("B", "2026-03-16"))
            .After(Reminded("2026-01-13", "A"))
            .PlannedOn("2026-01-23");

        Assert.Equal("2026-01-27 Overdue Courteous: A", Line(plan.Next!));
        Assert.Equal(Why.NotDueYet, plan.WhyNot("B"));
    }

    [Fact]
    public void A_follow_up_that_mentioned_it_was_its_reminder() =>
        Assert.Equal(
            "2026-02-10 Overdue Courteous: B",
            Account(Invoice("B", "2026-01-28")).After(Asked("2026-01-27", Tone.Firm, "A", "B")).NextOn("2026-01-28")
        );

    [Fact]
    public void Everything_overdue_that_is_left_waits_its_turn_while_a_reminder_goes_first()
    {
        var plan = Account(Invoice("A", "2026-01-16"), Invoice("B", "2026-01-26"))
            .After(Reminded("2026-01-13", "A"))
            .PlannedOn("2026-01-19");

        Assert.Equal(Why.NotItsTurn, plan.WhyNot("A"));
    }
}
