using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>A member ends a task without doing it.</summary>
public sealed class CancelTask(AppDb db, Today today)
{
    public async Task<Result<Done>> Run(HumanTaskId id, CancellationToken ct)
    {
        if (await db.Tasks.SingleOrDefaultAsync(t => t.Id == id, ct) is not { } task)
            return new NotFound("task");
        if (task.Cancel("by-member", today.Now) is { } ended)
            return ended;
        return await db.Save(ct);
    }
}
