using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>Writes down what became of a letter that is given to the service, whoever else saves something at this moment: only this process knows it.</summary>
public sealed class SettleCommission(AppDb db, RaiseNeeds raiseNeeds, PlanFollowUps planFollowUps, Today today)
{
    private const int MostTries = 5;

    /// <summary>Its turn has come: written before the service is told.</summary>
    /// <returns>Null when it is not in line any more: it is not posted then.</returns>
    internal async Task<Communication?> Begin(CommunicationId id, Consignment draft)
    {
        Communication? begun = null;
        await Run(
            id,
            message =>
            {
                begun = null;
                if (!message.IsInLine)
                    return Task.CompletedTask;
                message.WasDrafted(draft);
                message.Begin();
                begun = message;
                return Task.CompletedTask;
            }
        );
        return begun;
    }

    /// <summary>The service took it: the page is kept as the proof, and the rhythm goes on.</summary>
    internal async Task Posted(CommunicationId id, Consignment taken, byte[] page)
    {
        var message = await Run(
            id,
            async message =>
            {
                if (message.Status == CommunicationStatus.Uncertain)
                    await raiseNeeds.NoLonger(Tasks.TaskKind.UncertainDelivery, id, CancellationToken.None);
                message.WasCommissioned(taken, today.Now);
                db.ArchivedMimes.Add(new(id, page));
            }
        );
        await planFollowUps.Run([message.AccountId], CancellationToken.None);
    }

    /// <summary>It certainly is not posted: it waits in the print queue again.</summary>
    internal async Task<string> NotPosted(CommunicationId id, bool isUnfit, string name)
    {
        await Run(
            id,
            message =>
            {
                if (message.Status == CommunicationStatus.Sending)
                    message.WasNotCommissioned(isUnfit ? "posting-unfit" : null);
                return Task.CompletedTask;
            }
        );
        return name;
    }

    /// <summary>The answer was lost: a person finds out. The page is kept, for it may be in the post.</summary>
    internal Task Uncertain(CommunicationId id, byte[] page) =>
        Run(
            id,
            async message =>
            {
                if (message.Status == CommunicationStatus.Sending)
                {
                    message.IsUncertain();
                    db.ArchivedMimes.Add(new(id, page));
                }
                await raiseNeeds.RaiseUncertain(message, CancellationToken.None);
            }
        );

    /// <param name="id">Which.</param>
    /// <param name="what">What to change of it, as it is by now; asked again when somebody else was faster.</param>
    public async Task<Communication> Run(CommunicationId id, Func<Communication, Task> what)
    {
        for (var tries = 1; ; tries++)
        {
            db.ChangeTracker.Clear();
            var message = await db.Communications.SingleAsync(c => c.Id == id, CancellationToken.None);
            await what(message);
            try
            {
                await db.SaveChangesAsync(CancellationToken.None);
                return message;
            }
            catch (DbUpdateException) when (tries < MostTries)
            {
                // Somebody else saved it at this moment: it is looked at again.
                await Task.Delay(TimeSpan.FromMilliseconds(50 * tries));
            }
        }
    }
}
