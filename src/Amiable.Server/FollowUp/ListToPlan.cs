using Amiable.Communications;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.FollowUp;

/// <summary>Everybody there is something to plan for: who owes something, for whom something waits, about whom somebody was asked. Sixteen bytes each.</summary>
public sealed class ListToPlan(AppDb db)
{
    internal static readonly Comparer<AccountId> InOrder = Comparer<AccountId>.Create((a, b) => a.Value.CompareTo(b.Value));

    /// <param name="zone">Only who lives by the clock of that IANA zone; null for all.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>In the order of their ids.</returns>
    public async Task<List<AccountId>> Run(string? zone, CancellationToken ct)
    {
        var owing = db.Invoices.IgnoreAutoIncludes().Where(i => i.Settled.Minor < i.Total.Minor).Select(i => i.AccountId);
        var waiting = db
            .Communications.Where(c =>
                c.Status == CommunicationStatus.Draft
                || c.Status == CommunicationStatus.AwaitingApproval
                || c.Status == CommunicationStatus.Scheduled
            )
            .Select(c => c.AccountId);
        var asked = db
            .Tasks.Where(t => t.Status != HumanTaskStatus.Closed && t.Status != HumanTaskStatus.Cancelled && t.AccountId != null)
            .Select(t => t.AccountId!.Value);
        var ids = await owing.Union(waiting).Union(asked).ToListAsync(ct);
        if (zone is not null)
        {
            var there = await In(zone, ct);
            ids.RemoveAll(id => !there.Contains(id));
        }
        ids.Sort(InOrder);
        return ids;
    }

    private async Task<HashSet<AccountId>> In(string zone, CancellationToken ct)
    {
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        HashSet<AccountId> there = [];
        await foreach (var account in db.Accounts.Select(a => new { a.Id, a.Details }).AsAsyncEnumerable().WithCancellation(ct))
            if (PlanningDays.ZoneOf(account.Details, organization).Id == zone)
                there.Add(account.Id);
        return there;
    }
}
