using Amiable.Accounts;
using Amiable.FollowUp;
using Amiable.Tasks;
using Amiable.Tests;
using Amiable.Tests.Stories;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FormalNotices;

/// <summary>An account that was written to without effect.</summary>
internal static class Silence
{
    /// <summary>Lives until the agent recommends more than words: firm from the first message on.</summary>
    public static async Task<(Walk Walk, Account Account, HumanTask Task)> Recommended(params (string Number, string DueOn)[] alsoOwed)
    {
        var walk = await Walk.From("2026-03-16");
        await walk.Store(async db =>
            Assert.Null(
                (await db.Organizations.SingleAsync()).Follow(
                    FollowUpPolicy.Standard with
                    {
                        Rungs = [new(FromDaysOverdue: 0, EveryBusinessDays: 2, Tones: [Tone.Firm])],
                        RecommendAfterFirmMessages = 1,
                    }
                )
            )
        );
        var account = await walk.Server.Account();
        await walk.Server.Invoice(account, "F-1", dueOn: "2025-12-10", amount: 1000);
        foreach (var (number, dueOn) in alsoOwed)
            await walk.Server.Invoice(account, number, dueOn, amount: 500);
        await walk.Through("2026-03-25");
        return (walk, account, (await walk.Tasks(TaskKind.AdvancedAction)).Single());
    }
}
