using Amiable.FollowUp;
using static Amiable.Tests.FollowUp.Given;

namespace Amiable.Tests.FollowUp;

public class SendGateTests
{
    private static readonly DateOnly Monday = Day.Of("2026-03-16");

    private static readonly FollowUpPlan Plan = Account(Invoice("A", "2026-02-02")).PlannedOn("2026-03-16");

    private static readonly GateFacts Fine = new()
    {
        Message = new(
            new(Guid.CreateVersion7()),
            Monday,
            Stage.Overdue,
            Tone.Courteous,
            Channel.Email,
            [new(Id("A"), Eur(100))],
            [],
            [],
            IsPinned: false
        ),
        Plan = Plan,
        RecipientsAreValid = true,
        Today = Monday,
        LatestOverdueDueOn = Day.Of("2026-02-02"),
        LocalDay = Monday,
        IsBusinessDay = true,
        IsInsideWindow = true,
    };

    // In the order in which the gate looks.
    private static readonly (GateAnswer Answer, Func<GateFacts, GateFacts> Break)[] Breaks =
    [
        (GateAnswer.PlanAgain, f => f with { Plan = new(null, [], []) }),
        (GateAnswer.UnreadAnswer, f => f with { HasUnreadAnswer = true }),
        (GateAnswer.EarlierFailed, f => f with { HasUnsolvedFailure = true }),
        (GateAnswer.OutsideWindow, f => f with { IsInsideWindow = false }),
        (GateAnswer.NotOverdueYet, f => f with { LatestOverdueDueOn = Monday }),
        (GateAnswer.MinimumGap, f => f with { GapKeptFrom = Monday.AddDays(1) }),
        (GateAnswer.StaleLedger, f => f with { LedgerAgeHours = 169 }),
        (GateAnswer.HourLimit, f => f with { SentLastHour = 200 }),
        (GateAnswer.WeekLimit, f => f with { SentToAccountInAWeek = 3 }),
        (GateAnswer.UnusualVolume, f => f with { AutomaticToday = 50 }),
    ];

    // What only a member's own message is answered.
    private static readonly (GateAnswer Answer, Func<GateFacts, GateFacts> Break)[] BreaksByHand =
    [
        (GateAnswer.Observing, f => f with { OnlyObserves = true }),
        (GateAnswer.Paused, f => f with { IsPaused = true }),
        (GateAnswer.FactsChanged, f => f with { FactsHold = false }),
    ];

    private static GateAnswer Check(GateFacts facts) => SendGate.Check(facts, FollowUpPolicy.Standard);

    [Fact]
    public void It_is_open_when_nothing_stands_in_the_way() => Assert.Equal(GateAnswer.Open, Check(Fine));

    [Fact]
    public void Every_answer_has_its_cause()
    {
        // The last one only an answer of the agent is given: GateOfAnswerTests.
        Assert.Equal(
            Enum.GetValues<GateAnswer>().Except([GateAnswer.Open, GateAnswer.NeedsApproval]),
            Breaks.Concat(BreaksByHand).Select(b => b.Answer).Order()
        );
        Assert.All(Breaks, b => Assert.Equal(b.Answer, Check(b.Break(Fine))));
        var byHand = Fine with { FactsHold = true };
        Assert.Equal(GateAnswer.Open, GateByHand.Check(byHand, FollowUpPolicy.Standard, []));
        Assert.All(BreaksByHand, b => Assert.Equal(b.Answer, GateByHand.Check(b.Break(byHand), FollowUpPolicy.Standard, [])));
    }

    [Fact]
    public void A_changed_fact_is_answered_before_the_hours_and_the_hours_before_limits()
    {
        for (var i = 0; i < Breaks.Length; i++)
            Assert.Equal(Breaks[i].Answer, Check(Breaks.Skip(i).Aggregate(Fine, (facts, b) => b.Break(facts))));
    }

