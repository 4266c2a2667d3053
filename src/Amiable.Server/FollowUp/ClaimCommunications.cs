using System.Text.Json;
using Amiable.Communications;
using Amiable.Organizations;
using Amiable.Tasks;
using Amiable.Writing;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>
/// Takes messages through the gate, some at a time: their facts are read again and they are claimed in one transaction, so none is sent stale or by two workers. What is
/// claimed stands in line; the first one's turn has come.
/// </summary>
public sealed partial class ClaimCommunications(
    AppDb db,
    ReadSituation readSituation,
    ReadSentVolume readVolume,
    LookBeforeSending lookBeforeSending,
    RaiseNeeds raiseNeeds,
    ComposeMail composeMail,
    HoldBack holdBack,
    Today today,
    ILogger<ClaimCommunications> log
)
{
    /// <param name="ids">Which; at most one of each account.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What the gate said to each that waited to be sent, in their order; null when one is in the way of the others and nothing was claimed.</returns>
    public async Task<IReadOnlyList<Claim>?> Run(IReadOnlyList<CommunicationId> ids, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        try
        {
            return await Together(ids, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            db.ChangeTracker.Clear();
            if (ids.Count > 1)
                return null;
            // Another worker, or a person, was faster; else it is a bug to mend, and the others that are due must not wait for this one.
            if (failure is not DbUpdateConcurrencyException)
                CannotClaim(log, failure, ids[0].Value);
            return [];
        }
    }

    private async Task<IReadOnlyList<Claim>> Together(IReadOnlyList<CommunicationId> ids, CancellationToken ct)
    {
        await using var transaction = await Whole.Begin(db, ct);
        var waiting = await db
            .Communications.Where(c => c.Status == CommunicationStatus.Scheduled && c.Channel == Channel.Email && ids.Contains(c.Id))
            .ToListAsync(ct);
        var facts = (await readSituation.Run([.. waiting.Select(m => m.AccountId)], ct)).ToDictionary(f => f.Account.Id);
        if (waiting.Count == 0 || facts.Values.First().Organization.IsLeaving)
            return [];
        var volume = await readVolume.Run(waiting, facts.Values.First().Policy, today.Now, ct);
        var order = ids.Index().ToDictionary(i => i.Item, i => i.Index);
        List<Claim> claims = [];
        foreach (var message in waiting.OrderBy(m => order[m.Id]))
        {
            var claim = await Claim(message, facts[message.AccountId], volume, ct);
            claims.Add(claim);
            if (claim.Mail is not null)
                volume = volume.And(message);
        }
        claims.Find(c => c.Mail is not null)?.Message.Begin();
        await db.SaveChangesAsync(ct);
        await transaction.Commit(CancellationToken.None); // Once it is claimed, it is handed over.
        // Each is settled by itself: a save then looks through it, and not through all that stand behind it.
        db.ChangeTracker.Clear();
        return claims;
    }

    private async Task<Claim> Claim(Communication message, AccountFacts facts, SentVolume volume, CancellationToken ct)
    {
        var plan = facts.Plan();
        var gate = await lookBeforeSending.Run(message, facts, plan, volume, ct);
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
        return new(message, facts, answer, mail);
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

/// <summary>What the gate said to a message.</summary>
/// <param name="Message">Which.</param>
/// <param name="Facts">Of its account.</param>
/// <param name="Answer">Null when it cannot be made into a mail.</param>
/// <param name="Mail">To be handed over; null when it was not claimed.</param>
public sealed record Claim(Communication Message, AccountFacts Facts, GateAnswer? Answer, OutgoingMail? Mail);

/// <summary>What was checked in the moment a message was claimed, and when: kept with it as the proof.</summary>
public sealed record GateCheck(DateTimeOffset At, GateFacts Facts);
