using Amiable.Communications;
using static Amiable.Communications.CommunicationStatus;

namespace Amiable.Tests.Communications;

public class CommunicationStatusTests
{
    // Written down from the product before the code was looked at; everything that is not here may not happen.
    private static readonly Dictionary<CommunicationStatus, CommunicationStatus[]> Intended = new()
    {
        // What waits follows the autonomy of the organization up and down, and may be cancelled until a worker has it.
        [Draft] = [AwaitingApproval, Scheduled, Cancelled],
        [AwaitingApproval] = [Draft, Scheduled, Cancelled],
        [Scheduled] = [Draft, AwaitingApproval, Sending, Cancelled],
        // From here on it may have left: never cancelled, and back to what waits only when the server said that it did not take it.
        [Sending] = [Sent, Scheduled, Failed, Uncertain],
        // Reports come late and in any order: after "delivered" a bounce or a complaint may still follow.
        [Sent] = [Delivered, Bounced, Complained],
        [Delivered] = [Bounced, Complained],
        // A human finds out whether it left; it is never sent again by itself.
        [Uncertain] = [Sent, Cancelled],
        [Failed] = [Cancelled],
        [Bounced] = [],
        [Complained] = [],
        [Cancelled] = [],
        [Received] = [],
    };

    [Fact]
    public void Every_pair_of_statuses_is_as_intended()
    {
        var statuses = Enum.GetValues<CommunicationStatus>();

        Assert.Equal(statuses, Intended.Keys.Order());
        foreach (var from in statuses)
        foreach (var to in statuses)
            Assert.True(Intended[from].Contains(to) == from.CanBecome(to), $"{from} → {to}");
    }

    [Fact]
    public void Nothing_that_may_have_left_can_ever_wait_again()
    {
        var reachable = new HashSet<CommunicationStatus> { Sent, Uncertain };
        while (reachable.SelectMany(s => Intended[s]).Any(reachable.Add)) { }

        Assert.DoesNotContain(reachable, s => s.IsWaiting());
        Assert.Equal(6, reachable.Count);
    }

    [Fact]
    public void It_waits_until_a_worker_has_it_and_then_it_has_left_unless_it_was_refused()
    {
        Assert.Equal([Draft, AwaitingApproval, Scheduled], Enum.GetValues<CommunicationStatus>().Where(s => s.IsWaiting()));
        Assert.Equal(
            [Sending, Sent, Delivered, Bounced, Complained, Uncertain],
            Enum.GetValues<CommunicationStatus>().Where(s => s.HasLeft()).Order()
        );
        Assert.Equal([Bounced], Enum.GetValues<CommunicationStatus>().Where(s => s.HasLeft() && !s.MayHaveArrived()));
    }
}
