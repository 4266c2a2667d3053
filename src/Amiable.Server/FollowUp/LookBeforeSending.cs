using Amiable.Communications;
using Amiable.Organizations;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>Reads, in the moment a message is claimed, everything the gate looks at.</summary>
public sealed class LookBeforeSending(AppDb db, ReadSentVolume readVolume, Today today)
{
    /// <param name="message">Which.</param>
    /// <param name="facts">Of its account.</param>
    /// <param name="plan">What would be planned now.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="leavesAt">For a message that is only being written: when it is to leave.</param>
    public async Task<GateFacts> Run(
        Communication message,
        AccountFacts facts,
        FollowUpPlan plan,
        CancellationToken ct,
        DateTimeOffset? leavesAt = null
    ) => await Run(message, facts, plan, await readVolume.Run([message], facts.Policy, leavesAt ?? today.Now, ct), ct);

    /// <param name="message">Which.</param>
    /// <param name="facts">Of its account.</param>
    /// <param name="plan">What would be planned now.</param>
    /// <param name="volume">What left lately.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<GateFacts> Run(Communication message, AccountFacts facts, FollowUpPlan plan, SentVolume volume, CancellationToken ct)
    {
        var now = volume.At;
        var localDay = SendWindow.LocalDay(now, facts.Zone);
        var looked = new GateFacts
        {
            Message = message.AsWaiting(),
            Plan = plan,
            Credit = facts.Situation.UnallocatedCredit,
            HasUnreadAnswer = await HasUnreadAnswer(message, facts, ct),
            RecipientsAreValid = facts.CanStillReceive(message),
            Today = today.For(facts.Organization),
            LatestOverdueDueOn = message.Facts.About.Select(i => (DateOnly?)i.DueOn).Max(),
            LocalDay = localDay,
            IsBusinessDay = facts.Calendar.IsOpen(localDay),
            IsInsideWindow = facts.Policy.Window.Contains(now, facts.Zone),
            GapKeptFrom = GapKeptFrom(facts),
            LedgerAgeHours = facts.Account.LedgerReadAt is { } read ? Math.Floor((today.Now - read).TotalHours) : null,
            SentLastHour = volume.LastHour,
            SentToAccountInAWeek = volume.InAWeek.GetValueOrDefault(message.AccountId),
            IsApproved = message.ApprovedBy is not null,
            AutomaticToday = message.ApprovedBy is null ? volume.AutomaticToday : 0,
            BusiestDay = message.ApprovedBy is null ? volume.BusiestDay : 0,
        };
        return Beside(looked, message, facts);
    }

    private static GateFacts Beside(GateFacts looked, Communication message, AccountFacts facts) =>
        message.Origin switch
        {
            Origin.Member => ByHand(looked, message, facts),
            Origin.Answer => OfAnswer(looked, message, facts),
            // Who sends it by hand has decided.
            _ => looked with { HasUnsolvedFailure = facts.HasUnsolvedFailure && !message.IsSentNow },
        };

    private static GateFacts OfAnswer(GateFacts looked, Communication message, AccountFacts facts) =>
        looked with
        {
            OnlyObserves = facts.Organization.Autonomy == Autonomy.Observe,
            IsPaused = facts.Situation.IsPaused,
            IsTrusted =
                message.Facts.Answer is { } answer
                && facts.Organization.ReplyRules.For(answer.Class, facts.Organization.Autonomy) == Autonomy.Auto,
            FactsHold = AnswerFactsHold.Of(message, facts),
        };

    // No plan stands behind what a member wrote: its facts are compared one by one.
    private static GateFacts ByHand(GateFacts looked, Communication message, AccountFacts facts) =>
        looked with
        {
            OnlyObserves = facts.Organization.Autonomy == Autonomy.Observe,
            IsPaused = facts.Situation.IsPaused,
            FactsHold = StatedFigures.Hold(message, facts),
            AsksForDisputed = StatedFigures.AboutOneOf(message, facts, i => i.IsDisputed),
            AsksForPromised = StatedFigures.AboutOneOf(
                message,
                facts,
                i => i.PromisedOn >= looked.LocalDay || i.RestsUntil >= looked.LocalDay
            ),
        };

    private static DateOnly? GapKeptFrom(AccountFacts facts) =>
        facts
            .History.Where(h => !h.Message.Skipped)
            .Select(h => (DateOnly?)facts.Calendar.Away(h.Message.On, facts.Policy.MinimumGapBusinessDays))
            .LastOrDefault();

    // Who sends it by hand has decided; who wrote it has, as far as the answer was there. An answer of the agent answers what was there.
    private async Task<bool> HasUnreadAnswer(Communication message, AccountFacts facts, CancellationToken ct) =>
        facts.HasUnreadAnswer
        && !message.IsSentNow
        && message.Origin switch
        {
            Origin.Member => await HasAnswerSince(message.ApprovedAt, message.AccountId, ct),
            Origin.Answer => await HasAnswerSince(message.ApprovedAt ?? message.CreatedAt, message.AccountId, ct),
            _ => true,
        };

    private Task<bool> HasAnswerSince(DateTimeOffset? at, AccountId account, CancellationToken ct) =>
        db.Tasks.AnyAsync(
            t =>
                t.AccountId == account
                && TaskKinds.HoldMessages.Contains(t.Kind)
                && t.Status != HumanTaskStatus.Closed
                && t.Status != HumanTaskStatus.Cancelled
                && t.CreatedAt > at,
            ct
        );
}
