using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Webhooks;

/// <summary>A program wants to be told from now on. The secret it checks signatures with is returned once.</summary>
public sealed class AddWebhook(AppDb db, HookNetwork network, SecretBox box, Today today)
{
    public const int Most = 20;

    /// <param name="url">Where.</param>
    /// <param name="events">Of what.</param>
    /// <param name="held">The scopes of the program that asks; null for a member, who sees everything.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<(WebhookId Id, string Secret)>> Run(
        string? url,
        IReadOnlyList<string> events,
        IReadOnlyCollection<string>? held,
        CancellationToken ct
    )
    {
        if (network.Check(url) is { } closed)
            return closed;
        if (Subscription.Fault(events, held) is { } fault)
            return fault;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Webhooks.CountAsync(ct) >= Most)
            return new Refused("webhook.too-many", $"There are {Most} webhooks already: change or remove one.") { Values = [Most] };
        var secret = HookSecret.New();
        var position = await Subscription.Listen(db, today, ct);
        var webhook = new Webhook(
            today.NewId<WebhookId>(),
            url!.Trim(),
            Subscription.Tidy(events),
            HookSecret.Hide(box, secret),
            position,
            today.Now
        );
        db.Webhooks.Add(webhook);
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        await transaction.CommitAsync(ct);
        return (webhook.Id, secret);
    }
}

/// <summary>What somebody may be told of.</summary>
internal static class Subscription
{
    public static Problem? Fault(IReadOnlyList<string> events, IReadOnlyCollection<string>? held)
    {
        if (events.Count == 0)
            return new Invalid("events", "webhook.no-events", "Choose at least one event.");
        if (events.FirstOrDefault(e => !EventType.MeantBy(e).Any()) is { } unknown)
            return new Invalid("events", "webhook.unknown-event", $"There is no event “{unknown}”.") { Values = [unknown] };
        var missing = events
            .SelectMany(EventType.MeantBy)
            .Select(t => t.Scope)
            .FirstOrDefault(scope => held is not null && !Platform.Api.Scopes.Include(held, scope));
        return missing is null
            ? null
            : new Invalid("events", "webhook.scope", $"To be told of all this, the token has to include the scope {missing}.")
            {
                Values = [missing],
            };
    }

    /// <summary>Each once; what a whole group says needs not be said again.</summary>
    public static IReadOnlyList<string> Tidy(IReadOnlyList<string> events) =>
        events.Contains("*")
            ? ["*"]
            :
            [
                .. events
                    .Where(e => e.EndsWith(".*", StringComparison.Ordinal) || !events.Contains(EventType.GroupOf(e) + ".*"))
                    .Distinct(),
            ];

    /// <summary>From now on events are kept, if they were not.</summary>
    /// <returns>The number of the last one.</returns>
    public static async Task<long> Listen(AppDb db, Today today, CancellationToken ct)
    {
        if (await db.Occurrences.MaxAsync(o => (long?)o.Number, ct) is { } last)
            return last;
        var first = db.Entry(new Occurrence(1, new(EventType.Started, db.Organization.Id.Value, null), today.Now));
        // Part of its key, so it must be there before it is tracked.
        first.Property(o => o.OrganizationId).CurrentValue = db.Organization.Id;
        first.State = EntityState.Added;
        return 1;
    }
}
