using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>Follow-ups of an account run again.</summary>
public sealed class ResumeFollowUps(AppDb db, CurrentMember member, PlanFollowUps planFollowUps, Today today)
{
    public async Task<Result<Done>> Run(AccountId id, CancellationToken ct)
    {
        if (await db.Accounts.SingleOrDefaultAsync(a => a.Id == id, ct) is not { } account)
            return new NotFound("account");
        account.Resume();
        db.AccountEvents.Add(new(today.NewId<AccountEventId>(), id, AccountEventKind.Resumed, "by-member", member.Name, today.Now));
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([id], ct);
        return new Done();
    }
}
