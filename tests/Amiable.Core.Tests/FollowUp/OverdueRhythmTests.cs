using Amiable.FollowUp;
using static Amiable.Tests.FollowUp.Given;

namespace Amiable.Tests.FollowUp;

public class OverdueRhythmTests
{
    [Theory]
    [InlineData("2026-01-16", "2026-01-19")] // Friday: Monday
    [InlineData("2026-01-20", "2026-01-21")]
    [InlineData("2026-04-03", "2026-04-07")] // over Easter Monday
    [InlineData("2026-05-13", "2026-05-15")] // over Ascension
    public void Without_a_reminder_the_first_follow_up_goes_out_on_the_first_business_day_after_the_due_date(string due, string sendOn) =>
        Assert.Equal(
            $"{sendOn} Overdue Courteous: A",
            Account(Invoice("A", due)).NextOn(due, new() { RemindBusinessDaysBeforeDue = null })
        );

    // A fell due on Friday 2 January 2026: 30 days overdue on 1 February, 31 on 2 February, 60 on 3 March, 61 on 4 March.
    [Theory]
    [InlineData("2026-01-05", "2026-01-19")] // ten business days
    [InlineData("2026-01-19", "2026-02-02")] // ten and five agree: 31 days
    [InlineData("2026-01-20", "2026-02-02")] // ten would be 3 February: from the day it is 31 days old, five are enough
    [InlineData("2026-01-26", "2026-02-02")] // five from here are 2 February
    [InlineData("2026-01-27", "2026-02-03")] // five
    [InlineData("2026-02-24", "2026-03-03")] // five: 60 days
    [InlineData("2026-02-25", "2026-03-04")] // five and three agree: 61 days
    [InlineData("2026-02-26", "2026-03-04")] // five would be 5 March: from the day it is 61 days old, three are enough
    [InlineData("2026-02-27", "2026-03-04")] // three
    [InlineData("2026-03-02", "2026-03-05")] // three
    [InlineData("2026-04-02", "2026-04-08")] // three, over Easter Monday
    public void The_rhythm_is_ten_five_and_three_business_days_by_age(string lastOn, string nextOn)
    {
        var account = Account(Invoice("A", "2026-01-02")).After(Asked(lastOn, Tone.Courteous, "A"));

        Assert.Equal(Day.Of(nextOn), account.PlannedOn(lastOn).Next!.SendOn);
    }

    // A fell due on Monday 5 January 2026: 30 days overdue on Wednesday 4 February, 60 on Friday 6 March.
    [Theory]
    [InlineData("2026-01-27", "2026-02-05")]
    [InlineData("2026-03-02", "2026-03-09")]
    public void A_faster_rhythm_begins_after_thirty_and_after_sixty_days_and_not_on_them(string lastOn, string nextOn) =>
        Assert.Equal(
            Day.Of(nextOn),
            Account(Invoice("A", "2026-01-05")).After(Asked(lastOn, Tone.Courteous, "A")).PlannedOn(lastOn).Next!.SendOn
        );

    [Fact]
    public void The_rhythm_counts_the_business_days_of_the_customer() =>
        Assert.Equal(
            "2026-01-09 Overdue Professional: A",
            Account(Invoice("A", "2025-11-14")).After(Asked("2025-12-31", Tone.Professional, "A")).NextOn("2026-01-02", calendar: Bavaria)
        );

    [Fact]
    public void One_message_is_about_all_that_is_overdue_the_oldest_first() =>
        Assert.Equal(
            "2026-03-02 Overdue Courteous: A B C",
            Account(Invoice("C", "2026-02-27"), Invoice("A", "2026-01-05"), Invoice("B", "2026-02-06")).NextOn("2026-03-02")
        );

    [Fact]
    public void The_oldest_overdue_invoice_sets_the_rhythm() =>
        Assert.Equal(
            "2026-04-02 Overdue Professional: A B",
            Account(Invoice("A", "2026-01-05"), Invoice("B", "2026-03-27"))
                .After(Asked("2026-03-30", Tone.Courteous, "A", "B"))
                .NextOn("2026-03-30")
        );

