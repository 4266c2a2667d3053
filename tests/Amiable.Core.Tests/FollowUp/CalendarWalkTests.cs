using Amiable.FollowUp;
using static Amiable.Tests.FollowUp.Given;

namespace Amiable.Tests.FollowUp;

/// <summary>The dates were written down by hand from the rules and a French calendar, before the planner was asked.</summary>
public class CalendarWalkTests
{
    // A falls due on Friday 16 January 2026: 31 days overdue on 16 February, 61 on 18 March.
    private static readonly OpenInvoice A = Invoice("A", "2026-01-16");

    private static readonly string[] UntilSixtyDays =
    [
        "2026-01-13 BeforeDue Courteous: A", // three business days before
        "2026-01-27 Overdue Courteous: A", // ten after that
        "2026-02-10 Overdue Professional: A", // ten
        "2026-02-17 Overdue Professional: A", // five, because it is 32 days old
        "2026-02-24 Overdue Professional: A",
        "2026-03-03 Overdue Professional: A",
        "2026-03-10 Overdue Professional: A",
        "2026-03-17 Overdue Professional: A", // 60 days old
    ];

    [Fact]
    public void Never_paid_for_120_days()
    {
        var walk = new CalendarWalk(A);

        Assert.Equal(
            [
                .. UntilSixtyDays,
                "2026-03-20 Overdue Firm: A", // three: 63 days old
                "2026-03-25 Overdue Firm: A",
                "2026-03-30 Overdue Firm: A",
                "2026-04-02 Overdue Firm: A",
                "2026-04-08 Overdue Firm: A", // over Easter Monday
                "2026-04-13 Overdue Firm: A",
                "2026-04-16 Overdue Firm: A",
                "2026-04-21 Overdue Firm: A",
                "2026-04-24 Overdue Firm: A",
                "2026-04-29 Overdue Firm: A",
                "2026-05-05 Overdue Firm: A", // over 1 May
                "2026-05-11 Overdue Firm: A", // over 8 May
                "2026-05-15 Overdue Firm: A", // over Ascension
            ],
            walk.Walk("2026-01-02", 135)
        );
        Assert.Equal(Day.Of("2026-04-02"), walk.RecommendedOn); // the fourth firm message
    }

    [Fact]
    public void Paid_on_day_12() =>
        Assert.Equal(UntilSixtyDays[..2], new CalendarWalk(A).On("2026-01-28", w => w.Pay("A")).Walk("2026-01-02", 150));

    [Fact]
    public void A_part_payment_on_day_20_keeps_the_rhythm_and_asks_for_the_rest()
    {
        var walk = new CalendarWalk(A).On("2026-02-05", w => w.Pay("A", 40)).On("2026-03-18", w => w.Pay("A"));

        Assert.Equal(UntilSixtyDays, walk.Walk("2026-01-02", 150));
        Assert.Equal([Eur(100), Eur(100), Eur(60)], walk.Sent.Take(3).Select(m => m.About.Single().Outstanding));
    }

    [Fact]
    public void Two_invoices_with_different_due_dates_share_their_messages() =>
        Assert.Equal(
            [
                "2026-01-13 BeforeDue Courteous: A",
                "2026-01-27 Overdue Courteous: A + B", // B falls due on the 28th
                "2026-02-10 Overdue Professional: A B",
                "2026-02-17 Overdue Professional: A B",
                "2026-02-24 Overdue Professional: A B",
                "2026-03-03 Overdue Professional: A B",
                "2026-03-10 Overdue Professional: A B",
                "2026-03-17 Overdue Professional: A B",
                "2026-03-20 Overdue Firm: A B",
                "2026-03-25 Overdue Firm: A B",
            ],
            new CalendarWalk(Invoice("B", "2026-01-28"), A).Walk("2026-01-02", 87)
        );

    [Fact]
    public void A_dispute_on_one_of_two_on_day_15_leaves_the_other_to_its_own_age() =>
        Assert.Equal(
            [
                "2026-01-13 BeforeDue Courteous: A",
                "2026-01-27 Overdue Courteous: A + B", // its reminder, too
                "2026-02-10 Overdue Courteous: B", // ten after that: B is asked for the first time
                "2026-02-24 Overdue Professional: B",
                "2026-03-03 Overdue Professional: B", // five: 34 days old
                "2026-03-10 Overdue Professional: B",
                "2026-03-17 Overdue Professional: B",
                "2026-03-24 Overdue Professional: B",
                "2026-03-30 Overdue Firm: B", // 61 days old: three would have been the 27th
                "2026-04-02 Overdue Firm: B",
            ],
            new CalendarWalk(A, Invoice("B", "2026-01-28")).On("2026-01-31", w => w.Change("A", i => i.Disputed())).Walk("2026-01-02", 94)
        );

    [Fact]
    public void When_the_dispute_is_settled_both_are_asked_for_again() =>
        Assert.Equal(
            [
                "2026-01-13 BeforeDue Courteous: A",
                "2026-01-27 Overdue Courteous: A + B",
                "2026-02-10 Overdue Courteous: B",
                "2026-02-17 Overdue Professional: A B", // the account's oldest is 32 days old again
                "2026-02-24 Overdue Professional: A B",
            ],
            new CalendarWalk(A, Invoice("B", "2026-01-28"))
                .On("2026-01-31", w => w.Change("A", i => i.Disputed()))
                .On("2026-02-12", w => w.Change("A", i => i with { IsDisputed = false }))
                .Walk("2026-01-02", 58)
        );

