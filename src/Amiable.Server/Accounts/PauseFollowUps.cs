using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>Follow-ups of an account rest at once; what was scheduled is cancelled.</summary>
public sealed class PauseFollowUps(AppDb db, CurrentMember member, PlanFollowUps planFollowUps, Today today)
{
    /// <summary>Several at once. Those that rest already keep their reason and their last day.</summary>
    public async Task<OutcomeOfMany> Run(
        IReadOnlyList<AccountId> ids,
        PauseReason reason,
        string? note,
        DateOnly? until,
        CancellationToken ct
    )
    {
        var accounts = await db.Accounts.Where(a => ids.Contains(a.Id)).ToListAsync(ct);
        var day = today.For(await db.Organizations.SingleAsync(ct));
        List<(AccountId, string, Problem)> left = [];
        List<AccountId> paused = [];
        foreach (var account in accounts)
            if (account.IsPausedOn(day))
                left.Add((account.Id, account.Name, new Refused("pause.already", "Its follow-ups rest already.")));
            else if (Pause(account, reason, note, until, day) is { } problem)
                left.Add((account.Id, account.Name, problem));
            else
                paused.Add(account.Id);
        if ((await db.Save(ct)).Problem is { } lost)
        {
            if (ids is [_])
                return new(0, [.. paused.Select(id => (id, accounts.Find(a => a.Id == id)!.Name, lost))]);
            // One of them was changed in this very moment: each for itself.
            var one = new List<OutcomeOfMany>();
            foreach (var id in ids)
                one.Add(await Run([id], reason, note, until, ct));
            return new(one.Sum(o => o.Done), [.. one.SelectMany(o => o.Left)]);
        }
        await planFollowUps.Run(paused, ct);
        return new(paused.Count, left);
    }

    public async Task<Result<Done>> Run(AccountId id, PauseReason reason, string? note, DateOnly? until, CancellationToken ct)
    {
        if (await db.Accounts.SingleOrDefaultAsync(a => a.Id == id, ct) is not { } account)
            return new NotFound("account");
        var day = today.For(await db.Organizations.SingleAsync(ct));
        if (Pause(account, reason, note, until, day) is { } problem)
            return problem;
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([id], ct);
        return new Done();
    }

    private Problem? Pause(Account account, PauseReason reason, string? note, DateOnly? until, DateOnly day)
    {
        if (account.Pause(reason, note, until, day) is { } problem)
            return problem;
        db.AccountEvents.Add(
            new(
                today.NewId<AccountEventId>(),
                account.Id,
                AccountEventKind.Paused,
                until is null ? reason.ToString() : $"{reason} {until:yyyy-MM-dd}",
                member.Name,
                today.Now
            )
        );
        return null;
    }
}
