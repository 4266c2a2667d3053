using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Amiable.Communications;
using Amiable.Organizations;
using Amiable.Platform.Backups;
using Amiable.Platform.Watching;
using Amiable.Tasks;
using Amiable.Writing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>
/// Sends what is due. Each message is claimed in the same transaction in which its facts are read again, so it is neither sent stale nor by two
/// workers; what a dead process left claimed is never sent again by itself.
/// </summary>
public sealed partial class SendDueCommunications(
    AppDb db,
    ReadSituation readSituation,
    LookBeforeSending lookBeforeSending,
    PlanFollowUps planFollowUps,
    RaiseNeeds raiseNeeds,
    ComposeMail composeMail,
    SettleHandover settleHandover,
    NoteUncertain noteUncertain,
    HoldBack holdBack,
    IMailer mailer,
    SendingHold hold,
    Telemetry telemetry,
    Today today,
    ILogger<SendDueCommunications> log
)
{
    private const int AtATime = 200;

    // Of one organization while others wait.
    private const int InATurn = 20;
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(10);

    // Nobody posts a letter but a person.
    private IQueryable<Communication> Mails =>
        db.Communications.Where(c => c.Status == CommunicationStatus.Scheduled && c.Channel != Channel.Letter);

    /// <returns>How many were handed over.</returns>
    public async Task<int> Run(CancellationToken ct) => await Send(await Due(ct), TimeSpan.MaxValue, ct);

    /// <summary>As many as one organization may send while others wait for their turn.</summary>
    /// <returns>How many were handed over, and whether there is more.</returns>
    public async Task<(int Sent, bool HasMore)> TakeTurn(CancellationToken ct)
    {
        var due = await Due(ct);
        if (due.Length <= InATurn)
            return (await Send(due, TimeSpan.MaxValue, ct), false);
        // Another process sends of the same organization: it takes others of them.
        RandomNumberGenerator.Shuffle(due.AsSpan());
        var sent = await Send(due[..InATurn], LongestTurn, ct);
        // Where nothing left at all, the next beat is early enough.
        return (sent, sent > 0);
    }

    private async Task<CommunicationId[]> Due(CancellationToken ct)
    {
        await noteUncertain.Run(ct);
        if (await db.Organizations.AnyAsync(o => o.DeletionDueAt != null, ct) || await hold.IsHeld(ct))
            return [];
        var now = today.Now;
        return await Mails.Where(c => c.SendAt <= now).OrderBy(c => c.SendAt).Select(c => c.Id).Take(AtATime).ToArrayAsync(ct);
    }

    private async Task<int> Send(CommunicationId[] due, TimeSpan longest, CancellationToken ct)
    {
        var (sent, began) = (0, Stopwatch.GetTimestamp());
        foreach (var id in due)
        {
            // Between two messages, and never within one.
            if (ct.IsCancellationRequested || Stopwatch.GetElapsedTime(began) > longest)
                break;
            var (answer, outcome) = await Try(id, ct);
            if (answer == GateAnswer.Open)
                sent++;
            // Nobody answers there: the others would wait for it in vain, each as long as it takes to give up.
            if (outcome == HandoverOutcome.ServerFailed)
                break;
        }
        return sent;
    }

    /// <summary>Takes one message through the gate and, when it is open, hands it over.</summary>
    /// <returns>What the gate said; null when the message no longer waits to be sent, or was not taken.</returns>
    public async Task<GateAnswer?> SendOne(CommunicationId id, CancellationToken ct) =>
        await hold.IsHeld(ct) ? null : (await Try(id, ct)).Answer;

    private async Task<(GateAnswer? Answer, HandoverOutcome? Outcome)> Try(CommunicationId id, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var (answer, message, mail, facts) = await Claim(id, ct);
        if (answer == GateAnswer.PlanAgain)
            await planFollowUps.Run([message!.AccountId], ct);
        if (mail is null)
            return (answer, null);

        // From here on it may have left: whoever asked may go away, but what happens is done to its end and written down.
        var handover = await HandOver(mail);
        if (await settleHandover.Run(message!, facts!, mail, handover))
            await planFollowUps.Run([message!.AccountId], CancellationToken.None);
        return (handover.Outcome == HandoverOutcome.Taken ? answer : null, handover.Outcome);
    }

    private async Task<Handover> HandOver(OutgoingMail mail)
    {
        using var activity = telemetry.StartHandover();
        var handover = await mailer.Send(mail, CancellationToken.None);
        telemetry.HandedOver(activity, handover.Outcome.ToString());
        return handover;
    }

    private async Task<(GateAnswer?, Communication?, OutgoingMail?, AccountFacts?)> Claim(CommunicationId id, CancellationToken ct)
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var message = await Mails.SingleOrDefaultAsync(c => c.Id == id, ct);
            if (message is null)
                return (null, null, null, null);
            var facts = (await readSituation.Run([message.AccountId], ct)).Single();
            if (facts.Organization.IsLeaving)
                return (null, null, null, null);
            var plan = facts.Plan();
            var gate = await lookBeforeSending.Run(message, facts, plan, ct);
            GateAnswer? answer =
                message.Origin == Origin.Member ? GateByHand.Check(gate, facts.Policy, message.Facts.Confirmed)
                : message.Origin == Origin.Answer ? GateOfAnswer.Check(gate, facts.Policy)
                : IsOutdated(message, facts, plan) ? GateAnswer.PlanAgain
                : SendGate.Check(gate, facts.Policy);
            OutgoingMail? mail = null;
            if (answer != GateAnswer.Open)
                await holdBack.Run(message, facts, answer.Value, ct);
            else if (Unexplained(message, facts) is { Count: > 0 } figures)
                answer = await AskAbout(figures, message, ct);
            else if ((mail = await Take(message, facts.Organization, gate, ct)) is null)
                answer = null;
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(CancellationToken.None); // Once it is claimed, it is handed over.
            return (answer, message, mail, facts);
        }
        catch (DbUpdateConcurrencyException)
        {
            return (null, null, null, null); // Another worker, or a person, was faster.
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Nothing has left, and the others that are due must not wait for this one.
            CannotClaim(log, failure, id.Value);
            return (null, null, null, null);
        }
    }

    // Neither is a fact of the ledger, so the gate does not know them: who signs and is written to, and how much the agent may do by itself.
    private static bool IsOutdated(Communication message, AccountFacts facts, FollowUpPlan plan) =>
        facts.MayWaitAs(message) != CommunicationStatus.Scheduled
        || !facts.HasStill(message.Files)
        || (!message.IsPinned && plan.Next is { } next && !WriteMessage.Says(message, facts, next, plan));

    private async Task<OutgoingMail?> Take(Communication message, Organization organization, GateFacts gate, CancellationToken ct)
    {
        message.MoveTo(gate.LocalDay, today.Now);
        message.Claim(JsonSerializer.Serialize(new GateCheck(today.Now, gate), JsonColumn.Options));
        try
        {
            return await composeMail.Run(message, organization, ct);
        }
        catch (MailRefused refused)
        {
            await Refuse(message, refused.Message, ct);
            return null;
        }
    }

    private async Task Refuse(Communication message, string why, CancellationToken ct)
    {
        message.WasRefused(why);
        await raiseNeeds.RaiseFailure(message.Id, message.AccountId, why, ct);
    }

    private static List<string> Unexplained(Communication message, AccountFacts facts)
    {
        // Answers, and what a member writes, are no demands: nobody is asked for anything in them.
        if (message.Stage is not { } stage || message.Origin == Origin.Answer)
            return [];
        var brief = WriteMessage.Brief(facts, message.Facts, stage, message.Tone, message.SendOn, 0) with { Language = message.Language };
        return [.. NumberLock.Check(brief, $"{message.Subject}\n{message.Text}").Select(u => u.Text)];
    }

    private async Task<GateAnswer> AskAbout(List<string> figures, Communication message, CancellationToken ct)
    {
        message.HoldBack(PlanFollowUps.UnexplainedFigure);
        message.WaitAs(CommunicationStatus.AwaitingApproval);
        await raiseNeeds.Raise(
            TaskKind.UnexplainedFigure,
            $"figure {message.Id.Value:N}",
            message.AccountId,
            new Dictionary<string, string> { ["figures"] = string.Join(", ", figures) },
            ct,
            message.Id
        );
        return GateAnswer.PlanAgain;
    }

    [LoggerMessage(LogLevel.Error, "Message {Id} could not be taken to be sent; it is tried again at the next beat")]
    private static partial void CannotClaim(ILogger log, Exception failure, Guid id);
}

/// <summary>What was checked in the moment a message was claimed, and when: kept with it as the proof.</summary>
public sealed record GateCheck(DateTimeOffset At, GateFacts Facts);
