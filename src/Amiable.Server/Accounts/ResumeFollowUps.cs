using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>Follow-ups of an account run again.</summary>
public sealed class ResumeFollowUps(AppDb db, CurrentMember member, PlanFollowUps planFollowUps, Today today)
{
    /// <summary>Several at once; those that do not rest are left as they are.</summary>
    public async Task<OutcomeOfMany> Run(IReadOnlyList<AccountId> ids, CancellationToken ct)
    {
        var accounts = await db.Accounts.Where(a => ids.Contains(a.Id)).ToListAsync(ct);
        List<(AccountId, string, Problem)> left = [];
        List<AccountId> resumed = [];
        foreach (var account in accounts)
            if (account.Resume())
            {
                db.AccountEvents.Add(Resumed(account.Id));
                resumed.Add(account.Id);
            }
            else
                left.Add((account.Id, account.Name, new Refused("pause.none", "Its follow-ups did not rest.")));
        if ((await db.Save(ct)).Problem is { } lost)
        {
            if (ids is [_])
                return new(0, [.. resumed.Select(id => (id, accounts.Find(a => a.Id == id)!.Name, lost))]);
            // One of them was changed in this very moment: each for itself.
            var one = new List<OutcomeOfMany>();
            foreach (var id in ids)
                one.Add(await Run([id], ct));
            return new(one.Sum(o => o.Done), [.. one.SelectMany(o => o.Left)]);
        }
        await planFollowUps.Run(resumed, ct);
        return new(resumed.Count, left);
    }

    public async Task<Result<Done>> Run(AccountId id, CancellationToken ct)
    {
        if (await db.Accounts.SingleOrDefaultAsync(a => a.Id == id, ct) is not { } account)
            return new NotFound("account");
        account.Resume();
        db.AccountEvents.Add(Resumed(id));
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await planFollowUps.Run([id], ct);
        return new Done();
    }

    private AccountEvent Resumed(AccountId id) =>
        new(today.NewId<AccountEventId>(), id, AccountEventKind.Resumed, "by-member", member.Name, today.Now);
}
