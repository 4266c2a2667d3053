using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Amiable.Integrations.Models;

/// <summary>Asks by the Messages API of Anthropic.</summary>
internal sealed class AnthropicMessages(ModelLine line, ModelDialect dialect) : ModelAdapter(line, dialect)
{
    private const string ApiVersion = "2023-06-01";

    // Older models have no form of answers that is kept to; the prompt asks for it all the same. Some take no temperature.
    protected override IReadOnlyList<string> Dispensable => ["output_config", "temperature"];

    protected override JsonObject Body(IEnumerable<ChatMessage> messages, ChatOptions options)
    {
        var all = messages.ToList();
        var body = new JsonObject
        {
            ["model"] = Line.Model,
            ["max_tokens"] = options.MaxOutputTokens,
            ["system"] = string.Join("\n\n", all.Where(m => m.Role == ChatRole.System).Select(m => m.Text)),
            ["messages"] = new JsonArray([
                .. all.Where(m => m.Role != ChatRole.System).Select(m => new JsonObject { ["role"] = m.Role.Value, ["content"] = m.Text }),
            ]),
        };
        if (options.Temperature is { } temperature && Dialect.Knows("temperature"))
            body["temperature"] = temperature;
        if (options.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } && Dialect.Knows("output_config"))
            body["output_config"] = new JsonObject
            {
                ["format"] = new JsonObject { ["type"] = "json_schema", ["schema"] = JsonNode.Parse(schema.GetRawText()) },
            };
        return body;
    }

    protected override Task<JsonElement> Send(JsonObject body, CancellationToken ct)
    {
        // People copy the address with its version or without.
        var to = Line.To("").AbsolutePath.TrimEnd('/').EndsWith("/v1", StringComparison.Ordinal)
            ? Line.To("/messages")
            : Line.To("/v1/messages");
        return Line.Post(
            to,
            body,
            headers =>
            {
                headers.Add("anthropic-version", ApiVersion);
                if (Line.Key is { } key)
                    headers.Add("x-api-key", key);
            },
            ct
        );
    }

    protected override ChatResponse Read(JsonElement answer)
    {
        var blocks = answer.GetProperty("content").EnumerateArray().ToList();
        var reason = Text(answer, "stop_reason");
        List<AIContent> contents =
        [
            new TextContent(string.Concat(blocks.Where(b => Text(b, "type") == "text").Select(b => Text(b, "text")))),
        ];
        if (reason == "tool_use" || blocks.Exists(b => Text(b, "type")?.EndsWith("tool_use", StringComparison.Ordinal) == true))
            contents.Add(new FunctionCallContent("?", "?"));
        return new(new ChatMessage(ChatRole.Assistant, contents))
        {
            FinishReason = reason switch
            {
                "refusal" => ChatFinishReason.ContentFilter,
                "max_tokens" => ChatFinishReason.Length,
                _ => ChatFinishReason.Stop,
            },
            Usage = new()
            {
                InputTokenCount =
                    Count(answer, "input_tokens") + Count(answer, "cache_creation_input_tokens") + Count(answer, "cache_read_input_tokens"),
                OutputTokenCount = Count(answer, "output_tokens"),
            },
        };
    }
}