    [Fact]
    public void Paused_and_resumed_it_goes_on_once_where_it_was() =>
        Assert.Equal(
            [
                .. UntilSixtyDays[..3],
                "2026-03-11 Overdue Professional: A", // the day it resumes
                "2026-03-18 Overdue Firm: A", // 61 days old; three would have been the 16th
                "2026-03-23 Overdue Firm: A",
            ],
            new CalendarWalk(A).On("2026-02-11", w => w.IsPaused = true).On("2026-03-11", w => w.IsPaused = false).Walk("2026-01-02", 83)
        );

    [Fact]
    public void Three_days_of_outage_move_one_message_and_what_follows() =>
        Assert.Equal(
            [
                "2026-01-13 BeforeDue Courteous: A",
                "2026-01-30 Overdue Courteous: A",
                "2026-02-13 Overdue Professional: A",
                "2026-02-20 Overdue Professional: A",
            ],
            Off(new CalendarWalk(A), "2026-01-27", 3).Walk("2026-01-02", 52)
        );

    [Fact]
    public void A_long_outage_is_caught_up_in_order_without_a_burst() =>
        Assert.Equal(
            [
                "2026-03-25 Overdue Courteous: A", // 68 days old
                "2026-03-30 Overdue Professional: A",
                "2026-04-02 Overdue Firm: A",
            ],
            Off(new CalendarWalk(A), "2026-01-02", 82).Walk("2026-01-02", 92)
        );

    [Fact]
    public void A_kept_promise_brings_silence_and_a_broken_one_a_single_reminder()
    {
        // Promised on 28 January for 6 February, a Friday: waited for until Tuesday the 10th.
        var kept = new CalendarWalk(A)
            .On("2026-01-28", w => w.Change("A", i => i.Promised("2026-02-06")))
            .On("2026-02-09", w => w.Pay("A"));
        var broken = new CalendarWalk(A).On("2026-01-28", w => w.Change("A", i => i.Promised("2026-02-06")));

        Assert.Equal(UntilSixtyDays[..2], kept.Walk("2026-01-02", 150));
        Assert.Equal([.. UntilSixtyDays[..2], "2026-02-11 PromiseBroken Courteous: A"], broken.Walk("2026-01-02", 150));
        Assert.True(broken.LastPlan.Needs(NeedKind.BrokenPromise));
    }

    [Fact]
    public void A_credit_note_larger_than_the_debt_ends_the_messages_until_new_debt_exceeds_it() =>
        Assert.Equal(
            [
                .. UntilSixtyDays[..2],
                "2026-03-17 Overdue Professional: A B", // the day after B fell due; A is 60 days old
                "2026-03-20 Overdue Firm: A B",
            ],
            new CalendarWalk(A)
                .On("2026-02-05", w => w.Credit.Add(Eur(150)))
                .On("2026-03-01", w => w.Invoices.Add(Invoice("B", "2026-03-16")))
                .Walk("2026-01-02", 80)
        );

    [Fact]
    public void A_stream_of_weekly_invoices_each_paid_45_days_late_is_neither_spammed_nor_silent()
    {
        var walk = new CalendarWalk();
        for (var week = 0; week < 20; week++)
        {
            var number = $"W{week:00}";
            var due = Day.Of("2026-01-09").AddDays(7 * week);
            walk.On(due.AddDays(-30), w => w.Invoices.Add(Invoice(number, $"{due:yyyy-MM-dd}")));
            walk.On(due.AddDays(45), w => w.Pay(number));
        }

        walk.Walk("2025-12-01", 240);

        Assert.All(Pairs(walk.Sent), p => Assert.InRange(France.OpenDaysBetween(p.First.SendOn, p.Second.SendOn), 2, 10));
        Assert.All(
            Pairs([.. walk.Sent.Where(m => m.Stage == Stage.Overdue)]),
            // Never faster than five business days (the oldest is at most 45 days old), never slower than ten.
            p => Assert.InRange(France.OpenDaysBetween(p.First.SendOn, p.Second.SendOn), 5, 10)
        );
        Assert.DoesNotContain(walk.Sent, m => m.Tone == Tone.Firm);
        for (var week = 0; week < 20; week++)
        {
            var due = Day.Of("2026-01-09").AddDays(7 * week);
            var asked = walk.Sent.First(m => m.Stage == Stage.Overdue && m.About.Any(i => i.Number == $"W{week:00}"));
            Assert.InRange(France.OpenDaysBetween(due, asked.SendOn), 1, 10);
        }
        // A message a week, and no more than that once the oldest is 31 days old.
        Assert.InRange(walk.Sent.Count, 25, 45);
    }

    private static IEnumerable<(PlannedMessage First, PlannedMessage Second)> Pairs(List<PlannedMessage> sent)
    {
        Assert.True(sent.Count > 2);
        return sent.Zip(sent.Skip(1));
    }

    private static CalendarWalk Off(CalendarWalk walk, string from, int days)
    {
        walk.Outage.UnionWith(Enumerable.Range(0, days).Select(Day.Of(from).AddDays));
        return walk;
    }
}
