using System.Text.Json.Nodes;

namespace Amiable.Assistants;

/// <summary>What a tool takes and returns, as JSON schemas that stand for themselves: taken from what the description of the API says of its operation.</summary>
internal sealed class ToolSchemas
{
    private const string Reference = "#/components/schemas/";

    // Others are of OpenAPI, and unknown to who checks JSON schemas.
    private static readonly string[] Formats = ["uuid", "date-time", "email", "uri"];

    private readonly JsonNode _document;
    private readonly Tool _tool;
    private readonly JsonNode _operation;

    public ToolSchemas(JsonNode document, Tool tool)
    {
        (_document, _tool) = (document, tool);
        _operation = document["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(o => o.Value!))
            .Single(o => o["operationId"]?.GetValue<string>() == tool.Operation);
    }

    /// <summary>Parameters of path and query, and the fields of what is sent, side by side.</summary>
    public JsonObject Input()
    {
        var (properties, needed) = (new JsonObject(), new List<string>());
        foreach (var parameter in _operation["parameters"]?.AsArray() ?? [])
        {
            var name = parameter!["name"]!.GetValue<string>();
            var schema = parameter["schema"]!.DeepClone();
            schema["description"] = parameter["description"]?.DeepClone();
            if (parameter["in"]!.GetValue<string>() != "header")
                properties[name] = schema;
            else if (_tool.Effect is Effect.Adds or Effect.Sends or Effect.Changes)
                properties[OperationCall.Key] = schema;
            if (parameter["required"]?.GetValue<bool>() == true)
                needed.Add(name);
        }
        if (Resolved(_operation["requestBody"]?["content"]?["application/json"]?["schema"]) is { } body)
        {
            foreach (var (name, schema) in body["properties"]!.AsObject())
                if (name != _tool.Without && (_tool.Only is null || _tool.Only == name))
                    properties[name] = schema!.DeepClone();
            needed.AddRange((body["required"]?.AsArray() ?? []).Select(n => n!.GetValue<string>()).Where(properties.ContainsKey));
        }
        if (_tool.Needs is { } asked)
        {
            needed.Add(asked);
            NotNull(properties[asked]!.AsObject());
        }
        return Whole(
            new()
            {
                ["type"] = "object",
                ["properties"] = properties,
                ["required"] = new JsonArray([.. needed.Distinct().Select(n => JsonValue.Create(n))]),
                ["additionalProperties"] = false,
            }
        );
    }

    /// <summary>What the operation answers; null when it never does what is asked, today.</summary>
    public JsonObject? Output()
    {
        var answers = _operation["responses"]!.AsObject();
        var done = (answers["200"] ?? answers["201"])?["content"]?["application/json"]?["schema"];
        if (Resolved(done) is not { } schema)
            return null;
        // A plain list has the shape of all others.
        return Whole(schema["type"]?.ToString() == "array" ? List(schema["items"]!) : schema.DeepClone().AsObject());
    }

    private static JsonObject List(JsonNode items) =>
        new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["nodes"] = new JsonObject { ["type"] = "array", ["items"] = items.DeepClone() },
                ["pageInfo"] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject { ["endCursor"] = new JsonObject { ["type"] = new JsonArray("null", "string") } },
                },
            },
            ["required"] = new JsonArray("nodes", "pageInfo"),
        };

    private static void NotNull(JsonObject schema)
    {
        if (schema["type"] is JsonArray)
            schema["type"] = "string";
        else if (schema["oneOf"] is JsonArray choices)
        {
            var value = choices.First(c => c!["type"]?.ToString() != "null")!.DeepClone().AsObject();
            schema.Remove("oneOf");
            foreach (var (name, part) in value)
                schema[name] = part?.DeepClone();
        }
    }

    private JsonNode? Resolved(JsonNode? schema) =>
        schema?["$ref"]?.GetValue<string>() is { } reference ? _document["components"]!["schemas"]![reference[Reference.Length..]] : schema;

    /// <summary>With every schema it refers to, and those they refer to.</summary>
    private JsonObject Whole(JsonObject schema)
    {
        var definitions = new JsonObject();
        var open = new Queue<JsonNode>([schema]);
        while (open.TryDequeue(out var next))
            foreach (var name in Tidy(next))
                if (!definitions.ContainsKey(name))
                {
                    definitions[name] = _document["components"]!["schemas"]![name]!.DeepClone();
                    open.Enqueue(definitions[name]!);
                }
        if (definitions.Count > 0)
            schema["$defs"] = definitions;
        return schema;
    }

    /// <summary>Turns references of the description into such of a schema, and leaves out what only OpenAPI knows.</summary>
    /// <returns>What it refers to.</returns>
    private static List<string> Tidy(JsonNode? node)
    {
        if (node is JsonArray items)
            return [.. items.SelectMany(Tidy)];
        if (node is not JsonObject schema)
            return [];
        List<string> names = [];
        if (
            schema["$ref"] is JsonValue value
            && value.GetValue<string>() is var reference
            && reference.StartsWith(Reference, StringComparison.Ordinal)
        )
        {
            names.Add(reference[Reference.Length..]);
            schema["$ref"] = $"#/$defs/{names[0]}";
        }
        if (schema["format"] is JsonValue format && !Formats.Contains(format.ToString()))
            schema.Remove("format");
        // "Null, or one of these names": some of the names are null themselves, and exactly one of the two would match neither.
        if (schema["oneOf"] is JsonArray choices && schema.Remove("oneOf"))
            schema["anyOf"] = choices;
        if (schema["description"] is null)
            schema.Remove("description");
        return [.. names, .. schema.ToList().SelectMany(part => Tidy(part.Value))];
    }
}
