using Microsoft.EntityFrameworkCore;

namespace Amiable.Webhooks;

/// <summary>A webhook, and how many events it could not be told.</summary>
public sealed record KnownWebhook(Webhook Webhook, int Waiting, int Dead);

/// <summary>Every webhook of the organization, the oldest first.</summary>
public sealed class ListWebhooks(AppDb db)
{
    public async Task<IReadOnlyList<KnownWebhook>> Run(CancellationToken ct)
    {
        var webhooks = await db.Webhooks.AsNoTracking().OrderBy(w => w.Id).ToListAsync(ct);
        List<KnownWebhook> known = [];
        foreach (var webhook in webhooks)
            known.Add(await ShowWebhook.Know(db, webhook, ct));
        return known;
    }
}

/// <summary>One of them.</summary>
public sealed class ShowWebhook(AppDb db)
{
    // More than that is "many".
    internal const int MostCounted = 1000;

    public async Task<Result<KnownWebhook>> Run(WebhookId id, CancellationToken ct) =>
        await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, ct) is { } webhook
            ? await Know(db, webhook, ct)
            : new NotFound("webhook");

    internal static async Task<KnownWebhook> Know(AppDb db, Webhook webhook, CancellationToken ct)
    {
        var own = db.WebhookDeliveries.Where(d => d.WebhookId == webhook.Id);
        return new(
            webhook,
            await own.Where(d => d.State == DeliveryState.Waiting).Take(MostCounted).CountAsync(ct),
            await own.Where(d => d.State == DeliveryState.Dead).Take(MostCounted).CountAsync(ct)
        );
    }
}

/// <summary>What a webhook was told, or is to be told, the newest first.</summary>
public sealed class ListDeliveries(AppDb db)
{
    private static readonly Keyset<WebhookDelivery> NewestFirst = new Keyset<WebhookDelivery>(descending: true).By(d => d.Number);

    public async Task<Result<Page<WebhookDelivery>>> Run(
        WebhookId id,
        DeliveryState? state,
        string? after,
        string? before,
        int size,
        CancellationToken ct
    )
    {
        if (!await db.Webhooks.AnyAsync(w => w.Id == id, ct))
            return new NotFound("webhook");
        var rows = db.WebhookDeliveries.AsNoTracking().Where(d => d.WebhookId == id);
        if (state is { } only)
            rows = rows.Where(d => d.State == only);
        return await NewestFirst.Read(rows, after, before, size, ct);
    }
}

/// <summary>Has something told again, from the start: one event, or all dead letters since a moment.</summary>
public sealed class ReplayDeliveries(AppDb db, Today today, HookSignal signal)
{
    public async Task<Result<WebhookDelivery>> Run(WebhookId webhook, WebhookDeliveryId id, CancellationToken ct)
    {
        if (await db.WebhookDeliveries.SingleOrDefaultAsync(d => d.Id == id && d.WebhookId == webhook, ct) is not { } delivery)
            return new NotFound("delivery");
        // What is about to be told anyway is not told twice.
        if (delivery.ClaimedAt is null)
            delivery.TellAgain(today.Now);
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        signal.Ring(db.Organization.Id);
        return delivery;
    }

    /// <returns>How many there are.</returns>
    public async Task<Result<int>> Run(WebhookId webhook, DateTimeOffset? since, CancellationToken ct)
    {
        if (!await db.Webhooks.AnyAsync(w => w.Id == webhook, ct))
            return new NotFound("webhook");
        var now = today.Now;
        var from = since ?? DateTimeOffset.MinValue;
        var count = await db
            .WebhookDeliveries.Where(d => d.WebhookId == webhook && d.State == DeliveryState.Dead && d.At >= from)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(d => d.State, DeliveryState.Waiting)
                        .SetProperty(d => d.Tries, 0)
                        .SetProperty(d => d.NextAt, now)
                        .SetProperty(d => d.ClaimedAt, (DateTimeOffset?)null)
                        .SetProperty(d => d.Version, d => d.Version + 1),
                ct
            );
        signal.Ring(db.Organization.Id);
        return count;
    }
}
