using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Webhooks;

/// <summary>Another address, other events.</summary>
public sealed class ChangeWebhook(AppDb db, HookNetwork network)
{
    /// <param name="id">Which.</param>
    /// <param name="url">Where; null leaves it.</param>
    /// <param name="events">Of what; null leaves them.</param>
    /// <param name="held">The scopes of the program that asks; null for a member, who sees everything.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<Done>> Run(
        WebhookId id,
        string? url,
        IReadOnlyList<string>? events,
        IReadOnlyCollection<string>? held,
        CancellationToken ct
    )
    {
        if (await db.Webhooks.SingleOrDefaultAsync(w => w.Id == id, ct) is not { } webhook)
            return new NotFound("webhook");
        if (url is not null && network.Check(url) is { } closed)
            return closed;
        // Also of what it is told already: who may send it elsewhere would be told.
        if (Subscription.Fault(events ?? webhook.Events, held) is { } fault)
            return fault;
        webhook.Change(url?.Trim() ?? webhook.Url, events is null ? webhook.Events : Subscription.Tidy(events));
        return await db.Save(ct);
    }
}

/// <summary>It is told no more, and what it was told is forgotten.</summary>
public sealed class RemoveWebhook(AppDb db)
{
    public async Task<Result<Done>> Run(WebhookId id, CancellationToken ct)
    {
        if (await db.Webhooks.SingleOrDefaultAsync(w => w.Id == id, ct) is not { } webhook)
            return new NotFound("webhook");
        db.Webhooks.Remove(webhook);
        return await db.Save(ct);
    }
}

/// <summary>It is told nothing for now; what happens meanwhile waits, for as long as events are kept.</summary>
public sealed class PauseWebhook(AppDb db)
{
    public async Task<Result<Done>> Run(WebhookId id, CancellationToken ct)
    {
        if (await db.Webhooks.SingleOrDefaultAsync(w => w.Id == id, ct) is not { } webhook)
            return new NotFound("webhook");
        if (webhook.IsActive)
            webhook.Pause(WebhookState.Paused);
        return await db.Save(ct);
    }
}

/// <summary>It is told again, from where it stopped.</summary>
public sealed class ResumeWebhook(AppDb db)
{
    public async Task<Result<Done>> Run(WebhookId id, CancellationToken ct)
    {
        if (await db.Webhooks.SingleOrDefaultAsync(w => w.Id == id, ct) is not { } webhook)
            return new NotFound("webhook");
        webhook.Resume();
        return await db.Save(ct);
    }
}

/// <summary>A new secret, returned once; for a day the one before signs, too.</summary>
public sealed class RenewSecret(AppDb db, SecretBox box, Today today)
{
    public async Task<Result<string>> Run(WebhookId id, CancellationToken ct)
    {
        if (await db.Webhooks.SingleOrDefaultAsync(w => w.Id == id, ct) is not { } webhook)
            return new NotFound("webhook");
        var secret = HookSecret.New();
        webhook.SignWith(HookSecret.Hide(box, secret), today.Now);
        return (await db.Save(ct)).Problem is { } lost ? lost : secret;
    }
}
