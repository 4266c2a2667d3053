using System.Globalization;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>
/// Turns what the agent needs into tasks: never two open for the same thing, none again within a month after a member ended it, and those that
/// are no longer needed end by themselves.
/// </summary>
public sealed class RaiseNeeds(AppDb db, Today today)
{
    private static readonly TimeSpan Rest = TimeSpan.FromDays(30);
    private static readonly TaskKind[] FromPlans =
    [
        TaskKind.MissingContact,
        TaskKind.MissingDueDate,
        TaskKind.AdvancedAction,
        TaskKind.BrokenPromise,
    ];

    /// <summary>Brings the tasks of an account in line with what its plan needs.</summary>
    public async Task Run(AccountFacts facts, IReadOnlyList<Need> needs, CancellationToken ct)
    {
        var account = facts.Account.Id;
        var wanted = needs.ToDictionary(n => KeyOf(n, account));
        var known = await db.Tasks.Where(t => t.AccountId == account && FromPlans.Contains(t.Kind)).ToListAsync(ct);

        foreach (var task in known.Where(t => t.IsOpen && !wanted.ContainsKey(t.Key)))
            task.Cancel("no-longer-needed", today.Now);
        await EndThoseOfMessagesThatLeft(facts, ct);
        foreach (var (key, need) in wanted)
            if (!known.Any(t => t.Key == key && (t.IsOpen || t.EndedAt > today.Now - Rest)))
                db.Tasks.Add(new(today.NewId<HumanTaskId>(), KindOf(need.Kind), key, account, FactsOf(need, facts), today.Now));
    }

    // A message that no longer waits needs no other words.
    private async Task EndThoseOfMessagesThatLeft(AccountFacts facts, CancellationToken ct)
    {
        var (account, waiting) = (facts.Account.Id, facts.Waiting?.Id);
        var about = db.Tasks.Where(t =>
            t.AccountId == account
            && (t.Kind == TaskKind.MessageOutdated || t.Kind == TaskKind.UnexplainedFigure)
            && t.Status != HumanTaskStatus.Closed
            && t.Status != HumanTaskStatus.Cancelled
            && t.CommunicationId != waiting
        );
        foreach (var task in await about.ToListAsync(ct))
            task.Cancel("no-longer-needed", today.Now);
    }

    /// <summary>Raises one task, unless one of that key is open.</summary>
    public async Task Raise(
        TaskKind kind,
        string key,
        AccountId? account,
        IReadOnlyDictionary<string, string> facts,
        CancellationToken ct,
        CommunicationId? communication = null
    )
    {
        if (!await db.Tasks.AnyAsync(t => t.Key == key && t.Status != HumanTaskStatus.Closed && t.Status != HumanTaskStatus.Cancelled, ct))
            db.Tasks.Add(new(today.NewId<HumanTaskId>(), kind, key, account, facts, today.Now, communication));
    }

    private static TaskKind KindOf(NeedKind need) =>
        need switch
        {
            NeedKind.MissingContact => TaskKind.MissingContact,
            NeedKind.MissingDueDate => TaskKind.MissingDueDate,
            NeedKind.AdvancedAction => TaskKind.AdvancedAction,
            _ => TaskKind.BrokenPromise,
        };

    // A recommendation concerns the account; it comes back as a new one when the oldest debt is another.
    private static string KeyOf(Need need, AccountId account) =>
        need.Kind == NeedKind.MissingContact ? $"contact {account.Value:N}" : $"{need.Kind} {need.Invoices[0].Id.Value:N}";

    private static Dictionary<string, string> FactsOf(Need need, AccountFacts facts) =>
        new()
        {
            ["invoices"] = string.Join(", ", need.Invoices.Select(i => i.Number)),
            ["amounts"] = string.Join(
                " ",
                need.Invoices.GroupBy(i => i.Outstanding.Currency).Select(g => g.Select(i => i.Outstanding).Sum(g.Key).ToString())
            ),
            ["days"] = need
                .Invoices.Select(i => i.DueOn is { } due ? Math.Max(0, facts.FirstDay.DayNumber - due.DayNumber) : 0)
                .DefaultIfEmpty()
                .Max()
                .ToString(CultureInfo.InvariantCulture),
            ["messages"] = facts
                .History.Count(h => h.Message.Stage == Stage.Overdue && !h.Message.Skipped)
                .ToString(CultureInfo.InvariantCulture),
        };
}
