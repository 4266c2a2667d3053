using System.Data.Common;
using Amiable.Communications;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>
/// Writes down what a mail server did with a message, whoever else saves something at this moment. Only this process knows it: when the database is away it waits
/// for it a while, and when the message was taken for a dead one's meanwhile, it says that it left after all.
/// </summary>
public sealed partial class SettleHandover(
    AppDb db,
    RecordHandover recordHandover,
    RaiseNeeds raiseNeeds,
    Today today,
    ILogger<SettleHandover> log
)
{
    private const int MostTries = 7;

    /// <returns>Whether the account is to be planned again.</returns>
    public async Task<bool> Run(Communication message, AccountFacts facts, OutgoingMail mail, Handover handover)
    {
        for (var tries = 1; ; tries++)
            try
            {
                // Before anything is read: what it rests on is nobody else's until it is saved.
                await using var transaction = await db.Database.BeginTransactionAsync();
                var current = tries == 1 ? message : await db.Communications.SingleOrDefaultAsync(c => c.Id == message.Id);
                var planAgain = await Write(current, facts, mail, handover);
                await db.SaveChangesAsync();
                await transaction.CommitAsync();
                return planAgain;
            }
            catch (Exception failure) when (tries < MostTries && IsPassing(failure))
            {
                NotYet(log, message.Id.Value, failure.GetType().Name);
                db.ChangeTracker.Clear();
                // 0, 1, 4, 9 … seconds: a database that is started anew is back by then. A claim lasts longer.
                await Task.Delay(TimeSpan.FromSeconds((tries - 1) * (tries - 1)));
            }
    }

    private async Task<bool> Write(Communication? message, AccountFacts facts, OutgoingMail mail, Handover handover)
    {
        if (message?.Status == CommunicationStatus.Sending)
            return await recordHandover.Run(message, facts, mail, handover, CancellationToken.None);
        if (message?.Status == CommunicationStatus.Uncertain && handover.Outcome == HandoverOutcome.Taken)
        {
            message.FoundOut(itLeft: true, today.Now);
            db.ArchivedMimes.Add(new(message.Id, mail.Mime));
            await raiseNeeds.NoLonger(TaskKind.UncertainDelivery, message.Id, CancellationToken.None);
        }
        // Else it was written down by a try whose answer was lost, or a member has said what became of it.
        return false;
    }

    // A save that was overtaken, a connection that broke, a database that does not take any.
    private static bool IsPassing(Exception failure) =>
        failure is DbUpdateException or DbException or TimeoutException or InvalidOperationException { InnerException: DbException };

    [LoggerMessage(LogLevel.Warning, "What became of message {Id} could not be written down yet: {Failure}")]
    private static partial void NotYet(ILogger log, Guid id, string failure);
}
