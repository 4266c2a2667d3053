using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Organizations;
using Amiable.Tasks;
using Amiable.Writing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>
/// The agent's heartbeat: facts → plan → the least change to what waits → applied. Each account is a transaction of its own, so that one
/// that somebody is editing at this moment does not hold up the others; it is planned again at the next beat.
/// </summary>
public sealed class PlanFollowUps(AppDb db, ReadSituation readSituation, RaiseNeeds raiseNeeds, Today today)
{
    private const int AtATime = 200;

    /// <summary>Plans every account that owes something or for which something waits.</summary>
    public async Task<PlanCounts> Run(CancellationToken ct)
    {
        var owing = db.Invoices.IgnoreAutoIncludes().Where(i => i.Settled.Minor < i.Total.Minor).Select(i => i.AccountId);
        var waiting = db
            .Communications.Where(c =>
                c.Status == CommunicationStatus.Draft
                || c.Status == CommunicationStatus.AwaitingApproval
                || c.Status == CommunicationStatus.Scheduled
            )
            .Select(c => c.AccountId);
        var asked = db.Tasks.Where(t => t.Status == HumanTaskStatus.ActionRequired && t.AccountId != null).Select(t => t.AccountId!.Value);
        var ids = await owing.Union(waiting).Union(asked).ToListAsync(ct);

        var counts = new PlanCounts();
        foreach (var some in ids.Order(Comparer<AccountId>.Create((a, b) => a.Value.CompareTo(b.Value))).Chunk(AtATime))
            counts += await Run(some, ct);
        return counts;
    }

    /// <summary>Plans these accounts.</summary>
    public async Task<PlanCounts> Run(IReadOnlyList<AccountId> ids, CancellationToken ct)
    {
        var counts = new PlanCounts();
        foreach (var facts in await readSituation.Run(ids, ct))
        {
            try
            {
                counts += await Apply(facts, ct);
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException)
            {
                // Another worker planned the step, or a person changed the message, in this very moment: theirs stands.
                db.ChangeTracker.Clear();
                counts += new PlanCounts { Overtaken = 1 };
            }
        }
        db.ChangeTracker.Clear();
        return counts;
    }

    private async Task<PlanCounts> Apply(AccountFacts facts, CancellationToken ct)
    {
        ResumeAfterPause(facts.Account, today.For(facts.Organization));
        if (facts.HasUnsolvedFailure)
            return new();
        var plan = facts.Plan();
        await raiseNeeds.Run(facts, plan.Needs, ct);

        var change = PlanChanges.Between(facts.Waiting?.AsWaiting(), plan, facts.Situation.UnallocatedCredit);
        switch (change)
        {
            case PlanChange.Schedule schedule:
                var communication = new Communication(
                    today.NewId<CommunicationId>(),
                    facts.Account.Id,
                    Origin.Agent,
                    NextStep(facts),
                    WaitsAs(facts.Organization),
                    today.Now
                );
                db.Communications.Add(communication);
                Write(communication, facts, schedule.Message, plan);
                return new() { Scheduled = 1 };
            case PlanChange.Rewrite rewrite:
                Write(facts.Waiting!, facts, rewrite.Message, plan);
                facts.Waiting!.WaitAs(WaitsAs(facts.Organization));
                return new() { Rewritten = 1 };
            case PlanChange.Move move:
                Place(facts.Waiting!, facts, move.Message.SendOn);
                AdoptAutonomy(facts);
                return new() { Moved = 1 };
            case PlanChange.Cancel:
                facts.Waiting!.Cancel(WhyCancelled(facts, plan));
                return new() { Cancelled = 1 };
            case PlanChange.AskAPerson:
                facts.Waiting!.HoldBack("outdated");
                await raiseNeeds.Raise(
                    TaskKind.MessageOutdated,
                    $"outdated:{facts.Waiting.Id.Value}",
                    facts.Account.Id,
                    new Dictionary<string, string>(),
                    ct,
                    facts.Waiting.Id
                );
                return new();
            default:
                AdoptAutonomy(facts);
                return new();
        }
    }

    private void Write(Communication communication, AccountFacts facts, PlannedMessage planned, FollowUpPlan plan)
    {
        var written = WriteMessage.For(facts, planned, plan);
        communication.Write(planned, written.Facts, facts.Language, written.Recipients, written.Words);
        Place(communication, facts, planned.SendOn);
    }

    private void Place(Communication communication, AccountFacts facts, DateOnly day) =>
        communication.MoveTo(day, facts.MomentOn(day, today.Now) ?? facts.Policy.Window.At(day, facts.Zone, 0));

    // What a member approved stays approved, and what a member edited stays theirs, when the autonomy changes.
    private static void AdoptAutonomy(AccountFacts facts)
    {
        if (facts.Waiting is { ApprovedBy: null } waiting)
            waiting.WaitAs(WaitsAs(facts.Organization));
    }

    private static CommunicationStatus WaitsAs(Organization organization) =>
        organization.Autonomy switch
        {
            Autonomy.Observe => CommunicationStatus.Draft,
            Autonomy.Approve => CommunicationStatus.AwaitingApproval,
            _ => CommunicationStatus.Scheduled,
        };

    // Two planners that look at the same history name the same step, and the database lets only one of them in.
    private static string NextStep(AccountFacts facts) => facts.History.Count == 0 ? "first" : $"after {facts.History[^1].Id.Value:N}";

    private void ResumeAfterPause(Account account, DateOnly day)
    {
        if (account.PausedUntil < day && account.Resume())
            db.AccountEvents.Add(new(today.NewId<AccountEventId>(), account.Id, AccountEventKind.Resumed, "pause-ended", null, today.Now));
    }

    private static string WhyCancelled(AccountFacts facts, FollowUpPlan plan) =>
        facts.Situation.IsPaused ? "paused"
        : facts.Situation.Reach is null ? "no-contact"
        : plan.LeftOut.Count == 0 ? "nothing-owed"
        : "no-longer-planned";
}

/// <summary>What a run of the planner did.</summary>
public readonly record struct PlanCounts
{
    public int Scheduled { get; init; }
    public int Rewritten { get; init; }
    public int Moved { get; init; }
    public int Cancelled { get; init; }
    public int Overtaken { get; init; }

    public static PlanCounts operator +(PlanCounts a, PlanCounts b) =>
        new()
        {
            Scheduled = a.Scheduled + b.Scheduled,
            Rewritten = a.Rewritten + b.Rewritten,
            Moved = a.Moved + b.Moved,
            Cancelled = a.Cancelled + b.Cancelled,
            Overtaken = a.Overtaken + b.Overtaken,
        };
}

internal static class WaitingCommunication
{
    /// <summary>The message as the planner compares it.</summary>
    public static Waiting AsWaiting(this Communication c) =>
        new(
            c.Id,
            c.SendOn,
            c.Stage ?? Stage.Overdue,
            c.Tone,
            c.Channel,
            Asked(c.Facts.About),
            Asked(c.Facts.Upcoming),
            c.Facts.Credit,
            c.IsPinned || c.IsSentNow
        );

    private static List<Asked> Asked(IEnumerable<StatedInvoice> stated) => [.. stated.Select(i => new Asked(i.Invoice, i.Outstanding))];
}
