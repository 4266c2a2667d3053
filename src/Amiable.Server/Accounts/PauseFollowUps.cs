using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>Follow-ups of an account rest at once; what was scheduled is cancelled.</summary>
public sealed class PauseFollowUps(AppDb db, CurrentMember member, PlanFollowUps planFollowUps, Today today)
{
    public async Task<Result<Done>> Run(AccountId id, PauseReason reason, string? note, DateOnly? until, CancellationToken ct)
    {
        if (await db.Accounts.SingleOrDefaultAsync(a => a.Id == id, ct) is not { } account)
            return new NotFound("account");
        var day = today.For(await db.Organizations.SingleAsync(ct));
        if (account.Pause(reason, note, until, day) is { } problem)
            return problem;
        db.AccountEvents.Add(
            new(
                today.NewId<AccountEventId>(),
                id,
                AccountEventKind.Paused,
                until is null ? reason.ToString() : $"{reason} {until:yyyy-MM-dd}",
                member.Name,
                today.Now
            )
        );
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([id], ct);
        return new Done();
    }
}
