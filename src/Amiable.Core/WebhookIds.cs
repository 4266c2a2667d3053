namespace Amiable;

/// <summary>Identifies where a program wants to be told of events.</summary>
public readonly record struct WebhookId(Guid Value) : IId<WebhookId>
{
    /// <inheritdoc/>
    public static WebhookId From(Guid value) => new(value);
}

/// <summary>Identifies the telling of one event to one webhook.</summary>
public readonly record struct WebhookDeliveryId(Guid Value) : IId<WebhookDeliveryId>
{
    /// <inheritdoc/>
    public static WebhookDeliveryId From(Guid value) => new(value);
}
