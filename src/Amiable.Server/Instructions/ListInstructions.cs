using Microsoft.EntityFrameworkCore;

namespace Amiable.Instructions;

/// <summary>The last turns of the conversation with the agent about an account, or in the thread of a task, the oldest first.</summary>
public sealed class ListInstructions(AppDb db)
{
    private const int OfAccount = 3;
    private const int OfTask = 20;

    /// <param name="account">About which account.</param>
    /// <param name="task">In which thread; null for everywhere.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<Instruction>> Run(AccountId account, HumanTaskId? task, CancellationToken ct)
    {
        var last = await db
            .Instructions.AsNoTracking()
            .Where(i => i.AccountId == account && (task == null || i.TaskId == task))
            .OrderByDescending(i => i.At)
            .ThenByDescending(i => i.Id)
            .Take(task is null ? OfAccount : OfTask)
            .ToListAsync(ct);
        last.Reverse();
        return last;
    }
}
