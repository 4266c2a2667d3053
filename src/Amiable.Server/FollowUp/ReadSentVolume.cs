using Amiable.Communications;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>Counts what left lately, for the limits that the gate keeps: once for all messages that are claimed together.</summary>
public sealed class ReadSentVolume(AppDb db)
{
    /// <param name="messages">That are to leave.</param>
    /// <param name="policy">Of the organization.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<SentVolume> Run(
        IReadOnlyList<Communication> messages,
        FollowUpPolicy policy,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var left = db.Communications.Where(c => c.Origin != Origin.Customer && c.SentAt != null);
        var (hour, week) = (now.AddHours(-1), now.AddDays(-7));
        List<AccountId> accounts = [.. messages.Select(m => m.AccountId).Distinct()];
        var (automatic, busiest) = messages.Any(m => m.ApprovedBy is null) ? await Automatic(policy, now, ct) : (0, 0);
        return new(now)
        {
            LastHour = await left.CountAsync(c => c.SentAt > hour, ct),
            InAWeek = await left.Where(c => accounts.Contains(c.AccountId) && c.SentAt > week && c.Status != CommunicationStatus.Bounced)
                .GroupBy(c => c.AccountId)
                .Select(g => new { g.Key, Count = g.Count() })
                .ToDictionaryAsync(g => g.Key, g => g.Count, ct),
            AutomaticToday = automatic,
            BusiestDay = busiest,
        };
    }

    // Of the busiest of the 30 days before nothing is read while the last 24 hours are usual.
    private async Task<(int Today, int Busiest)> Automatic(FollowUpPolicy policy, DateTimeOffset now, CancellationToken ct)
    {
        var automatic = db.Communications.Where(c => c.Origin == Origin.Agent && c.ApprovedBy == null && c.SentAt != null);
        var (day, month) = (now.AddHours(-24), now.AddDays(-30));
        var count = await automatic.CountAsync(c => c.SentAt > day, ct);
        // As many as may be claimed together come on top of it.
        if (count + SendDueCommunications.InATurn < policy.UsualVolume)
            return (count, 0);
        var before = await automatic.Where(c => c.SentAt > month && c.SentAt <= day).Select(c => c.SentAt!.Value).ToListAsync(ct);
        return (count, before.GroupBy(at => at.UtcDateTime.Date).Select(g => g.Count()).DefaultIfEmpty().Max());
    }
}

/// <summary>What left lately.</summary>
/// <param name="At">Seen from then.</param>
public sealed record SentVolume(DateTimeOffset At)
{
    /// <summary>Of the organization, within an hour.</summary>
    public int LastHour { get; init; }

    /// <summary>Within seven days, of each account that is asked about; who has none is not in it.</summary>
    public IReadOnlyDictionary<AccountId, int> InAWeek { get; init; } = new Dictionary<AccountId, int>();

    /// <summary>Within 24 hours, by the agent alone.</summary>
    public int AutomaticToday { get; init; }

    /// <summary>By the agent alone on the busiest of the 30 days before; 0 while today's is usual.</summary>
    public int BusiestDay { get; init; }

    /// <summary>As it is once this one has left, too.</summary>
    public SentVolume And(Communication message) =>
        this with
        {
            LastHour = LastHour + 1,
            AutomaticToday = AutomaticToday + (message.Origin == Origin.Agent && message.ApprovedBy is null ? 1 : 0),
        };
}
