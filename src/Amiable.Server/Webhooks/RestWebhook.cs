using Amiable.Tasks;
using Amiable.Ui;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Webhooks;

/// <summary>
/// What the answers of a receiver mean for its webhook: it rests when nobody answers, and is paused when that went on for days or the receiver is gone for
/// good. Then a task tells the team.
/// </summary>
public sealed class RestWebhook(AppDb db, AddTask addTask, Today today)
{
    private static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    /// <param name="id">Which.</param>
    /// <param name="answers">In their order.</param>
    /// <param name="hasGivenUp">Whether there is a dead letter among them.</param>
    /// <param name="ct">Cancels.</param>
    public async Task Run(WebhookId id, IReadOnlyList<HookAnswer> answers, bool hasGivenUp, CancellationToken ct)
    {
        if (answers.Count == 0 || await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, ct) is not { } webhook)
            return;
        var (last, now) = (answers[^1], today.Now);
        var hasWorked = answers.Any(a => a.IsTaken);
        DateTimeOffset? failing = last.IsTaken ? null : (hasWorked ? null : webhook.FailingSince) ?? now;
        var failures = last.IsOut ? (hasWorked ? 0 : webhook.Failures) + 1 : 0;
        DateTimeOffset? rests = last.IsOut ? now + WebhookDelivery.Rest(failures) : null;
        // Not through the version: a member who changes the webhook in this moment must not be told that it changed.
        await db
            .Webhooks.Where(w => w.Id == id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(w => w.FailingSince, failing)
                        .SetProperty(w => w.Failures, failures)
                        .SetProperty(w => w.RestsUntil, rests)
                        .SetProperty(w => w.LastAt, now)
                        .SetProperty(w => w.LastStatus, last.Status)
                        .SetProperty(w => w.LastFault, last.Fault),
                ct
            );
        if (last.IsGone)
            await Stop(id, WebhookState.Gone, ct);
        else if (hasGivenUp && failing <= now - Patience)
            await Stop(id, WebhookState.Unreachable, ct);
    }

    private async Task Stop(WebhookId id, WebhookState why, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        if (await db.Webhooks.SingleOrDefaultAsync(w => w.Id == id, ct) is not { IsActive: true } webhook)
            return;
        webhook.Pause(why);
        // A member changed it in this moment: then the next answer decides.
        if ((await db.Save(ct)).Problem is not null)
            return;
        var t = Words.For(await db.Organizations.Select(o => o.Language).SingleAsync(ct));
        await addTask.Run(t[why == WebhookState.Gone ? "webhook.task-gone" : "webhook.task-unreachable", webhook.Host], null, ct);
    }
}

/// <summary>Tries a webhook out: tells it something that did not happen, at once, and says what was answered.</summary>
public sealed class TryWebhook(AppDb db, WriteEvent writeEvent, HookLine line, Platform.Secrets.SecretBox box, Today today)
{
    public async Task<Result<HookAnswer>> Run(WebhookId id, CancellationToken ct)
    {
        if (await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, ct) is not { } webhook)
            return new NotFound("webhook");
        var now = today.Now;
        try
        {
            var secrets = webhook.SecretsAt(now).Select(hidden => HookSecret.Reveal(box, hidden)).ToList();
            var body = await writeEvent.Run(EventType.Test, id.Value, null, now, ct);
            var answer = await line.Tell(webhook.Url, secrets, Guid.CreateVersion7(now).ToString(), now, body, ct);
            // Somebody is there again: what waits need not wait any longer.
            if (answer.IsTaken)
                await db
                    .Webhooks.Where(w => w.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(w => w.RestsUntil, (DateTimeOffset?)null), ct);
            return answer;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return new HookAnswer(null, HookFault.Secret, 0);
        }
    }
}
