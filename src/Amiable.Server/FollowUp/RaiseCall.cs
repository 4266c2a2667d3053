using System.Globalization;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>
/// Asks a member to call, has a call that was put off come back on its day, and ends what nobody needs to call about any more. Part of the caller's work: the caller
/// saves.
/// </summary>
public sealed class RaiseCall(AppDb db, Today today)
{
    /// <param name="facts">Of the account.</param>
    /// <param name="need">The call the plan asks for; null for none.</param>
    /// <param name="ct">Cancels.</param>
    public async Task Run(AccountFacts facts, Need? need, CancellationToken ct)
    {
        if (!facts.Situation.Calls.IsPlanned)
        {
            if (need is not null)
                Raise(facts, need);
            return;
        }
        var account = facts.Account.Id;
        var open = await db
            .Tasks.Where(t =>
                t.AccountId == account
                && t.Kind == TaskKind.Call
                && t.Status != HumanTaskStatus.Closed
                && t.Status != HumanTaskStatus.Cancelled
            )
            .ToListAsync(ct);
        foreach (var task in open)
            if (IsObsolete(task, facts, need))
                task.Cancel(RaiseNeeds.NoLongerNeeded, today.Now);
            else if (task.ComesBackOn <= SendWindow.LocalDay(today.Now, facts.Zone))
                task.ComeBack();
    }

    // What the agent asked for ends with its reason. Who was spoken with, or whom a member wants to call, is called as long as anything is owed.
    private static bool IsObsolete(HumanTask task, AccountFacts facts, Need? need) =>
        !facts.Situation.Calls.HasNumber
        || (
            task.Facts.ContainsKey(CallLog.CalledOn) || task.Facts.ContainsKey(CallLog.PlannedBy)
                ? task.Facts.ContainsKey(HumanTask.SomethingWasOwed) && !facts.Invoices.Values.Any(i => i.WrittenOffOn is null)
                : need is null
        );

    private void Raise(AccountFacts facts, Need need)
    {
        var days = need.Invoices.Max(i => facts.FirstDay.DayNumber - i.DueOn!.Value.DayNumber);
        db.Tasks.Add(
            new(
                today.NewId<HumanTaskId>(),
                TaskKind.Call,
                CallLog.KeyOf(facts.Account.Id),
                facts.Account.Id,
                new Dictionary<string, string>
                {
                    ["invoices"] = string.Join(", ", need.Invoices.Select(i => i.Number)),
                    ["amounts"] = string.Join(
                        ' ',
                        need.Invoices.GroupBy(i => i.Outstanding.Currency).Select(g => g.Select(i => i.Outstanding).Sum(g.Key).ToString())
                    ),
                    ["days"] = days.ToString(CultureInfo.InvariantCulture),
                    [HumanTask.SomethingWasOwed] = "yes",
                },
                today.Now
            )
        );
    }
}
