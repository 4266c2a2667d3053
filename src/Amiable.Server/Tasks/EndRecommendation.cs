using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>A formal notice was posted: that answers what the agent asked. Part of the caller's work: the caller saves.</summary>
public sealed class EndRecommendation(AppDb db, Today today)
{
    public async Task Run(AccountId account, DateOnly postedOn, CancellationToken ct)
    {
        var open = db.Tasks.Where(t =>
            t.AccountId == account
            && t.Kind == TaskKind.AdvancedAction
            && t.Status != HumanTaskStatus.Closed
            && t.Status != HumanTaskStatus.Cancelled
        );
        foreach (var task in await open.ToListAsync(ct))
            task.Close($"{TaskAnswer.NoticePosted} {postedOn:yyyy-MM-dd}", today.Now);
    }
}
