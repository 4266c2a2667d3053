using System.Data.Common;
using Amiable.Contacts;
using Amiable.FollowUp;
using Amiable.Integrations.Texts;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>Writes down what a provider did with a text message, and plans the account anew. Only this process knows it: it tries for a while.</summary>
public sealed class SettleText(AppDb db, NoteStop noteStop, RaiseNeeds raiseNeeds, PlanFollowUps planFollowUps, Today today)
{
    private const int MostTries = 5;

    public async Task<Result<TextWritten>> Run(CommunicationId id, string number, TextAnswer answer)
    {
        for (var tries = 1; ; tries++)
            try
            {
                db.ChangeTracker.Clear();
                var message = await db.Communications.SingleAsync(c => c.Id == id);
                await Write(message, number, answer);
                await db.SaveChangesAsync();
                db.ChangeTracker.Clear();
                await planFollowUps.Run([message.AccountId], CancellationToken.None);
                return answer.Outcome switch
                {
                    TextOutcome.Taken => new TextWritten(id, HasLeft: true),
                    TextOutcome.Unknown => new TextWritten(id, HasLeft: false),
                    TextOutcome.Stopped => new Refused(
                        "text.stopped",
                        "Whoever has this number wants no more text messages: none is sent to it again."
                    ),
                    TextOutcome.NotReached => new Refused("text.not-reached", $"The provider cannot be reached: {answer.Said}")
                    {
                        Values = [answer.Said],
                    },
                    _ => new Refused("text.refused", $"The provider did not take it: {answer.Said}") { Values = [answer.Said] },
                };
            }
            catch (Exception failure) when (tries < MostTries && failure is DbUpdateException or DbException)
            {
                await Task.Delay(TimeSpan.FromSeconds(tries));
            }
    }

    private async Task Write(Communication message, string number, TextAnswer answer)
    {
        if (answer.Outcome == TextOutcome.Stopped)
            await noteStop.Run(number, today.Now, CancellationToken.None);
        if (message.Status == CommunicationStatus.Uncertain && answer.Outcome == TextOutcome.Taken)
        {
            message.FoundOut(itLeft: true, today.Now);
            await raiseNeeds.NoLonger(TaskKind.UncertainDelivery, message.Id, CancellationToken.None);
        }
        // Else the provider told of it before it had answered, or a member did.
        if (message.Status != CommunicationStatus.Sending)
            return;
        switch (answer.Outcome)
        {
            case TextOutcome.Taken:
                message.GoesOutAs($"sms:{answer.Id}", message.ThreadId);
                message.WasSent(today.Now);
                break;
            case TextOutcome.Unknown:
                message.IsUncertain();
                await raiseNeeds.RaiseUncertain(message, CancellationToken.None);
                break;
            default:
                message.WasRefusedThere();
                break;
        }
    }
}
