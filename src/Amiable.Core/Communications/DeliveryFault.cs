namespace Amiable.Communications;

/// <summary>Whose fault it is that a message did not arrive.</summary>
public enum DeliveryFault
{
    /// <summary>The address is no good: another one is needed.</summary>
    Address,

    /// <summary>Something that passes: a full mailbox, a server that is down.</summary>
    Passing,

    /// <summary>Ours, or the receiver thinks so: a person has to look, and a second message could make it worse.</summary>
    Ours,
}

/// <summary>Whose fault each reason is.</summary>
public static class DeliveryFaults
{
    private static readonly HashSet<string> Address = ["UserUnknown", "HostUnknown", "HasMoved", "NotAccept"];

    private static readonly HashSet<string> Ours =
    [
        "Filtered",
        "Rejected",
        "Blocked",
        "BadReputation",
        "AuthFailure",
        "RequirePtr",
        "SpamDetected",
        "VirusDetected",
        "PolicyViolation",
        "SecurityError",
        "NoRelaying",
        "MesgTooBig",
        "ContentError",
        "NotCompliantRfc",
        "SyntaxError",
    ];

    /// <summary>Whose fault the news tells of. What nobody understands may pass.</summary>
    public static DeliveryFault Fault(this DeliveryNews news) =>
        news.Kind == DeliveryKind.HardFailed || Address.Contains(news.Reason) ? DeliveryFault.Address
        : Ours.Contains(news.Reason) ? DeliveryFault.Ours
        : DeliveryFault.Passing;
}
