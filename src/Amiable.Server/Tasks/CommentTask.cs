using Amiable.Instructions;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>A member writes into the conversation of a task. What tells the agent to do something about the account is done; anything else stays a remark.</summary>
public sealed class CommentTask(AppDb db, CurrentMember member, FollowInstruction followInstruction, Today today)
{
    /// <param name="id">Which task.</param>
    /// <param name="text">What is written.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="language">The language of who writes, when known.</param>
    public async Task<Result<Done>> Run(HumanTaskId id, string text, CancellationToken ct, string? language = null)
    {
        if (await db.Tasks.SingleOrDefaultAsync(t => t.Id == id, ct) is not { } task)
            return new NotFound("task");
        if (task.Say(member.Name!, text, today.Now) is { } problem)
            return problem;
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        // The remark stands whatever the agent makes of it: what it refuses, it says itself.
        if (task.AccountId is { } account)
            await followInstruction.Run(
                account,
                new(text)
                {
                    Task = id,
                    Language = language,
                    OnlyIfTold = true,
                },
                ct
            );
        return new Done();
    }
}
