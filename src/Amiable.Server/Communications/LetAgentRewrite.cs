using Amiable.FollowUp;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>A member takes back what was edited: the agent chooses the day and writes the message anew.</summary>
public sealed class LetAgentRewrite(AppDb db, EndTasksAbout endTasks, PlanFollowUps planFollowUps)
{
    public async Task<Result<Done>> Run(CommunicationId id, int version, CancellationToken ct)
    {
        if (await db.Communications.SingleOrDefaultAsync(c => c.Id == id, ct) is not { } communication)
            return new NotFound("communication");
        if (communication.Version != version)
            return new ChangedMeanwhile();
        if (communication.GiveBack() is { } problem)
            return problem;
        await endTasks.Run(id, "message-rewritten", ct);
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([communication.AccountId], ct);
        return new Done();
    }
}