    [Fact]
    public void A_payment_a_second_before_plans_again() =>
        Assert.Equal(GateAnswer.PlanAgain, Check(Fine with { Message = Fine.Message with { About = [new(Id("A"), Eur(140))] } }));

    [Fact]
    public void A_recipient_who_can_no_longer_receive_plans_again() =>
        Assert.Equal(GateAnswer.PlanAgain, Check(Fine with { RecipientsAreValid = false }));

    [Fact]
    public void Credit_that_came_since_plans_again() => Assert.Equal(GateAnswer.PlanAgain, Check(Fine with { Credit = [Eur(5)] }));

    [Fact]
    public void A_message_that_missed_its_day_is_planned_again_first() =>
        Assert.Equal(GateAnswer.PlanAgain, Check(Fine with { Message = Fine.Message with { SendOn = Monday.AddDays(-3) } }));

    [Fact]
    public void What_a_person_pinned_to_a_later_day_waits_for_it() =>
        Assert.Equal(
            GateAnswer.OutsideWindow,
            Check(Fine with { Message = Fine.Message with { IsPinned = true, SendOn = Monday.AddDays(2) } })
        );

    [Fact]
    public void Nothing_leaves_on_a_holiday() => Assert.Equal(GateAnswer.OutsideWindow, Check(Fine with { IsBusinessDay = false }));

    [Fact]
    public void An_overdue_message_whose_due_date_is_not_known_stays() =>
        Assert.Equal(GateAnswer.NotOverdueYet, Check(Fine with { LatestOverdueDueOn = null }));

    [Theory]
    [InlineData("2026-03-15", GateAnswer.Open)] // overdue since today
    [InlineData("2026-03-16", GateAnswer.NotOverdueYet)] // due today where the creditor is, whatever day it is at the customer's
    public void Overdue_is_what_the_day_of_the_creditor_says(string latestDue, GateAnswer answer) =>
        Assert.Equal(answer, Check(Fine with { LatestOverdueDueOn = Day.Of(latestDue) }));

    [Theory]
    [InlineData(0, GateAnswer.Open)]
    [InlineData(1, GateAnswer.MinimumGap)]
    public void The_gap_is_kept_from_its_day_on(int days, GateAnswer answer) =>
        Assert.Equal(answer, Check(Fine with { GapKeptFrom = Monday.AddDays(days) }));

    [Theory]
    [InlineData(null, GateAnswer.Open)] // kept here by hand
    [InlineData(168d, GateAnswer.Open)]
    [InlineData(169d, GateAnswer.StaleLedger)]
    public void Figures_older_than_a_week_hold_it_back(double? hours, GateAnswer answer) =>
        Assert.Equal(answer, Check(Fine with { LedgerAgeHours = hours }));

    [Theory]
    [InlineData(199, 2, GateAnswer.Open)]
    [InlineData(200, 2, GateAnswer.HourLimit)]
    [InlineData(199, 3, GateAnswer.WeekLimit)]
    public void Limits_count_what_has_left(int lastHour, int week, GateAnswer answer) =>
        Assert.Equal(answer, Check(Fine with { SentLastHour = lastHour, SentToAccountInAWeek = week }));

    [Theory]
    [InlineData(49, 0, false, GateAnswer.Open)]
    [InlineData(50, 0, false, GateAnswer.UnusualVolume)]
    [InlineData(50, 0, true, GateAnswer.Open)] // a member looked
    [InlineData(50, 13, false, GateAnswer.Open)]
    [InlineData(51, 13, false, GateAnswer.Open)]
    [InlineData(52, 13, false, GateAnswer.UnusualVolume)] // four times the busiest day
    public void Far_more_than_usual_wants_to_be_looked_at(int today, int busiest, bool approved, GateAnswer answer) =>
        Assert.Equal(answer, Check(Fine with { AutomaticToday = today, BusiestDay = busiest, IsApproved = approved }));
}