    [Theory]
    [InlineData("2026-03-06", "2026-03-10")] // Friday: Tuesday
    [InlineData("2026-03-07", "2026-03-10")] // Saturday: Tuesday
    [InlineData("2026-03-09", "2026-03-11")]
    public void Two_business_days_lie_after_any_message_a_manual_one_too(string manualOn, string nextOn)
    {
        var plan = Account(Invoice("A", "2026-01-05"))
            .After(Asked("2026-02-20", Tone.Professional, "A"), Manual(manualOn))
            .PlannedOn("2026-03-09");

        Assert.Equal(Day.Of(nextOn), plan.Next!.SendOn);
        Assert.Contains(plan.Next.Because, r => r.Kind == ReasonKind.MinimumGap && r.On == Day.Of(manualOn));
    }

    [Fact]
    public void A_manual_message_does_not_restart_the_rhythm() =>
        Assert.Equal(
            "2026-02-03 Overdue Professional: A",
            Account(Invoice("A", "2026-01-16"))
                .After(Asked("2026-01-20", Tone.Courteous, "A"), Manual("2026-01-26", "A"))
                .NextOn("2026-01-27")
        );

    [Theory]
    [InlineData("2026-03-09", "2026-03-19")] // Monday: the eighth business day after is Thursday of next week
    [InlineData("2026-03-28", "2026-04-09")] // Saturday, over Easter Monday
    public void After_a_formal_notice_eight_business_days_are_waited_for(string noticeOn, string nextOn)
    {
        var account = Account(Invoice("A", "2026-01-05")).After(Asked("2026-02-20", Tone.Firm, "A")) with
        {
            FormalNoticeOn = Day.Of(noticeOn),
        };

        var next = account.PlannedOn(noticeOn).Next!;

        Assert.Equal(Day.Of(nextOn), next.SendOn);
        Assert.Contains(next.Because, r => r.Kind == ReasonKind.AfterFormalNotice);
    }

    [Fact]
    public void An_outage_is_caught_up_with_one_message_at_once() =>
        Assert.Equal(
            "2026-03-25 Overdue Courteous: A",
            Account(Invoice("A", "2026-01-16")).After(Reminded("2026-01-13", "A")).NextOn("2026-03-25")
        );

    [Fact]
    public void A_message_that_a_member_cancelled_keeps_its_place_in_the_rhythm() =>
        Assert.Equal(
            "2026-02-10 Overdue Courteous: A",
            Account(Invoice("A", "2026-01-16"))
                .After(Reminded("2026-01-13", "A"), Asked("2026-01-27", Tone.Courteous, "A").Skipped())
                .NextOn("2026-01-27")
        );

    [Fact]
    public void A_message_that_a_member_cancelled_keeps_no_gap() =>
        Assert.Equal(
            "2026-03-24 BeforeDue Courteous: B",
            Account(Invoice("A", "2026-03-09"), Invoice("B", "2026-03-27"))
                .After(Asked("2026-03-23", Tone.Courteous, "A").Skipped())
                .NextOn("2026-03-24")
        );

    [Fact]
    public void A_message_about_what_is_paid_by_now_does_not_delay_an_invoice_that_fell_due_since() =>
        Assert.Equal(
            "2026-03-20 Overdue Courteous: B",
            Account(Invoice("B", "2026-03-19")).After(Asked("2026-03-17", Tone.Firm, "A")).NextOn("2026-03-20")
        );

    [Fact]
    public void A_message_about_what_is_paid_by_now_holds_the_rhythm_for_what_was_overdue_already() =>
        Assert.Equal(
            "2026-03-24 Overdue Courteous: B",
            Account(Invoice("B", "2026-03-02")).After(Asked("2026-03-10", Tone.Professional, "A")).NextOn("2026-03-11")
        );

    [Fact]
    public void Blackout_days_are_passed_over() =>
        Assert.Equal(
            "2026-01-29 Overdue Courteous: A",
            Account(Invoice("A", "2026-01-16"))
                .After(Reminded("2026-01-13", "A"))
                .NextOn("2026-01-14", calendar: BusinessCalendar.For("FR", blackout: [Day.Of("2026-01-27"), Day.Of("2026-01-28")]))
        );
}
