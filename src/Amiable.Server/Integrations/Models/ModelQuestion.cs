using System.Text.Json;

namespace Amiable.Integrations.Models;

/// <summary>What a language model is asked.</summary>
/// <param name="Purpose">What for.</param>
/// <param name="Prompt">What it is told to do.</param>
/// <param name="Material">What it is to work on; what strangers wrote is fenced in it.</param>
/// <param name="Schema">The form of the answer.</param>
/// <param name="Read">From the answer to what is wanted, or what is wrong with it: that it is told, once.</param>
public sealed record ModelQuestion<T>(
    ModelPurpose Purpose,
    Prompt Prompt,
    string Material,
    AnswerSchema Schema,
    Func<string, (T? Value, Unfit? Fault)> Read
)
    where T : class
{
    /// <summary>How long one answer may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>Tokens of the longest answer.</summary>
    public int Longest { get; init; } = 1500;
}

/// <summary>The form of an answer.</summary>
/// <param name="Name">A name for it; some endpoints ask for one.</param>
/// <param name="Json">JSON Schema.</param>
public sealed record AnswerSchema(string Name, string Json)
{
    public JsonElement Element { get; } = JsonDocument.Parse(Json).RootElement.Clone();
}

/// <summary>Why an answer cannot be used, in an English sentence that the model is told.</summary>
public sealed record Unfit(ModelOutcome Outcome, string Said);

/// <summary>One call as it went.</summary>
public sealed record AskedOnce(string Prompt, ModelOutcome Outcome)
{
    public int InputTokens { get; init; }
    public int OutputTokens { get; init; }
    public TimeSpan Took { get; init; }

    /// <summary>How long the server wants to be left alone.</summary>
    public TimeSpan? RestFor { get; init; }

    /// <summary>What the server said, for whoever tries it out. It may repeat what it was asked, so it is stored nowhere.</summary>
    public string? Said { get; init; }
}

/// <summary>What came of a question.</summary>
/// <param name="Value">What was wanted; null when there is none.</param>
/// <param name="Last">The last call; null when there was none, because the model rests or the budget is spent.</param>
public sealed record ModelAnswer<T>(T? Value, AskedOnce? Last)
    where T : class;
