using Amiable.Organizations;

namespace Amiable.Replies;

/// <summary>Kinds of replies that an organization trusts the agent with, each for itself.</summary>
public enum ReplyClass
{
    /// <summary>A promise to pay on a day.</summary>
    Promise,

    /// <summary>A payment that is said to have been made.</summary>
    PaymentClaim,

    /// <summary>Invoices that are contested.</summary>
    Dispute,

    /// <summary>A request for copies of invoices or a statement.</summary>
    Documents,

    /// <summary>A request for more time.</summary>
    MoreTime,

    /// <summary>What a person has to answer: the agent only says that one will.</summary>
    HandedOver,

    /// <summary>Somebody is away.</summary>
    Absence,

    /// <summary>Noted, thanks: there is nothing to do.</summary>
    Acknowledgement,
}

/// <summary>What an organization lets the agent do about replies: how far it may concede, and for which kinds it needs nobody.</summary>
public sealed record ReplyRules
{
    /// <summary>The baseline: it notes promises, grants nothing, and each answer is seen before it leaves.</summary>
    public static readonly ReplyRules Standard = new();

    /// <summary>The precision on the shipped test set from which a kind may be answered without a person (agent.md).</summary>
    public const double PrecisionForAuto = 0.97;

    /// <summary>The most calendar days that can be entered.</summary>
    public const int MostDays = 120;

    /// <summary>A promise for a day so many calendar days after it was made is noted; a later one a person decides on.</summary>
    public int LongestPromiseDays { get; init; } = 30;

    /// <summary>Up to so many calendar days more are granted to whoever asks; none: a person decides.</summary>
    public int MostExtensionDays { get; init; }

    /// <summary>What differs from <see cref="Autonomy.Approve"/>.</summary>
    public IReadOnlyDictionary<ReplyClass, Autonomy> Trusted { get; init; } = new Dictionary<ReplyClass, Autonomy>();

    /// <summary>How much the agent may do about replies of a kind: never more than in the organization as a whole.</summary>
    public Autonomy For(ReplyClass kind, Autonomy organization)
    {
        var own = Trusted.TryGetValue(kind, out var trusted) ? trusted : Autonomy.Approve;
        return own < organization ? own : organization;
    }

    /// <summary>These rules, with another trust in a kind.</summary>
    public ReplyRules With(ReplyClass kind, Autonomy autonomy) =>
        this with
        {
            Trusted = Trusted.Where(t => t.Key != kind).Append(new(kind, autonomy)).Where(t => t.Value != Autonomy.Approve).ToDictionary(),
        };

    /// <summary>What makes these rules impossible to follow; null for nothing.</summary>
    public Problem? Fault => Wrong(nameof(LongestPromiseDays), LongestPromiseDays) ?? Wrong(nameof(MostExtensionDays), MostExtensionDays);

    /// <summary>Whether both say the same.</summary>
    public bool IsSameAs(ReplyRules other) =>
        this with { Trusted = other.Trusted } == other && Trusted.Count == other.Trusted.Count && !Trusted.Except(other.Trusted).Any();

    private static Invalid? Wrong(string field, int days) =>
        days is < 0 or > MostDays
            ? new(field, "replies.days", $"Between 0 and {MostDays} days are possible.") { Values = [MostDays] }
            : null;
}
