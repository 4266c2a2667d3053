using System.Text.Json;
using System.Text.Json.Serialization;
using Amiable.Integrations.Models;

namespace Amiable.Writing;

/// <summary>
/// Words somebody proposes for a message, with places for figures and names. Greeting, table, bank details, closing and the remark about the AI assistant are
/// not theirs to write.
/// </summary>
/// <param name="Subject">The subject line.</param>
/// <param name="Before">Paragraphs above the table of invoices.</param>
/// <param name="After">Paragraphs below it.</param>
public sealed record ProposedWords(string Subject, IReadOnlyList<string> Before, IReadOnlyList<string> After)
{
    public const string Schema = """
        {
          "type": "object",
          "additionalProperties": false,
          "required": ["subject", "before", "after"],
          "properties": {
            "subject": { "type": "string" },
            "before": { "type": "array", "items": { "type": "string" } },
            "after": { "type": "array", "items": { "type": "string" } }
          }
        }
        """;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>What a model answered, when it may stand in the message of this brief.</summary>
    internal static (ProposedWords? Words, Unfit? Fault) Read(string json, MessageBrief brief)
    {
        try
        {
            var words = JsonSerializer.Deserialize<ProposedWords>(json, Strict);
            if (words is null)
                return (null, new(ModelOutcome.Malformed, "This is not JSON of the schema: null."));
            var faults = ProposedWordsCheck.Faults(brief, words).ToList();
            return faults.Count == 0 ? (words, null) : (null, new(ModelOutcome.WordsRejected, string.Join(' ', faults)));
        }
        catch (JsonException malformed)
        {
            return (null, new(ModelOutcome.Malformed, $"This is not JSON of the schema: {malformed.Message}"));
        }
    }

    /// <summary>All of it, a line each.</summary>
    internal IEnumerable<string> Lines => [Subject, .. Before, .. After];

    /// <summary>As a wording beside the built-in ones; the closing formula is theirs.</summary>
    /// <exception cref="FormatException">It has a place that there is not, or an open bracket.</exception>
    internal Wording AsWording(LanguageTexts texts, IReadOnlySet<string> places, Template closing) =>
        new(
            texts.Proposed(Subject, places),
            closing,
            [.. Before.Select(p => texts.Proposed(p, places))],
            [.. After.Select(p => texts.Proposed(p, places))]
        );
}
