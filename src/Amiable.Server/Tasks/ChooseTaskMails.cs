using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>A member says which mails about tasks to get, and when.</summary>
public sealed class ChooseTaskMails(AppDb db, CurrentMember current)
{
    public async Task<Result<Done>> Run(TaskMails mails, CancellationToken ct)
    {
        var member = await db.Members.SingleAsync(m => m.Id == current.Id, ct);
        return member.Want(mails) is { } problem ? problem : await db.Save(ct);
    }
}
