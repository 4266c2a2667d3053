using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amiable.Platform.Api;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Amiable.Assistants;

/// <summary>A call of a tool: its operation is asked, and the answer told in a way a model can act on.</summary>
internal static class CallTool
{
    private static readonly Dictionary<string, JsonElement> Nothing = [];

    public static async ValueTask<CallToolResult> Answer(
        HttpContext http,
        Toolbox toolbox,
        CallToolRequestParams call,
        CancellationToken ct
    )
    {
        if (Toolbox.Find(call.Name) is not { } tool)
            throw new McpProtocolException($"There is no tool {call.Name}: see tools/list.", McpErrorCode.InvalidParams);
        var given = call.Arguments is { } arguments ? new Dictionary<string, JsonElement>(arguments) : Nothing;
        if (await Fault(toolbox, tool, given) is { } fault)
            return Failed(ToolFaults.Of(tool, fault));
        var before = tool.Before is { } shows ? await Ask(http, toolbox, shows, Of(given, "accountId"), null, ct) : null;
        if (before is { IsDone: false })
            return Failed(ToolFaults.Of(tool, before.Body));
        var answer = await Ask(http, toolbox, tool.Operation, given, Identity(http, tool, given), ct);
        if (!answer.IsDone)
            return Failed(ToolFaults.Of(tool, answer.Body));
        return Done(answer.Body!, ToolTexts.AlreadySo(before?.Body, answer.Body!));
    }

    internal static async Task<OperationAnswer> Ask(
        HttpContext http,
        Toolbox toolbox,
        string operation,
        IReadOnlyDictionary<string, JsonElement> given,
        Guid? identity,
        CancellationToken ct
    ) => await OperationCall.Ask(http, toolbox.Operation(operation), given, identity, ct);

    private static Dictionary<string, JsonElement> Of(Dictionary<string, JsonElement> given, string name) => new() { [name] = given[name] };

    private static async Task<JsonNode?> Fault(Toolbox toolbox, Tool tool, Dictionary<string, JsonElement> given)
    {
        var (known, needed) = await toolbox.Values(tool);
        if (given.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            return Written(
                new Invalid(unknown, "unknown-argument", $"There is no argument {unknown}. There is: {string.Join(", ", known)}.")
            );
        return
            needed.FirstOrDefault(name => !given.TryGetValue(name, out var value) || value.ValueKind == JsonValueKind.Null) is { } missing
            ? Written(new Invalid(missing, "missing", $"The argument {missing} is missing."))
            : null;

        static JsonNode? Written(Problem problem) => JsonSerializer.SerializeToNode(ApiProblem.Written(problem), ApiJson.Options);
    }

    /// <summary>The same message to the same account on one day is one message: a model that heard no answer asks again.</summary>
    private static Guid? Identity(HttpContext http, Tool tool, Dictionary<string, JsonElement> given)
    {
        if (tool.Effect != Effect.Sends)
            return null;
        var day = http.RequestServices.GetRequiredService<Today>().Now.UtcDateTime.Date;
        var said = given
            .Where(g => g.Key is not ("confirmed" or OperationCall.Key))
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Key}={g.Value.GetRawText()}");
        return new(SHA256.HashData(Encoding.UTF8.GetBytes($"{day:yyyy-MM-dd}\n{string.Join('\n', said)}")).AsSpan(0, 16));
    }

    private static CallToolResult Done(JsonNode answer, string? alreadySo)
    {
        // A plain list has the shape of all others.
        var content =
            answer as JsonObject
            ?? new JsonObject
            {
                ["nodes"] = answer,
                ["pageInfo"] = new JsonObject { ["endCursor"] = null },
            };
        var outside = new OutsideText();
        outside.Fence(content);
        List<string?> said = [alreadySo, ToolTexts.Summary(content), outside.Explained];
        return new()
        {
            StructuredContent = JsonSerializer.SerializeToElement(content, ApiJson.Options),
            Content =
            [
                Text(string.Join(' ', said.OfType<string>())),
                // For clients that know nothing of structured content.
                Text(content.ToJsonString(ToolTexts.Readable)),
            ],
        };
    }

    private static CallToolResult Failed(string said) => new() { IsError = true, Content = [Text(said)] };

    private static TextContentBlock Text(string text) => new() { Text = text };
}
