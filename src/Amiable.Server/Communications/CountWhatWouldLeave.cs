using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>How many messages that wait for a member would leave without one within the next days, if the agent could send by itself.</summary>
public sealed class CountWhatWouldLeave(AppDb db, Today today)
{
    public const int Days = 7;

    private static readonly string[] StaysWithAPerson = [PlanFollowUps.UnexplainedFigure, PlanFollowUps.Outdated];

    public async Task<LeavingSoon> Run(CancellationToken ct)
    {
        var until = today.Now.AddDays(Days);
        var moments = await db
            .Communications.Where(c =>
                c.Origin == Origin.Agent
                && (c.Status == CommunicationStatus.Draft || c.Status == CommunicationStatus.AwaitingApproval)
                && (c.StatusReason == null || !StaysWithAPerson.Contains(c.StatusReason))
                && c.SendAt <= until
            )
            .GroupBy(_ => 1)
            .Select(g => new { Count = g.Count(), First = g.Min(c => c.SendAt) })
            .SingleOrDefaultAsync(ct);
        return moments is null ? new(0, null) : new(moments.Count, moments.First > today.Now ? moments.First : today.Now);
    }
}

/// <param name="First">When the first of them would; null when there is none.</param>
public sealed record LeavingSoon(int Count, DateTimeOffset? First);
