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

    /// <param name="done">What was handed over.</param>
    /// <param name="handover">What the server did with it.</param>
    /// <param name="line">Those that were claimed with it and stand behind it.</param>
    /// <param name="goesOn">Whether the next in line is to leave; else all of them are given back.</param>
    /// <returns>Whether the account is to be planned again, and whether the next one's turn has come.</returns>
    public async Task<(bool PlanAgain, bool NextHasBegun)> Run(Claim done, Handover handover, IReadOnlyList<Claim> line, bool goesOn)
    {
        for (var tries = 1; ; tries++)
            try
            {
                // Before anything is read: what it rests on is nobody else's until it is saved.
                await using var transaction = await Whole.Begin(db, default);
                var message = await Find(done, tries);
                var planAgain = await Write(message, done.Facts, done.Mail!, handover);
                var nextHasBegun = false;
                foreach (var behind in goesOn ? line.Take(1) : line)
                    if (await Find(behind, tries) is { Status: CommunicationStatus.Sending, IsInLine: true } next)
                    {
                        nextHasBegun = goesOn;
                        if (goesOn)
                            next.Begin();
                        else
                            next.GiveWay();
                    }
                await db.SaveChangesAsync();
                await transaction.Commit(default);
                if (message is not null)
                    db.Entry(message).State = EntityState.Detached;
                return (planAgain, nextHasBegun);
            }
            catch (Exception failure) when (tries < MostTries && IsPassing(failure))
            {
                NotYet(log, done.Message.Id.Value, failure.GetType().Name);
                db.ChangeTracker.Clear();
                // 0, 1, 4, 9 … seconds: a database that is started anew is back by then. A claim lasts longer.
                await Task.Delay(TimeSpan.FromSeconds((tries - 1) * (tries - 1)));
            }
    }

    // As it was claimed or begun; after a try that failed, as it is by now.
    private async Task<Communication?> Find(Claim claim, int tries)
    {
        if (db.Communications.Local.FindEntry(claim.Message.Id) is { } known)
            return known.Entity;
        if (tries > 1)
            return await db.Communications.SingleOrDefaultAsync(c => c.Id == claim.Message.Id);
        db.Attach(claim.Message);
        return claim.Message;
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
