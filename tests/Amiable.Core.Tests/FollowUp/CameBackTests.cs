using Amiable.FollowUp;
using static Amiable.Tests.FollowUp.Given;

namespace Amiable.Tests.FollowUp;

/// <summary>A message that came back was received by nobody: it is not among the messages of a situation.</summary>
public class CameBackTests
{
    private static readonly Situation Roux = Account(Invoice("A", "2026-03-13"));

    [Fact]
    public void The_same_step_goes_out_again_with_the_same_tone_when_the_first_came_back() =>
        // The message of the 16th came back and is not there.
        Assert.Equal("2026-03-18 Overdue Courteous: A", Roux.NextOn("2026-03-18"));

    [Fact]
    public void One_that_arrived_moves_the_rhythm_and_the_tone_on() =>
        Assert.Equal("2026-03-30 Overdue Professional: A", Roux.After(Asked("2026-03-16", Tone.Courteous, "A")).NextOn("2026-03-18"));

    [Fact]
    public void An_address_that_sent_a_message_back_is_left_alone_until_it_may_work_again_and_the_plan_says_so()
    {
        var resting = Roux with { MayArriveFrom = Day.Of("2026-03-20") };

        var next = resting.PlannedOn("2026-03-18").Next!;

        Assert.Equal("2026-03-20 Overdue Courteous: A", Line(next));
        Assert.Contains(next.Because, r => r.Kind == ReasonKind.CameBack && r.On == Day.Of("2026-03-20"));
        Assert.Equal("2026-03-23 Overdue Courteous: A", resting.NextOn("2026-03-23"));
    }

    [Fact]
    public void The_day_it_may_work_again_moves_to_a_business_day() =>
        Assert.Equal("2026-03-23 Overdue Courteous: A", (Roux with { MayArriveFrom = Day.Of("2026-03-21") }).NextOn("2026-03-18"));
}
