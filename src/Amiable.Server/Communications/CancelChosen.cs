using Amiable.Errands;

namespace Amiable.Communications;

/// <summary>A member does not want many messages to go out. Each one is for itself: what has left meanwhile does not hold up the others.</summary>
public sealed class CancelChosen(AppDb db, CancelCommunication cancel)
{
    internal static readonly CommunicationStatus[] Cancellable =
    [
        CommunicationStatus.Draft,
        CommunicationStatus.AwaitingApproval,
        CommunicationStatus.Scheduled,
    ];

    public async Task Run(ErrandOrder order, DateTimeOffset askedAt, ErrandSteps steps, CancellationToken ct)
    {
        await steps.Expect(await ChosenMessages.Count(db, order, Cancellable, askedAt, ct));
        await foreach (var message in ChosenMessages.Read(db, order, Cancellable, askedAt, steps.Position, ct))
        {
            // Else a hundred thousand of them would be looked through at every save.
            db.ChangeTracker.Clear();
            var problem = (await cancel.Run(message.Id, message.Version, ct)).Problem;
            if (problem is not null)
                steps.Leave(problem, message.AccountName, $"/communications/{message.Id.Value}");
            await steps.Advance(problem is null ? 1 : 0, message.Id.Value);
        }
    }
}
