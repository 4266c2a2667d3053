using System.Diagnostics;
using System.Security.Cryptography;
using Amiable.Platform.Jobs;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Webhooks;

/// <summary>
/// Tells one webhook what waits for it, in order. What is to be told is claimed first, so that no two processes tell it; a process that dies in between leaves
/// it to be told again, under the same id. When nobody answers, the rest waits: the receiver is out, not the event wrong.
/// </summary>
public sealed partial class TellWebhook(
    AppDb db,
    WriteEvent writeEvent,
    HookLine line,
    SecretBox box,
    RestWebhook rest,
    Today today,
    Pace pace,
    ILogger<TellWebhook> log
)
{
    private const int AtATime = 20;

    // Well before somebody takes a claim for a dead one's.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <returns>Whether there may be more.</returns>
    public async Task<bool> Run(WebhookId id, CancellationToken ct)
    {
        var now = today.Now;
        if (
            await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id && w.State == WebhookState.Active, ct) is not { } webhook
            || webhook.RestsUntil > now
            || await Claim(id, now, ct) is not { Count: > 0 } claimed
        )
            return false;
        List<HookAnswer> answers = [];
        try
        {
            await Tell(webhook, claimed, answers, ct);
        }
        finally
        {
            foreach (var left in claimed.Where(d => d.ClaimedAt is not null))
                left.LetGo();
            // Also when the program ends: what was told is told. Gone with its webhook, it is of no concern any more.
            await db.Save(CancellationToken.None);
            await rest.Run(id, answers, claimed.Exists(d => d.State == DeliveryState.Dead), CancellationToken.None);
        }
        return answers.Count > 0 && !answers.Exists(a => a.IsOut || a.IsGone);
    }

    private async Task<List<WebhookDelivery>?> Claim(WebhookId id, DateTimeOffset now, CancellationToken ct)
    {
        var dead = now - pace.ClaimLasts;
        var due = await db
            .WebhookDeliveries.Where(d => d.WebhookId == id && d.State == DeliveryState.Waiting && d.NextAt <= now)
            .Where(d => d.ClaimedAt == null || d.ClaimedAt < dead)
            .OrderBy(d => d.Number)
            .Take(AtATime)
            .ToListAsync(ct);
        foreach (var delivery in due)
            delivery.Claim(now);
        // Somebody else was faster.
        return (await db.Save(ct)).Problem is null ? due : null;
    }

    private async Task Tell(Webhook webhook, List<WebhookDelivery> claimed, List<HookAnswer> answers, CancellationToken ct)
    {
        var secrets = Secrets(webhook);
        var began = Stopwatch.GetTimestamp();
        foreach (var delivery in claimed)
        {
            var answer = secrets is null ? new(null, HookFault.Secret, 0) : await Tell(webhook, secrets, delivery, ct);
            delivery.Was(answer, today.Now);
            answers.Add(answer);
            if (answer.IsOut || answer.IsGone || Stopwatch.GetElapsedTime(began) > Longest)
                return;
        }
    }

    private async Task<HookAnswer> Tell(Webhook webhook, List<string> secrets, WebhookDelivery delivery, CancellationToken ct)
    {
        byte[] body;
        try
        {
            body = await writeEvent.Run(delivery.Type, delivery.SubjectId, delivery.AccountId, delivery.At, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The others behind it are told all the same.
            Unwritten(log, failure, delivery.Type, delivery.SubjectId);
            return new(null, HookFault.Event, 0);
        }
        return await line.Tell(webhook.Url, secrets, delivery.EventId.ToString(), today.Now, body, ct);
    }

    private List<string>? Secrets(Webhook webhook)
    {
        try
        {
            return [.. webhook.SecretsAt(today.Now).Select(hidden => HookSecret.Reveal(box, hidden))];
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "The event {Type} of {Subject} could not be written; it is tried again")]
    private static partial void Unwritten(ILogger log, Exception failure, string type, Guid subject);
}
