using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>A member says yes to a message: it goes out at its time, if the gate still agrees.</summary>
public sealed class ApproveCommunication(AppDb db, CurrentMember member, Today today)
{
    public async Task<Result<Done>> Run(CommunicationId id, int version, CancellationToken ct)
    {
        if (await db.Communications.SingleOrDefaultAsync(c => c.Id == id, ct) is not { } communication)
            return new NotFound("communication");
        if (communication.Version != version)
            return new ChangedMeanwhile();
        if (communication.Approve(member.Id, today.Now) is { } problem)
            return problem;
        return await db.Save(ct);
    }
}
