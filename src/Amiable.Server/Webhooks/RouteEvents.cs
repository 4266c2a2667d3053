using Amiable.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Webhooks;

/// <summary>Puts what happened on its way to those who want to be told: once for each, however many processes look at the same time.</summary>
public sealed class RouteEvents(AppDb db, Today today, Pace pace)
{
    private const int AtATime = 500;

    /// <returns>The webhooks that something is to be told to now.</returns>
    public async Task<IReadOnlyList<WebhookId>> Run(CancellationToken ct)
    {
        var active = await db.Webhooks.AsNoTracking().Where(w => w.State == WebhookState.Active).ToListAsync(ct);
        if (active.Count == 0)
            return [];
        var last = await db.Occurrences.MaxAsync(o => (long?)o.Number, ct) ?? 0;
        var (now, dead) = (today.Now, today.Now - pace.ClaimLasts);
        List<WebhookId> due = [];
        foreach (var webhook in active)
        {
            if (webhook.Position < last)
                await Route(webhook, ct);
            if (
                (webhook.RestsUntil is null || webhook.RestsUntil <= now)
                && await db
                    .WebhookDeliveries.Where(d => d.WebhookId == webhook.Id && d.State == DeliveryState.Waiting && d.NextAt <= now)
                    .AnyAsync(d => d.ClaimedAt == null || d.ClaimedAt < dead, ct)
            )
                due.Add(webhook.Id);
        }
        return due;
    }

    private async Task Route(Webhook webhook, CancellationToken ct)
    {
        var (id, wanted) = (webhook.Id, webhook.Wanted);
        for (var position = webhook.Position; ; )
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var some = await db
                .Occurrences.AsNoTracking()
                .Where(o => o.Number > position)
                .OrderBy(o => o.Number)
                .Take(AtATime)
                .ToListAsync(ct);
            if (some.Count == 0)
                return;
            var (from, to) = (position, some[^1].Number);
            // Whoever comes second finds it moved, and leaves it at that.
            if (
                await db
                    .Webhooks.Where(w => w.Id == id && w.Position == from)
                    .ExecuteUpdateAsync(set => set.SetProperty(w => w.Position, to), ct) == 0
            )
                return;
            db.WebhookDeliveries.AddRange(
                some.Where(o => wanted.Contains(o.Type))
                    .Select(o => new WebhookDelivery(today.NewId<WebhookDeliveryId>(), id, o, today.Now))
            );
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            db.ChangeTracker.Clear();
            position = to;
        }
    }
}
