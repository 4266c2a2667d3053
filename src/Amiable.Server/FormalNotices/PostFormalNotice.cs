using Amiable.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FormalNotices;

/// <summary>A member posted this notice: the day is kept with it, the task is closed, and the agent waits for its effect.</summary>
public sealed class PostFormalNotice(AppDb db, RecordFormalNotice recordFormalNotice)
{
    public async Task<Result<Done>> Run(AccountId account, FormalNoticeId id, DateOnly? day, CancellationToken ct)
    {
        if (await db.FormalNotices.SingleOrDefaultAsync(n => n.Id == id && n.AccountId == account, ct) is not { } notice)
            return new NotFound("formal notice");
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (day is { } on && notice.WasPosted(on) is { } problem)
            return problem;
        var recorded = await recordFormalNotice.Run(account, day, ct);
        if (recorded.Problem is null)
            await transaction.CommitAsync(ct);
        return recorded;
    }
}
