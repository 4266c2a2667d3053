using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>A member does not want a message to go out. It keeps its place in the rhythm: the next one comes when its turn is.</summary>
public sealed class CancelCommunication(AppDb db, EndTasksAbout endTasks)
{
    public async Task<Result<Done>> Run(CommunicationId id, int version, CancellationToken ct)
    {
        if (await db.Communications.SingleOrDefaultAsync(c => c.Id == id, ct) is not { } communication)
            return new NotFound("communication");
        if (communication.Version != version)
            return new ChangedMeanwhile();
        // What a member wrote beside the plan has no place in its rhythm.
        if (communication.Cancel("by-member", byMember: communication.Origin == Origin.Agent) is { } problem)
            return problem;
        await endTasks.Run(id, "message-cancelled", ct);
        return await db.Save(ct);
    }
}
