using Amiable.Errands;

namespace Amiable.Communications;

/// <summary>A member says yes to many messages. Each one is for itself: what cannot be approved does not hold up the others.</summary>
public sealed class ApproveChosen(AppDb db, ApproveCommunication approve)
{
    internal static readonly CommunicationStatus[] Approvable = [CommunicationStatus.AwaitingApproval];

    public async Task Run(ErrandOrder order, DateTimeOffset askedAt, ErrandSteps steps, CancellationToken ct)
    {
        await steps.Expect(await ChosenMessages.Count(db, order, Approvable, askedAt, ct));
        await foreach (var message in ChosenMessages.Read(db, order, Approvable, askedAt, steps.Position, ct))
        {
            // Else a hundred thousand of them would be looked through at every save.
            db.ChangeTracker.Clear();
            var problem = (await approve.Run(message.Id, message.Version, ct)).Problem;
            if (problem is not null)
                steps.Leave(problem, message.AccountName, $"/communications/{message.Id.Value}");
            await steps.Advance(problem is null ? 1 : 0, message.Id.Value);
        }
    }
}
