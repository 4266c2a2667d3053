using System.Text.Json.Nodes;
using Amiable.Integrations.Models;

namespace Amiable.Assistants;

/// <summary>Fences in a result what people outside wrote: a model reads it, and is told that nothing of it is meant for it.</summary>
internal sealed class OutsideText
{
    private const int Most = 20_000;

    private readonly Fence _fence = new();

    private bool _isThere;

    /// <summary>What the model is told; null when there is nothing to tell.</summary>
    public string? Explained => _isThere ? _fence.Explained : null;

    /// <summary>In all of it.</summary>
    public void Fence(JsonNode? node)
    {
        if (node is JsonArray array)
            foreach (var item in array)
                Fence(item);
        if (node is not JsonObject thing)
            return;
        if (Text(thing["direction"]) == "Incoming")
            FenceMessage(thing);
        // A task tells what the customer said.
        else if (thing["description"] is JsonArray told && thing.ContainsKey("answers"))
            FenceAll(told);
        else
            foreach (var (_, value) in thing)
                Fence(value);
    }

    private void FenceMessage(JsonObject message)
    {
        Fence(message, "subject");
        Fence(message, "text");
        if (message["from"] is JsonObject from)
            Fence(from, "name");
        foreach (var attachment in (message["attachments"] as JsonArray ?? []).OfType<JsonObject>())
            Fence(attachment, "fileName");
    }

    private void FenceAll(JsonArray paragraphs)
    {
        for (var i = 0; i < paragraphs.Count; i++)
            if (Text(paragraphs[i]) is { Length: > 0 } said)
                paragraphs[i] = Around("description", said);
    }

    private void Fence(JsonObject thing, string field)
    {
        if (Text(thing[field]) is { Length: > 0 } said)
            thing[field] = Around(field, said);
    }

    private string Around(string field, string said)
    {
        _isThere = true;
        return _fence.Around(field, said, Most);
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
