namespace Amiable.Integrations.Models;

/// <summary>What came of asking a language model.</summary>
public enum ModelOutcome
{
    /// <summary>It answered in the form asked for.</summary>
    Answered,

    /// <summary>What it answered has not the form asked for, or names what is not there.</summary>
    Malformed,

    /// <summary>Its words were not taken: a figure, a name or a word that the message may not have.</summary>
    WordsRejected,

    /// <summary>It declined.</summary>
    Declined,

    /// <summary>It wanted to call a tool. It is offered none, so somebody put the idea into its head.</summary>
    WantedTool,

    /// <summary>It stopped in the middle: longer than it may answer.</summary>
    CutShort,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>Asked too often; it says when to come back.</summary>
    TooMany,

    /// <summary>Nobody answers there.</summary>
    Unreachable,

    /// <summary>The server had a failure of its own.</summary>
    ServerFailed,

    /// <summary>The key is not accepted.</summary>
    KeyRefused,

    /// <summary>The server knows no such address or model, or does not understand what it is asked.</summary>
    NotUnderstood,

    /// <summary>It points to another address. Nobody follows there: the key was given for this one.</summary>
    PointsElsewhere,

    /// <summary>The stored key cannot be read any more.</summary>
    KeyLost,

    /// <summary>The budget of the day is spent; noted once a day.</summary>
    BudgetSpent,
}

/// <summary>One call of a language model: what for, how long, how dear, and what came of it. Neither what was asked nor what was answered.</summary>
public sealed class ModelCall : Owned
{
    /// <summary>How long calls are kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public ModelCallId Id { get; private init; }
    public DateTimeOffset At { get; private init; }
    public ModelPurpose Purpose { get; private init; }

    /// <summary>Its name at the server asked.</summary>
    public string Model { get; private init; } = "";

    /// <summary>The prompt and its version: "read-reply.v1".</summary>
    public string Prompt { get; private init; } = "";
    public ModelOutcome Outcome { get; private init; }

    /// <summary>Tokens it read.</summary>
    public int InputTokens { get; private init; }

    /// <summary>Tokens it wrote.</summary>
    public int OutputTokens { get; private init; }
    public int Milliseconds { get; private init; }

    /// <summary>In millionths of <see cref="Currency"/>; null when nobody said what tokens cost.</summary>
    public long? Cost { get; private init; }
    public string? Currency { get; private init; }

    /// <summary>Until when the server asked to be left alone.</summary>
    public DateTimeOffset? RestUntil { get; private init; }

    private ModelCall() { }

    public ModelCall(ModelCallId id, DateTimeOffset at, ModelPurpose purpose, ModelSettings settings, AskedOnce asked)
    {
        (Id, At, Purpose, Model, Prompt, Outcome) = (id, at, purpose, settings.Model, asked.Prompt, asked.Outcome);
        (InputTokens, OutputTokens, Milliseconds) = (asked.InputTokens, asked.OutputTokens, (int)asked.Took.TotalMilliseconds);
        Cost = settings.CostInMillionths(InputTokens, OutputTokens);
        Currency = Cost is null ? null : settings.Currency;
        RestUntil = asked.RestFor is { } rest ? at + rest : null;
    }
}
