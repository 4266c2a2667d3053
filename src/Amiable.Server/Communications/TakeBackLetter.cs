using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>A letter was not posted after all: it waits to be printed again, and what was planned after it is planned anew.</summary>
public sealed class TakeBackLetter(AppDb db, PlanFollowUps planFollowUps)
{
    public async Task<Result<Done>> Run(CommunicationId id, int version, CancellationToken ct)
    {
        if (await db.Communications.SingleOrDefaultAsync(c => c.Id == id, ct) is not { } letter)
            return new NotFound("communication");
        if (letter.Version != version)
            return new ChangedMeanwhile();
        var account = letter.AccountId;
        if (await db.Communications.AnyAsync(c => c.AccountId == account && c.Id != id && c.SentAt > letter.SentAt, ct))
            return new Refused("post.not-the-last", "A later message has left or come in: this letter can no longer be taken back.");
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // One message of the agent waits at most: the next one makes room first.
        var next = await db.Communications.SingleOrDefaultAsync(
            c =>
                c.AccountId == account
                && c.Origin == Origin.Agent
                && (
                    c.Status == CommunicationStatus.Draft
                    || c.Status == CommunicationStatus.AwaitingApproval
                    || c.Status == CommunicationStatus.Scheduled
                ),
            ct
        );
        next?.Cancel("no-longer-planned");
        await db.SaveChangesAsync(ct);
        if (letter.WasNotPosted() is { } problem)
            return problem;
        db.ArchivedMimes.RemoveRange(await db.ArchivedMimes.Where(m => m.CommunicationId == id).ToListAsync(ct));
        var saved = await db.Save(ct);
        if (saved.Problem is not null)
            return saved;
        await transaction.CommitAsync(ct);
        await planFollowUps.Run([account], ct);
        return saved;
    }
}
