using Amiable.Errands;

namespace Amiable.Accounts;

/// <summary>Follow-ups of many accounts run again.</summary>
public sealed class ResumeChosen(AppDb db, ResumeFollowUps resumeFollowUps, Today today)
{
    public async Task Run(ErrandOrder order, ErrandSteps steps, CancellationToken ct)
    {
        await steps.Expect(await ChosenAccounts.Count(db, order, today, ct));
        await foreach (var ids in ChosenAccounts.Read(db, order, steps.Position, today, ct))
        {
            var outcome = await resumeFollowUps.Run(ids, ct);
            foreach (var (account, name, problem) in outcome.Left)
                steps.Leave(problem, name, $"/accounts/{account.Value}");
            await steps.Advance(outcome.Done, ids[^1].Value);
        }
    }
}
