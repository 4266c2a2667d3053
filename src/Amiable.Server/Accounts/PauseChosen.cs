using Amiable.Errands;

namespace Amiable.Accounts;

/// <summary>Follow-ups of many accounts rest, those of accounts that rest already as they do.</summary>
public sealed class PauseChosen(AppDb db, PauseFollowUps pauseFollowUps, Today today)
{
    public async Task Run(ErrandOrder order, ErrandSteps steps, CancellationToken ct)
    {
        var reason = Enum.TryParse<PauseReason>(order.Answer("reason"), out var said) ? said : PauseReason.Other;
        DateOnly? until = DateOnly.TryParseExact(order.Answer("until"), "yyyy-MM-dd", out var day) ? day : null;
        await steps.Expect(await ChosenAccounts.Count(db, order, today, ct));
        await foreach (var ids in ChosenAccounts.Read(db, order, steps.Position, today, ct))
        {
            var outcome = await pauseFollowUps.Run(ids, reason, order.Answer("note"), until, ct);
            foreach (var (account, name, problem) in outcome.Left)
                steps.Leave(problem, name, $"/accounts/{account.Value}");
            await steps.Advance(outcome.Done, ids[^1].Value);
        }
    }
}
