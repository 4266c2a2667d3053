namespace Amiable.Communications;

/// <summary>What became of a mail when it was handed to a mail server.</summary>
public enum HandoverOutcome
{
    /// <summary>The server took it, for at least one recipient.</summary>
    Taken,

    /// <summary>Certainly not taken; the same may work later.</summary>
    RefusedForNow,

    /// <summary>Certainly not taken, and never will be as it is.</summary>
    RefusedForGood,

    /// <summary>Certainly not taken, and it has nothing to do with this mail: nobody can be reached or signed in to.</summary>
    ServerFailed,

    /// <summary>The server may have it: it is never handed over again by itself.</summary>
    Unknown,
}

/// <summary>What became of a mail, altogether and for those recipients who were refused.</summary>
/// <param name="Outcome">Altogether.</param>
/// <param name="Refused">Who was refused although the server answered, and why.</param>
/// <param name="Said">The server's own words, or what keeps us from it; on one line, without secrets.</param>
public sealed record Handover(HandoverOutcome Outcome, IReadOnlyList<DeliveryNews> Refused, string Said)
{
    /// <summary>It is on its way to everybody.</summary>
    public static Handover Taken { get; } = new(HandoverOutcome.Taken, [], "");
}

/// <summary>What a server said of the delivery to one recipient.</summary>
public enum DeliveryKind
{
    /// <summary>It arrived.</summary>
    Delivered,

    /// <summary>It did not arrive yet; somebody goes on trying.</summary>
    Delayed,

    /// <summary>It did not arrive and will not, for a reason that may pass.</summary>
    Failed,

    /// <summary>It did not arrive and never will: the address itself is no good.</summary>
    HardFailed,

    /// <summary>The recipient marked it as unwanted.</summary>
    Complained,
}

/// <summary>One piece of news about the delivery of a message.</summary>
/// <param name="At">When it became known.</param>
/// <param name="Address">To whom.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Status">The enhanced status code (RFC 3463), "5.1.1"; null when there is none.</param>
/// <param name="Reason">Why, as the code of a sentence: "UserUnknown".</param>
/// <param name="Said">The server's own words, on one line.</param>
public sealed record DeliveryNews(DateTimeOffset At, string Address, DeliveryKind Kind, string? Status, string Reason, string Said);
