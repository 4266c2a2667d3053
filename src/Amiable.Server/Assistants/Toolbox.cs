using System.Text.Json;
using System.Text.Json.Nodes;
using Amiable.Platform.Api;
using ModelContextProtocol.Protocol;

namespace Amiable.Assistants;

/// <summary>The tools as the protocol lists them, made of the table and of the description of the API when they are first asked for.</summary>
public sealed class Toolbox
{
    private static readonly Dictionary<string, Tool> ByName = ToolTable.All.ToDictionary(t => t.Name);

    private readonly Lazy<Dictionary<string, RouteEndpoint>> _operations;
    private readonly Lazy<Task<IReadOnlyDictionary<string, ModelContextProtocol.Protocol.Tool>>> _listed;

    public Toolbox(EndpointDataSource endpoints, ApiDocument document)
    {
        _operations = new(() =>
            endpoints
                .Endpoints.OfType<RouteEndpoint>()
                .Where(e => e.RoutePattern.RawText?.StartsWith(ApiRoutes.Root, StringComparison.Ordinal) == true)
                .Where(e => e.Metadata.GetMetadata<OperationFacts>() is not null)
                .ToDictionary(e => e.Metadata.GetMetadata<OperationFacts>()!.Id)
        );
        _listed = new(async () => Listed(JsonNode.Parse(await document.Bytes)!));
    }

    internal static Tool? Find(string? name) => name is null ? null : ByName.GetValueOrDefault(name);

    internal RouteEndpoint Operation(string id) => _operations.Value[id];

    internal async Task<IEnumerable<ModelContextProtocol.Protocol.Tool>> List() => (await _listed.Value).Values;

    /// <summary>What may be given to it, by name.</summary>
    internal async Task<(IReadOnlySet<string> Known, IReadOnlyList<string> Needed)> Values(Tool tool)
    {
        var schema = (await _listed.Value)[tool.Name].InputSchema;
        return (
            schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).ToHashSet(),
            schema.TryGetProperty("required", out var needed) ? [.. needed.EnumerateArray().Select(n => n.GetString()!)] : []
        );
    }

    private Dictionary<string, ModelContextProtocol.Protocol.Tool> Listed(JsonNode document) =>
        ToolTable.All.ToDictionary(t => t.Name, t => Listed(t, new ToolSchemas(document, t)));

    private ModelContextProtocol.Protocol.Tool Listed(Tool tool, ToolSchemas schemas)
    {
        var title = Operation(tool.Operation).Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IEndpointSummaryMetadata>()!.Summary;
        return new()
        {
            Name = tool.Name,
            Title = title,
            Description = tool.Says,
            InputSchema = JsonSerializer.SerializeToElement(schemas.Input()),
            OutputSchema = schemas.Output() is { } output ? JsonSerializer.SerializeToElement(output) : null,
            Annotations = new()
            {
                Title = title,
                ReadOnlyHint = tool.Effect == Effect.Reads,
                DestructiveHint = tool.Effect == Effect.Changes,
                IdempotentHint = tool.Effect is Effect.Reads or Effect.Sets,
                OpenWorldHint = tool.Effect == Effect.Sends,
            },
        };
    }
}
