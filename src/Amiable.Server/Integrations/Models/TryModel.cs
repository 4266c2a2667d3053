using System.Text.Json;

namespace Amiable.Integrations.Models;

/// <summary>Asks the stored language model one small question that holds nothing of anybody, and tells what came of it.</summary>
public sealed class TryModel(AskModel askModel)
{
    private static readonly AnswerSchema Schema = new(
        "trial",
        """{ "type": "object", "additionalProperties": false, "required": ["works"], "properties": { "works": { "type": "boolean" } } }"""
    );

    private static readonly ModelQuestion<string> Question = new(ModelPurpose.Trial, Prompt.Trial, "Does it work?", Schema, Read)
    {
        Timeout = TimeSpan.FromSeconds(30),
        Longest = 200,
    };

    public async Task<Result<AskedOnce>> Run(CancellationToken ct) =>
        (await askModel.Run(Question, ct))?.Last is { } last ? last : new Refused("model.none", "Enter a language model first.");

    private static (string?, Unfit?) Read(string answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            if (
                json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("works", out var works)
                && works.ValueKind == JsonValueKind.True
            )
                return (answer, null);
        }
        catch (JsonException)
        {
            // Said below.
        }
        return (null, new(ModelOutcome.Malformed, "Answer {\"works\": true}."));
    }
}
