using Amiable.FollowUp;
using static Amiable.Tests.FollowUp.Given;

namespace Amiable.Tests.FollowUp;

public class GateOfAnswerTests
{
    private static readonly DateOnly Sunday = Day.Of("2026-03-15");

    private static GateFacts Answer(Stage stage) =>
        new()
        {
            Message = new(new(Guid.CreateVersion7()), Sunday, stage, Tone.Courteous, Channel.Email, [], [], [], IsPinned: false),
            Plan = Account(Invoice("A", "2026-02-02")).PlannedOn("2026-03-15"),
            RecipientsAreValid = true,
            Today = Sunday,
            LocalDay = Sunday,
            IsBusinessDay = false,
            IsInsideWindow = false,
            GapKeptFrom = Sunday.AddDays(2),
            LedgerAgeHours = 1000,
            SentToAccountInAWeek = 10,
        };

    [Fact]
    public void An_answer_leaves_at_whatever_hour_and_however_short_after_another_message() =>
        Assert.Equal(GateAnswer.Open, Check(Answer(Stage.Overdue)));

    [Fact]
    public void Thanks_keep_to_the_hours_and_to_the_gap()
    {
        Assert.Equal(GateAnswer.OutsideWindow, Check(Answer(Stage.Thanks)));
        var open = Answer(Stage.Thanks) with { IsBusinessDay = true, IsInsideWindow = true };
        Assert.Equal(GateAnswer.MinimumGap, Check(open));
        Assert.Equal(GateAnswer.Open, Check(open with { GapKeptFrom = Sunday }));
    }

    [Fact]
    public void It_does_not_leave_once_it_is_no_longer_so_or_the_customer_wrote_again()
    {
        Assert.Equal(GateAnswer.FactsChanged, Check(Answer(Stage.Overdue) with { FactsHold = false }));
        Assert.Equal(GateAnswer.FactsChanged, Check(Answer(Stage.Overdue) with { RecipientsAreValid = false }));
        Assert.Equal(GateAnswer.UnreadAnswer, Check(Answer(Stage.Overdue) with { HasUnreadAnswer = true }));
        Assert.Equal(GateAnswer.Observing, Check(Answer(Stage.Overdue) with { OnlyObserves = true }));
        Assert.Equal(GateAnswer.HourLimit, Check(Answer(Stage.Overdue) with { SentLastHour = 200 }));
    }

    [Fact]
    public void What_nobody_approved_leaves_only_while_its_kind_is_trusted_and_follow_ups_do_not_rest()
    {
        foreach (var alone in new[] { Answer(Stage.Overdue) with { IsTrusted = false }, Answer(Stage.Overdue) with { IsPaused = true } })
        {
            Assert.Equal(GateAnswer.NeedsApproval, Check(alone));
            Assert.Equal(GateAnswer.Open, Check(alone with { IsApproved = true }));
        }
    }

    private static GateAnswer Check(GateFacts facts) => GateOfAnswer.Check(facts, FollowUpPolicy.Standard);
}
