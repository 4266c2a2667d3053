using Amiable.Accounts;
using Amiable.Communications;
using Amiable.Invoices;
using Amiable.Organizations;
using Amiable.Platform.Audit;
using Amiable.Tasks;
using Amiable.Writing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>
/// The agent's heartbeat: facts → plan → the least change to what waits → applied. Some accounts are saved together; when that fails each is a
/// transaction of its own, so that one that somebody is editing at this moment does not hold up the others; it stays marked, and is planned at the next beat.
/// </summary>
public sealed partial class PlanFollowUps(
    AppDb db,
    ReadSituation readSituation,
    RaiseNeeds raiseNeeds,
    ListToPlan listToPlan,
    PlanMarks planMarks,
    PlanTrail trail,
    EndObsoleteTasks endObsoleteTasks,
    SettleDeclarations settleDeclarations,
    NoteSteps noteSteps,
    Today today,
    ILogger<PlanFollowUps> log
)
{
    internal const string UnexplainedFigure = "unexplained-figure";
    internal const string Outdated = "outdated";

    internal const int AtATime = 200;

    // Few enough that the audit log still tells what was done to each.
    private const int SavedTogether = AuditTrail.MostOneByOne / 2;

    private readonly List<AccountId> _again = [];
    private int _scheduled;

    /// <summary>Plans every account that owes something or for which something waits, marked or not.</summary>
    public async Task<PlanCounts> Run(CancellationToken ct)
    {
        if (await db.Organizations.AnyAsync(o => o.DeletionDueAt != null, ct))
            return new();
        var counts = new PlanCounts();
        foreach (var some in (await listToPlan.Run(zone: null, ct)).Chunk(AtATime))
            counts += await Run(some, ct);
        await raiseNeeds.EndThoseOfMessagesHeldBack(ct);
        return counts;
    }

    /// <summary>Plans these accounts. Their marks are gone then, but of those that could not be planned.</summary>
    public async Task<PlanCounts> Run(IReadOnlyList<AccountId> ids, CancellationToken ct)
    {
        if (db.ChangeTracker.HasChanges())
            throw new InvalidOperationException("Save first: what is planned follows from what is saved.");
        db.ChangeTracker.Clear();
        _again.Clear();
        var marks = await planMarks.Of(ids, ct);
        // For an organization that is to be deleted nothing is planned.
        List<AccountFacts> known = [.. (await readSituation.Run(ids, ct)).Where(f => !f.Organization.IsLeaving)];
        await planMarks.NoteZones(known, ct);
        var counts = new PlanCounts();
        foreach (var some in known.Chunk(SavedTogether))
            counts += await PlanTogether(some, ct);
        await planMarks.Take(marks, _again, ct);
        // Where there were no messages yet, the database does not know that it finds those of an account sooner than all that wait.
        if ((_scheduled += counts.Scheduled) < 5 * AtATime)
            return counts;
        _scheduled = 0;
        await db.RefreshStatistics(ct);
        return counts;
    }

    private async Task<PlanCounts> PlanTogether(AccountFacts[] some, CancellationToken ct)
    {
        try
        {
            var counts = new PlanCounts();
            foreach (var facts in some)
                counts += await Apply(facts, ct);
            await noteSteps.Run(some, ct);
            await db.SaveChangesAsync(ct);
            return counts;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            trail.Planned.Clear();
            db.ChangeTracker.Clear();
            var counts = new PlanCounts();
            // What was changed in memory was not saved: read again.
            foreach (var facts in await readSituation.Run([.. some.Select(f => f.Account.Id)], ct))
                counts += await PlanOne(facts, ct);
            return counts;
        }
        finally
        {
            trail.Planned.Clear();
            db.ChangeTracker.Clear();
        }
    }

    private async Task<PlanCounts> PlanOne(AccountFacts facts, CancellationToken ct)
    {
        try
        {
            var counts = await Apply(facts, ct);
            await noteSteps.Run([facts], ct);
            await db.SaveChangesAsync(ct);
            return counts;
        }
        catch (DbUpdateException)
        {
            // Another worker planned the step, or a person changed the message, in this very moment: theirs stands.
            _again.Add(facts.Account.Id);
            return new() { Overtaken = 1 };
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One account that cannot be planned is a bug to mend, and no reason to leave the others unplanned.
            CannotPlan(log, failure, facts.Account.Id.Value);
            _again.Add(facts.Account.Id);
            return new() { Failed = 1 };
        }
        finally
        {
            trail.Planned.Clear();
            db.ChangeTracker.Clear();
        }
    }

    // Only what belongs to these accounts is tracked: a save compares no more than it must.
    private async Task<PlanCounts> Apply(AccountFacts facts, CancellationToken ct)
    {
        if (facts.IsSending)
            return new();
        db.Attach(facts.Account);
        if (facts.Waiting is { } known)
            db.Attach(known);
        ResumeAfterPause(facts.Account, today.For(facts.Organization));
        if (facts.HasOpen(TaskKinds.SaidByCustomer))
            await endObsoleteTasks.Run(facts, ct);
        if (facts.HasOpenDeclarations)
            facts = await settleDeclarations.Run(facts, ct);
        facts.Waiting?.MindWhatHoldsIt(facts);
        if (facts.Failure is { } failure)
        {
            await raiseNeeds.RaiseFailure(failure.Id, facts.Account.Id, failure.Reason, ct, failure.CameBack);
            return new();
        }
        var plan = facts.Plan();
        if (plan.Needs.Count > 0 || facts.HasOpenTasks || RaiseNeeds.BouncedAmong(facts).Any())
            await raiseNeeds.Run(facts, plan.Needs, ct);

        var change = Change(facts, plan);
        if (change is PlanChange.Schedule or PlanChange.Rewrite or PlanChange.Move && facts.IsPlain(plan))
            trail.Planned.Add(facts.Account.Id);
        switch (change)
        {
            case PlanChange.Schedule schedule:
                var communication = new Communication(
                    today.NewId<CommunicationId>(),
                    facts.Account.Id,
                    Origin.Agent,
                    NextStep(facts),
                    facts.MayWaitAs(),
                    today.Now
                );
                db.Communications.Add(communication);
                Write(communication, facts, schedule.Message, plan);
                return new() { Scheduled = 1 };
            case PlanChange.Rewrite rewrite:
                Write(facts.Waiting!, facts, rewrite.Message, plan);
                facts.Waiting!.WaitAs(facts.MayWaitAs(facts.Waiting));
                return new() { Rewritten = 1 };
            case PlanChange.Move move:
                Place(facts.Waiting!, facts, move.Message.SendOn);
                AdoptAutonomy(facts);
                return new() { Moved = 1 };
            case PlanChange.Cancel:
                facts.Waiting!.Cancel(facts.WhyCancelled(plan));
                return new() { Cancelled = 1 };
            case PlanChange.AskAPerson:
                await AskAPerson(facts.Waiting!, ct);
                return new();
            default:
                AdoptAutonomy(facts);
                return KeepInsideWindow(facts);
        }
    }

    private static PlanChange Change(AccountFacts facts, FollowUpPlan plan)
    {
        var change = PlanChanges.Between(facts.Waiting?.AsWaiting(), plan, facts.Situation.UnallocatedCredit);
        if (facts.Waiting is not { } waiting || change is not (PlanChange.Nothing or PlanChange.Move))
            return change;
        // Day and figures stand, but who receives it, who signs or where to pay may have changed.
        if (waiting.IsPinned || waiting.IsSentNow)
            return facts.CanStillReceive(waiting) && facts.HasStill(waiting.Files) ? change : new PlanChange.AskAPerson(waiting.Id);
        return WriteMessage.Says(waiting, facts, plan.Next!, plan) ? change : new PlanChange.Rewrite(waiting.Id, plan.Next!);
    }

    // Said once, not at every beat: a person who is editing it would be overtaken each time.
    private async Task AskAPerson(Communication waiting, CancellationToken ct)
    {
        if (waiting.StatusReason != Outdated)
            waiting.HoldBack(Outdated);
        await raiseNeeds.RaiseOutdated(waiting, ct);
    }

    private void Write(Communication communication, AccountFacts facts, PlannedMessage planned, FollowUpPlan plan)
    {
        var written = WriteMessage.For(facts, planned, plan);
        communication.Write(planned, written.Facts, facts.Language, written.Recipients, written.Words, written.Files);
        Place(communication, facts, planned.SendOn);
    }

    private void Place(Communication communication, AccountFacts facts, DateOnly day) =>
        communication.MoveTo(day, facts.MomentOn(day, today.Now) ?? facts.Policy.Window.At(day, facts.Zone, 0));

    // The day stands, but the hours of sending may have changed. What a person edited, or wants to leave now, keeps its moment: the gate watches it.
    private PlanCounts KeepInsideWindow(AccountFacts facts)
    {
        if (facts.Waiting is not { IsPinned: false, IsSentNow: false } waiting || facts.Policy.Window.Contains(waiting.SendAt, facts.Zone))
            return new();
        Place(waiting, facts, waiting.SendOn);
        return new() { Moved = 1 };
    }

    // What the number lock stopped stays with a person, whatever the agent may do by itself.
    private static void AdoptAutonomy(AccountFacts facts)
    {
        if (facts.Waiting is { } waiting && waiting.StatusReason != UnexplainedFigure)
            waiting.WaitAs(facts.MayWaitAs(waiting));
    }

    // Two planners that look at the same history name the same step, and the database lets only one of them in.
    private static string NextStep(AccountFacts facts) => facts.LastStep is { } last ? $"after {last.Value:N}" : "first";

    private void ResumeAfterPause(Account account, DateOnly day)
    {
        if (account.PausedUntil < day && account.Resume())
            db.AccountEvents.Add(new(today.NewId<AccountEventId>(), account.Id, AccountEventKind.Resumed, "pause-ended", null, today.Now));
    }

    [LoggerMessage(LogLevel.Error, "Account {Id} could not be planned; it is tried again at the next beat")]
    private static partial void CannotPlan(ILogger log, Exception failure, Guid id);
}
