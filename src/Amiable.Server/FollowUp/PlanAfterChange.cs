namespace Amiable.FollowUp;

/// <summary>Plans all accounts again after something changed for every one of them, for as long as a person waits.</summary>
public sealed class PlanAfterChange(PlanFollowUps planFollowUps)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // With very many accounts it takes longer than a person waits. What is left then is planned at the next beat, and none of it leaves as it was
    // before: the last look before sending compares them.
    public async Task Run(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await planFollowUps.Run(patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Each account is planned in a transaction of its own: nothing is half done.
        }
    }
}
