using System.ComponentModel;

namespace Amiable.Webhooks;

/// <summary>A webhook as the API writes it.</summary>
public sealed record WebhookJson
{
    public required Guid Id { get; init; }
    public required Guid OrganizationId { get; init; }
    public required string Url { get; init; }

    [Description("Names of events, \"invoice.*\", \"*\".")]
    public required IReadOnlyList<string> Events { get; init; }

    [Description("Paused by somebody; Gone: the receiver answered 410; Unreachable: nobody answered for days.")]
    public required WebhookState State { get; init; }

    [Description("For checking signatures. Shown once: when it is made.")]
    public string? Secret { get; init; }

    [Description("Until then the secret before signs, too.")]
    public DateTimeOffset? OldSecretUntil { get; init; }

    [Description("What waits to be told, up to 1,000.")]
    public required int Waiting { get; init; }

    [Description("Dead letters, up to 1,000.")]
    public required int Dead { get; init; }

    [Description("Since when nothing could be told; null while it can.")]
    public DateTimeOffset? FailingSince { get; init; }

    [Description("When it was last told something.")]
    public DateTimeOffset? LastAttemptAt { get; init; }

    [Description("The HTTP status that was answered then; null for no answer.")]
    public int? LastStatus { get; init; }

    public HookFault? LastFault { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public static WebhookJson Of(KnownWebhook known, string? secret = null)
    {
        var webhook = known.Webhook;
        return new()
        {
            Id = webhook.Id.Value,
            OrganizationId = webhook.OrganizationId.Value,
            Url = webhook.Url,
            Events = webhook.Events,
            State = webhook.State,
            Secret = secret,
            OldSecretUntil = webhook.OldSecretUntil,
            Waiting = known.Waiting,
            Dead = known.Dead,
            FailingSince = webhook.FailingSince,
            LastAttemptAt = webhook.LastAt,
            LastStatus = webhook.LastStatus,
            LastFault = webhook.LastFault,
            CreatedAt = webhook.CreatedAt,
        };
    }
}

/// <summary>A webhook as a program describes it.</summary>
public sealed record WebhookWrite
{
    [Description("Where events are posted; https.")]
    public string? Url { get; init; }

    [Description("Names of events, \"invoice.*\", \"*\".")]
    public IReadOnlyList<string>? Events { get; init; }

    [Description("False pauses it, true resumes it.")]
    public bool? IsActive { get; init; }
}

/// <summary>The telling of one event.</summary>
public sealed record DeliveryJson
{
    public required Guid Id { get; init; }

    [Description("As in webhook-id.")]
    public required Guid EventId { get; init; }

    public required string Type { get; init; }

    [Description("When it happened.")]
    public required DateTimeOffset Timestamp { get; init; }

    [Description("Waiting is told, or told again; Told was taken; Dead was tried for three days.")]
    public required DeliveryState State { get; init; }

    [Description("How often it was tried.")]
    public required int Tries { get; init; }

    [Description("When it is tried next.")]
    public DateTimeOffset? NextAttemptAt { get; init; }

    public DateTimeOffset? LastAttemptAt { get; init; }

    [Description("The HTTP status that was answered; null for no answer.")]
    public int? LastStatus { get; init; }

    public HookFault? LastFault { get; init; }

    public static DeliveryJson Of(WebhookDelivery d) =>
        new()
        {
            Id = d.Id.Value,
            EventId = d.EventId,
            Type = d.Type,
            Timestamp = d.At,
            State = d.State,
            Tries = d.Tries,
            NextAttemptAt = d.NextAt,
            LastAttemptAt = d.LastAt,
            LastStatus = d.Status,
            LastFault = d.Fault,
        };
}

/// <summary>What came of a try.</summary>
public sealed record HookAnswerJson(
    [property: Description("Whether the receiver took it: any 2xx.")] bool IsTaken,
    [property: Description("The HTTP status; null for no answer.")] int? Status,
    HookFault? Fault,
    [property: Description("How long the answer took.")] int Milliseconds
)
{
    public static HookAnswerJson Of(HookAnswer answer) => new(answer.IsTaken, answer.Status, answer.Fault, answer.Milliseconds);
}

public sealed record ReplayWrite
{
    [Description("Of events since that instant; of all without one.")]
    public DateTimeOffset? Since { get; init; }
}

public sealed record ReplayedJson([property: Description("How many are told again.")] int Count);
