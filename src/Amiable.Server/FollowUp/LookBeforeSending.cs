using Amiable.Communications;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>Reads, in the moment a message is claimed, everything the gate looks at.</summary>
public sealed class LookBeforeSending(AppDb db, Today today)
{
    public async Task<GateFacts> Run(Communication message, AccountFacts facts, FollowUpPlan plan, CancellationToken ct)
    {
        var now = today.Now;
        var localDay = SendWindow.LocalDay(now, facts.Zone);
        var left = db.Communications.Where(c => c.Origin != Origin.Customer && c.SentAt != null);
        var (hour, week) = (now.AddHours(-1), now.AddDays(-7));
        var (today24, busiest) = message.ApprovedBy is null ? await Volume(facts.Policy, now, ct) : (0, 0);
        return new()
        {
            Message = message.AsWaiting(),
            Plan = plan,
            Credit = facts.Situation.UnallocatedCredit,
            HasUnreadAnswer = facts.HasUnreadAnswer && !message.IsSentNow, // A member who sends it by hand has decided.
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
            LedgerAgeHours = facts.Account.LedgerReadAt is { } read ? Math.Floor((now - read).TotalHours) : null,
            SentLastHour = await left.CountAsync(c => c.SentAt > hour, ct),
            SentToAccountInAWeek = await left.CountAsync(
                c => c.AccountId == message.AccountId && c.SentAt > week && c.Status != CommunicationStatus.Bounced,
                ct
            ),
            IsApproved = message.ApprovedBy is not null,
            AutomaticToday = today24,
            BusiestDay = busiest,
        };
    }

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
