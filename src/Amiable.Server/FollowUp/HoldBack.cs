using Amiable.Communications;
using Amiable.Tasks;

namespace Amiable.FollowUp;

/// <summary>What becomes of a message that the gate did not let pass: it waits, for another moment or for a person.</summary>
public sealed class HoldBack(RaiseNeeds raiseNeeds, Today today)
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(15);

    public async Task Run(Communication message, AccountFacts facts, GateAnswer answer, CancellationToken ct)
    {
        // What it says is no longer so, or whom it answers cannot be reached: nobody waits for it.
        if (message.Origin == Origin.Answer && answer == GateAnswer.FactsChanged)
        {
            message.Cancel("no-longer-planned");
            return;
        }
        if (answer == GateAnswer.NeedsApproval)
        {
            message.WaitAs(CommunicationStatus.AwaitingApproval);
            return;
        }
        // What has to be planned again is left to the planner. What a person edited is not even touched: a save that is under way would be lost.
        // A member's "send now" that a server put off outlives the night, and nothing else.
        if (answer != GateAnswer.PlanAgain || message.IsSentNow)
            message.HoldBack(answer.ToString(), isStillWanted: answer == GateAnswer.OutsideWindow && message.Tries > 0);
        if (answer == GateAnswer.OutsideWindow)
        {
            var day = facts.Calendar.OnOrAfter(message.SendOn > facts.FirstDay ? message.SendOn : facts.FirstDay);
            message.MoveTo(day, facts.MomentOn(day, today.Now) ?? facts.Policy.Window.At(day, facts.Zone, 0));
        }
        else if (answer != GateAnswer.PlanAgain)
            message.MoveTo(message.SendOn, today.Now + LookAgainAfter);

        if (answer is GateAnswer.FactsChanged)
            await raiseNeeds.RaiseOutdated(message, ct);
        if (answer is GateAnswer.StaleLedger)
            await raiseNeeds.Raise(
                TaskKind.StaleData,
                "stale",
                null,
                new Dictionary<string, string> { ["hours"] = $"{facts.Policy.LedgerStaysFreshHours}" },
                ct
            );
        if (answer is GateAnswer.UnusualVolume)
            await raiseNeeds.Raise(TaskKind.UnusualVolume, "volume", null, new Dictionary<string, string>(), ct);
    }
}
