using Amiable.Errands;

namespace Amiable.FollowUp;

/// <summary>
/// Plans all accounts again after something changed for every one of them, which has them marked: at once for as long as a person waits, then as an errand, which goes
/// on from there.
/// </summary>
public sealed class PlanAfterChange(PlanWhatChanged planWhatChanged, StartErrand startErrand, CurrentMember member)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // None of what is still to be planned leaves as it was before: the last look before sending compares them.
    public async Task Run(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await planWhatChanged.Run(patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Each account is planned in a transaction of its own: nothing is half done. Without a member the next beat goes on.
            if (member.Name is not null)
                await startErrand.Run(ErrandKind.PlanAnew, StartErrand.Everything, TimeSpan.Zero, ct);
        }
    }
}
