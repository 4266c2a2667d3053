using Amiable.Communications;
using Amiable.Organizations;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>Reads, in the moment a message is claimed, everything the gate looks at.</summary>
public sealed class LookBeforeSending(AppDb db, Today today)
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
    )
    {
        var now = leavesAt ?? today.Now;
        var byHand = message.Origin == Origin.Member;
        var localDay = SendWindow.LocalDay(now, facts.Zone);
        var left = db.Communications.Where(c => c.Origin != Origin.Customer && c.SentAt != null);
        var (hour, week) = (now.AddHours(-1), now.AddDays(-7));
        var (today24, busiest) = message.ApprovedBy is null ? await Volume(facts.Policy, now, ct) : (0, 0);
        return new()
        {
            Message = message.AsWaiting(),
            Plan = plan,
            Credit = facts.Situation.UnallocatedCredit,
            // A member who sends it by hand has decided; one who wrote it has as far as the answer was there.
            HasUnreadAnswer =
                facts.HasUnreadAnswer && !message.IsSentNow && (!byHand || await HasAnswerSince(message.ApprovedAt, message.AccountId, ct)),
            RecipientsAreValid = facts.CanStillReceive(message.Recipients),
            Today = today.For(facts.Organization),
            LatestOverdueDueOn = message.Facts.About.Select(i => (DateOnly?)i.DueOn).Max(),
            LocalDay = localDay,
            IsBusinessDay = facts.Calendar.IsOpen(localDay),
            IsInsideWindow = facts.Policy.Window.Contains(now, facts.Zone),
            GapKeptFrom = facts
                .History.Where(h => !h.Message.Skipped)
                .Select(h => (DateOnly?)facts.Calendar.Away(h.Message.On, facts.Policy.MinimumGapBusinessDays))
                .LastOrDefault(),
            LedgerAgeHours = facts.Account.LedgerReadAt is { } read ? Math.Floor((today.Now - read).TotalHours) : null,
            SentLastHour = await left.CountAsync(c => c.SentAt > hour, ct),
            SentToAccountInAWeek = await left.CountAsync(
                c => c.AccountId == message.AccountId && c.SentAt > week && c.Status != CommunicationStatus.Bounced,
                ct
            ),
            IsApproved = message.ApprovedBy is not null,
            OnlyObserves = facts.Organization.Autonomy == Autonomy.Observe,
            IsPaused = facts.Situation.IsPaused,
            FactsHold = !byHand || StatedFigures.Hold(message, facts),
            AsksForDisputed = StatedFigures.AboutOneOf(message, facts, i => i.IsDisputed),
            AsksForPromised = StatedFigures.AboutOneOf(message, facts, i => i.PromisedOn >= localDay),
            AutomaticToday = today24,
            BusiestDay = busiest,
        };
    }

    private Task<bool> HasAnswerSince(DateTimeOffset? at, AccountId account, CancellationToken ct) =>
        db.Tasks.AnyAsync(
            t =>
                t.AccountId == account
                && t.Kind == TaskKind.UnclearReply
                && t.Status != HumanTaskStatus.Closed
                && t.Status != HumanTaskStatus.Cancelled
                && t.CreatedAt > at,
            ct
        );

    /// <summary>How many automatic messages left in the last 24 hours, and on the busiest of the 30 days before; that is not read while the first is usual.</summary>
    private async Task<(int Today, int Busiest)> Volume(FollowUpPolicy policy, DateTimeOffset now, CancellationToken ct)
    {
        var automatic = db.Communications.Where(c => c.Origin == Origin.Agent && c.ApprovedBy == null && c.SentAt != null);
        var (day, month) = (now.AddHours(-24), now.AddDays(-30));
        var count = await automatic.CountAsync(c => c.SentAt > day, ct);
        if (count < policy.UsualVolume)
            return (count, 0);
        var before = await automatic.Where(c => c.SentAt > month && c.SentAt <= day).Select(c => c.SentAt!.Value).ToListAsync(ct);
        return (count, before.GroupBy(at => at.UtcDateTime.Date).Select(g => g.Count()).DefaultIfEmpty().Max());
    }
}
