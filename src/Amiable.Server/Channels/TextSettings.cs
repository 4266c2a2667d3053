using System.Text.Json.Serialization;

namespace Amiable.Channels;

/// <summary>A provider of text messages that speaks as Twilio does, as a member enters it.</summary>
public sealed record TextSettings
{
    /// <summary>What the paths of its interface follow: "https://api.twilio.com".</summary>
    public required string Address { get; init; }

    /// <summary>Whose account there.</summary>
    public required string AccountSid { get; init; }

    /// <summary>The number or name that texts come from; null where a service of theirs chooses it.</summary>
    public string? From { get; init; }

    /// <summary>The service that chooses it; null for a number or name of one's own.</summary>
    public string? Service { get; init; }

    /// <summary>What a message of the network costs, in major units; nought for unknown.</summary>
    public decimal Price { get; init; }

    /// <summary>Of the price; ISO 4217.</summary>
    public string Currency { get; init; } = "";

    /// <summary>The token of that account, which also signs what comes in. Encrypted by SecretBox; kept in a column of its own.</summary>
    [JsonIgnore]
    public string? Secret { get; init; }

    /// <summary>What they are encrypted for.</summary>
    public const string Purpose = "text-provider";

    /// <summary>What so many messages of the network cost; null where no price is known.</summary>
    public decimal? CostOf(int segments) => Price > 0 ? Price * segments : null;
}
