using Amiable.FollowUp;

namespace Amiable.Replays;

/// <summary>A message that would have left.</summary>
/// <param name="Message">What was planned for that day.</param>
/// <param name="Credit">The credit it would have deducted.</param>
/// <param name="Variant">How many that would have said the same went before.</param>
/// <param name="Wrongs">What was wrong with it, as it is known now; the gravest first. Empty for nothing.</param>
public sealed record Replayed(PlannedMessage Message, IReadOnlyList<Money> Credit, int Variant, IReadOnlyList<Wrong> Wrongs)
{
    /// <summary>The day it would have left.</summary>
    public DateOnly On => Message.SendOn;
}

/// <summary>
/// What the agent would have written to one account, had it begun on a day of the past: the planner itself walks, day by day, and knows no more than was known. It is the
/// only one who writes, beside the members; that customers would have answered to its messages, nobody can replay.
/// </summary>
public static class ReplayAccount
{
    /// <summary>Walks through it.</summary>
    /// <param name="past">What the ledger tells of the account.</param>
    /// <param name="policy">The rhythm and the tones.</param>
    /// <param name="calendar">The business days of the customer.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    public static IReadOnlyList<Replayed> Between(
        AccountPast past,
        FollowUpPolicy policy,
        BusinessCalendar calendar,
        DateOnly from,
        DateOnly to
    )
    {
        var known = new KnownThen(past);
        // What the lot would have held back says nothing of the agent.
        policy = policy with
        {
            HoldOut = HoldOut.Off,
        };
        var byHand = new Queue<PastMessage>(past.ByHand);
        List<PastMessage> written = [];
        List<Replayed> replayed = [];
        for (var day = calendar.OnOrAfter(from); day <= to; day = calendar.OnOrAfter(day.AddDays(1)))
        {
            while (byHand.TryPeek(out var message) && message.On < day)
                written.Add(byHand.Dequeue());
            if (!known.AnythingOpenOn(day))
                continue;
            var situation = known.On(day, written);
            if (FollowUpPlanner.Plan(situation, policy, calendar, day).Next is not { } next || next.SendOn != day)
                continue;
            var variant = replayed.Count(r => r.Message.Stage == next.Stage && r.Message.Tone == next.Tone);
            List<Money> credit = [.. situation.UnallocatedCredit.Where(c => next.About.Any(i => i.Outstanding.Currency == c.Currency))];
            replayed.Add(new(next, credit, variant, Hindsight.Of(next, past, known)));
            written.Add(new(day, next.Stage, next.Tone, [.. next.About.Concat(next.Upcoming).Select(i => i.Id)]));
        }
        return replayed;
    }
}
