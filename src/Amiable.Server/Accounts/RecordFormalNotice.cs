using Amiable.FollowUp;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>
/// A member posted a formal notice: the agent waits for its effect, and the notice that was prepared for that is the one that was posted.
/// </summary>
public sealed class RecordFormalNotice(
    AppDb db,
    CurrentMember member,
    EndRecommendation endRecommendation,
    PlanFollowUps planFollowUps,
    Today today
)
{
    public async Task<Result<Done>> Run(AccountId id, DateOnly? day, CancellationToken ct)
    {
        if (await db.Accounts.SingleOrDefaultAsync(a => a.Id == id, ct) is not { } account)
            return new NotFound("account");
        if (day is not { } postedOn)
            return new Invalid("postedOn", "notice.no-day", "Choose the day it was posted.");
        if (postedOn > today.For(await db.Organizations.SingleAsync(ct)))
            return new Invalid("postedOn", "notice.future", "Record it once it is posted: choose today or earlier.");
        account.FormalNoticeWasPosted(postedOn);
        var prepared = await db
            .FormalNotices.Where(n => n.AccountId == id && n.PostedOn == null && n.ReplacedAt == null && n.On <= postedOn)
            .OrderByDescending(n => n.PreparedAt)
            .FirstOrDefaultAsync(ct);
        prepared?.WasPosted(postedOn);
        await endRecommendation.Run(id, postedOn, ct);
        db.AccountEvents.Add(
            new(today.NewId<AccountEventId>(), id, AccountEventKind.FormalNotice, $"{postedOn:yyyy-MM-dd}", member.Name, today.Now)
        );
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([id], ct);
        return new Done();
    }
}
