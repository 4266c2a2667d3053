using Amiable.Invoices;
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

    /// <summary>A request to pay in parts.</summary>
    PaymentPlan,

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

    /// <summary>The most calendar days over which payment in parts can be agreed.</summary>
    public const int MostPlanDays = 730;

    /// <summary>A promise for a day so many calendar days after it was made is noted; a later one a person decides on.</summary>
    public int LongestPromiseDays { get; init; } = 30;

    /// <summary>Up to so many calendar days more are granted to whoever asks; none: a person decides.</summary>
    public int MostExtensionDays { get; init; }

    /// <summary>Payment in up to so many parts is agreed to; none: a person decides.</summary>
    public int MostInstalments { get; init; }

    /// <summary>The first part is paid within so many calendar days.</summary>
    public int FirstInstalmentDays { get; init; } = 30;

    /// <summary>The last part is paid within so many calendar days.</summary>
    public int LastInstalmentDays { get; init; } = 90;

    /// <summary>A dispute should be decided within so many calendar days: after that the team is asked.</summary>
    public int DisputeAnswerDays { get; init; } = 14;

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
    public Problem? Fault =>
        Wrong(nameof(LongestPromiseDays), LongestPromiseDays)
        ?? Wrong(nameof(MostExtensionDays), MostExtensionDays)
        ?? Wrong(nameof(DisputeAnswerDays), DisputeAnswerDays)
        ?? Wrong(nameof(FirstInstalmentDays), FirstInstalmentDays)
        ?? Wrong(nameof(LastInstalmentDays), LastInstalmentDays, MostPlanDays)
        ?? (
            MostInstalments is < 0 or 1 or > PartPayments.Most
                ? new Invalid(nameof(MostInstalments), "replies.parts", $"From 2 to {PartPayments.Most} parts, or 0 for none.")
                {
                    Values = [PartPayments.Most],
                }
                : null
        );

    /// <summary>Whether both say the same.</summary>
    public bool IsSameAs(ReplyRules other) =>
        this with { Trusted = other.Trusted } == other && Trusted.Count == other.Trusted.Count && !Trusted.Except(other.Trusted).Any();

    private static Invalid? Wrong(string field, int days, int most = MostDays) =>
        days < 0 || days > most ? new(field, "replies.days", $"Between 0 and {most} days are possible.") { Values = [most] } : null;
}
