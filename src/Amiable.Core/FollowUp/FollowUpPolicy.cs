using System.Text.Json.Serialization;

namespace Amiable.FollowUp;

/// <summary>
/// When the agent writes and how firmly: the baseline of the product, which an organization may override. All days are business days of the
/// customer unless they say otherwise.
/// </summary>
public sealed record FollowUpPolicy
{
    /// <summary>The baseline.</summary>
    public static readonly FollowUpPolicy Standard = new();

    /// <summary>One reminder this many business days before the due date; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] // Left out where it is stored, "none" would be read as the standard.
    public int? RemindBusinessDaysBeforeDue { get; init; } = 3;

    /// <summary>The rhythm and the tone, by how long the oldest overdue invoice has been overdue.</summary>
    public IReadOnlyList<Rung> Rungs { get; init; } =
    [
        new(FromDaysOverdue: 0, EveryBusinessDays: 10, Tones: [Tone.Courteous, Tone.Professional]),
        new(FromDaysOverdue: 31, EveryBusinessDays: 5, Tones: [Tone.Professional]),
        new(FromDaysOverdue: 61, EveryBusinessDays: 3, Tones: [Tone.Firm]),
    ];

    /// <summary>Business days between any two outgoing messages to an account, whatever triggers them.</summary>
    public int MinimumGapBusinessDays { get; init; } = 2;

    /// <summary>Business days a promised payment may take to arrive before it counts as broken.</summary>
    public int GraceAfterPromiseBusinessDays { get; init; } = 2;

    /// <summary>Business days of silence after a formal notice was posted.</summary>
    public int WaitAfterFormalNoticeBusinessDays { get; init; } = 8;

    /// <summary>So many firm messages without an answer, and an advanced action is recommended.</summary>
    public int RecommendAfterFirmMessages { get; init; } = 4;

    /// <summary>So many calendar days overdue with a firm message sent, and an advanced action is recommended.</summary>
    public int RecommendAfterDaysOverdue { get; init; } = 90;

    /// <summary>Sends only between these hours of the account's time zone.</summary>
    public SendWindow Window { get; init; } = SendWindow.Standard;

    /// <summary>Hours after which imported figures are too old to chase with.</summary>
    public int LedgerStaysFreshHours { get; init; } = 7 * 24;

    /// <summary>At most so many messages of the organization leave within an hour.</summary>
    public int MostPerHour { get; init; } = 200;

    /// <summary>At most so many messages to one account within seven days.</summary>
    public int MostPerAccountAndWeek { get; init; } = 3;

    /// <summary>More automatic messages on one day than this many times the busiest of the last 30 days is unusual.</summary>
    public int UnusualVolumeFactor { get; init; } = 4;

    /// <summary>So many automatic messages a day are never unusual.</summary>
    public int UsualVolume { get; init; } = 50;

    /// <summary>Writes a letter to print where there is no e-mail address but a postal one; else a member is asked for a contact.</summary>
    public bool WritesLetters { get; init; }

    /// <summary>Whether the documents of the invoices lie in the envelope of a letter.</summary>
    public bool EnclosesInvoices { get; init; }

    /// <summary>What is held back on purpose, to measure the effect of follow-ups.</summary>
    public HoldOut HoldOut { get; init; } = HoldOut.Off;

    /// <summary>When a member is asked to telephone.</summary>
    public CallRule Calls { get; init; } = CallRule.Off;

    /// <summary>The rung for an age of the oldest overdue invoice, in calendar days.</summary>
    public Rung RungAt(int daysOverdue)
    {
        var rung = Rungs[0];
        for (var i = 1; i < Rungs.Count && Rungs[i].FromDaysOverdue <= daysOverdue; i++)
            rung = Rungs[i];
        return rung;
    }

    /// <summary>This policy with the rhythm and the tones of another one.</summary>
    public FollowUpPolicy WithRhythmOf(FollowUpPolicy other) =>
        this with
        {
            RemindBusinessDaysBeforeDue = other.RemindBusinessDaysBeforeDue,
            Rungs = other.Rungs,
            MinimumGapBusinessDays = other.MinimumGapBusinessDays,
            GraceAfterPromiseBusinessDays = other.GraceAfterPromiseBusinessDays,
            WaitAfterFormalNoticeBusinessDays = other.WaitAfterFormalNoticeBusinessDays,
            RecommendAfterFirmMessages = other.RecommendAfterFirmMessages,
            RecommendAfterDaysOverdue = other.RecommendAfterDaysOverdue,
        };

    /// <summary>This policy with the hours and the limits of another one.</summary>
    public FollowUpPolicy WithSendingOf(FollowUpPolicy other) =>
        this with
        {
            Window = other.Window,
            LedgerStaysFreshHours = other.LedgerStaysFreshHours,
            MostPerHour = other.MostPerHour,
            MostPerAccountAndWeek = other.MostPerAccountAndWeek,
            WritesLetters = other.WritesLetters,
            EnclosesInvoices = other.EnclosesInvoices,
        };

    /// <summary>Whether both say the same.</summary>
    public bool IsSameAs(FollowUpPolicy other) =>
        this with { Rungs = other.Rungs } == other
        && Rungs.Count == other.Rungs.Count
        && Rungs
            .Zip(other.Rungs)
            .All(p => p.First with { Tones = p.Second.Tones } == p.Second && p.First.Tones.SequenceEqual(p.Second.Tones));

    /// <summary>What makes this policy impossible to follow, and where; null for nothing.</summary>
    public Problem? Fault => new PolicyFault(this).First;
}

/// <summary>One step of the ladder.</summary>
/// <param name="FromDaysOverdue">It holds from so many calendar days past the due date of the oldest overdue invoice.</param>
/// <param name="EveryBusinessDays">A message every so many business days.</param>
/// <param name="Tones">The tone of the first message on this step, of the second…; the last one holds for all that follow.</param>
public sealed record Rung(int FromDaysOverdue, int EveryBusinessDays, IReadOnlyList<Tone> Tones)
{
    /// <summary>The tone of the message that comes after this many on the same step.</summary>
    public Tone ToneAfter(int messages) => Tones[Math.Min(messages, Tones.Count - 1)];
}
