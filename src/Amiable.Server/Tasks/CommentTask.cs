using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>A member writes into the conversation of a task.</summary>
public sealed class CommentTask(AppDb db, CurrentMember member, Today today)
{
    public async Task<Result<Done>> Run(HumanTaskId id, string text, CancellationToken ct)
    {
        if (await db.Tasks.SingleOrDefaultAsync(t => t.Id == id, ct) is not { } task)
            return new NotFound("task");
        if (task.Say(member.Name!, text, today.Now) is { } problem)
            return problem;
        return await db.Save(ct);
    }
}
