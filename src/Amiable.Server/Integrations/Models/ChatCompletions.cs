using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Amiable.Integrations.Models;

/// <summary>Asks by chat completions, the form of OpenAI that most others took over.</summary>
internal sealed class ChatCompletions(ModelLine line, ModelDialect dialect) : ModelAdapter(line, dialect)
{
    // Newer models of OpenAI call the first max_completion_tokens and take no temperature; small servers know no schema.
    protected override IReadOnlyList<string> Dispensable => ["max_tokens", "temperature", "response_format"];

    protected override JsonObject Body(IEnumerable<ChatMessage> messages, ChatOptions options)
    {
        var body = new JsonObject
        {
            ["model"] = Line.Model,
            ["messages"] = new JsonArray([.. messages.Select(m => new JsonObject { ["role"] = m.Role.Value, ["content"] = m.Text })]),
            [Dialect.Knows("max_tokens") ? "max_tokens" : "max_completion_tokens"] = options.MaxOutputTokens,
        };
        if (options.Temperature is { } temperature && Dialect.Knows("temperature"))
            body["temperature"] = temperature;
        if (options.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } format && Dialect.Knows("response_format"))
            body["response_format"] = new JsonObject
            {
                ["type"] = "json_schema",
                ["json_schema"] = new JsonObject
                {
                    ["name"] = format.SchemaName,
                    ["strict"] = true,
                    ["schema"] = JsonNode.Parse(schema.GetRawText()),
                },
            };
        return body;
    }

    protected override Task<JsonElement> Send(JsonObject body, CancellationToken ct) =>
        Line.Post(Line.To("/chat/completions"), body, Sign, ct);

    private void Sign(HttpRequestHeaders headers)
    {
        if (Line.Key is not { } key)
            return;
        if (Line.IsAzure)
            headers.Add("api-key", key);
        else
            headers.Authorization = new("Bearer", key);
    }

    protected override ChatResponse Read(JsonElement answer)
    {
        var choice = answer.GetProperty("choices")[0];
        var message = choice.GetProperty("message");
        var reason = Text(choice, "finish_reason");
        List<AIContent> contents = [new TextContent(Text(message, "content") ?? "")];
        if (
            message.TryGetProperty("tool_calls", out var calls) && calls.ValueKind == JsonValueKind.Array && calls.GetArrayLength() > 0
            || message.TryGetProperty("function_call", out var call) && call.ValueKind == JsonValueKind.Object
            || reason == "tool_calls"
        )
            contents.Add(new FunctionCallContent("?", "?"));
        return new(new ChatMessage(ChatRole.Assistant, contents))
        {
            FinishReason =
                Text(message, "refusal") is { Length: > 0 } || reason == "content_filter" ? ChatFinishReason.ContentFilter
                : reason == "length" ? ChatFinishReason.Length
                : ChatFinishReason.Stop,
            Usage = new() { InputTokenCount = Count(answer, "prompt_tokens"), OutputTokenCount = Count(answer, "completion_tokens") },
        };
    }
}
