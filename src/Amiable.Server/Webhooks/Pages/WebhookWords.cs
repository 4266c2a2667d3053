using Amiable.Ui;

namespace Amiable.Webhooks.Pages;

/// <summary>Webhooks in the words of people.</summary>
internal static class WebhookWords
{
    /// <summary>What an event is called.</summary>
    public static string Event(Words t, string type) => t[$"webhook.event.{type.Replace('.', '-')}"];

    /// <summary>What a webhook is told of, in a line.</summary>
    public static string Events(Words t, Webhook webhook) =>
        webhook.Events.Contains("*")
            ? t["webhook.everything"]
            : string.Join(
                ", ",
                webhook.Events.Select(e => e.EndsWith(".*", StringComparison.Ordinal) ? t[$"webhook.group.{e[..^2]}"] : Event(t, e))
            );

    /// <summary>Why something was not taken; empty when it was.</summary>
    public static string Of(Words t, HookFault? fault, int? status) =>
        fault switch
        {
            null => "",
            HookFault.Answer => t["hook-fault.answer", status],
            { } other => t.Of(other),
        };

    public static Signal SignalOf(KnownWebhook known) =>
        known.Webhook switch
        {
            { State: WebhookState.Paused } => Signal.Hollow,
            { IsActive: false } => Signal.Bad,
            { FailingSince: not null } => Signal.Warn,
            _ => Signal.Good,
        };

    public static string State(Words t, KnownWebhook known) =>
        known.Webhook is { IsActive: true, FailingSince: not null } ? t["webhook.failing"] : t.Of(known.Webhook.State);
}
