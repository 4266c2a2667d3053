using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Amiable.Platform.Api;

/// <summary>The description of the API as a page shows it.</summary>
public sealed record ApiReference(string Says, IReadOnlyList<ReferencePart> Parts, IReadOnlyList<ReferenceSchema> Schemas)
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static ApiReference Of(JsonNode document)
    {
        var operations = document["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(o => (Path: path.Key, Method: o.Key, Operation: o.Value!)))
            .ToLookup(o => Text(o.Operation["tags"]?[0]));
        return new(
            Text(document["info"]!["description"]),
            [
                .. document["tags"]!
                    .AsArray()
                    .Select(tag => new ReferencePart(
                        Text(tag!["name"]),
                        Text(tag["description"]),
                        [.. operations[Text(tag["name"])].Select(o => Operation(o.Path, o.Method, o.Operation))]
                    )),
            ],
            [
                .. document["components"]!["schemas"]!
                    .AsObject()
                    .Where(s => s.Value!["properties"] is not null)
                    .OrderBy(s => s.Key, StringComparer.Ordinal)
                    .Select(s => new ReferenceSchema(s.Key, Fields(s.Value!))),
            ]
        );
    }

    private static ReferenceOperation Operation(string path, string method, JsonNode operation)
    {
        var body = operation["requestBody"]?["content"]?["application/json"];
        return new(
            Text(operation["operationId"]),
            method.ToUpperInvariant(),
            path,
            Text(operation["summary"]),
            Text(operation["description"]),
            [
                .. (operation["parameters"]?.AsArray() ?? []).Select(p => new ReferenceField(
                    Text(p!["name"]),
                    TypeOf(p["schema"]),
                    p["required"]?.GetValue<bool>() == true,
                    Text(p["description"])
                )),
            ],
            body is null ? null : TypeOf(body["schema"]),
            body?["example"]?.ToJsonString(Indented),
            [
                .. operation["responses"]!
                    .AsObject()
                    .Select(r => new ReferenceAnswer(r.Key, Text(r.Value!["description"]), AnswerOf(r.Value["content"])))
                    .OrderBy(r => r.Status, StringComparer.Ordinal),
            ]
        );
    }

    private static string? AnswerOf(JsonNode? content) =>
        content?.AsObject().FirstOrDefault() is { Value: { } media } first
            ? first.Key.Contains("json", StringComparison.Ordinal)
                ? TypeOf(media["schema"])
                : first.Key
            : null;

    private static List<ReferenceField> Fields(JsonNode schema)
    {
        var required = (schema["required"]?.AsArray() ?? []).Select(Text).ToHashSet();
        return
        [
            .. schema["properties"]!
                .AsObject()
                .Select(p => new ReferenceField(p.Key, TypeOf(p.Value), required.Contains(p.Key), Text(p.Value?["description"]))),
        ];
    }

    /// <summary>"Invoice", "string (uuid)", "Allocation[]", "Issued | Overdue | Paid".</summary>
    private static string TypeOf(JsonNode? schema)
    {
        if (schema?["$ref"] is { } reference)
            return Text(reference).Split('/')[^1];
        if ((schema?["oneOf"] ?? schema?["anyOf"]) is JsonArray choices)
            return string.Join(" | ", choices.Select(TypeOf).Where(t => t != "null"));
        if (schema?["enum"] is JsonArray names)
            return string.Join(" | ", names.Where(n => n is not null).Select(Text));
        if (schema?["items"] is { } items)
            return TypeOf(items) + "[]";
        if (schema?["properties"] is JsonObject parts)
            return "{" + string.Join(", ", parts.Select(p => p.Key)) + "}";
        var type = schema?["type"] switch
        {
            JsonArray several => string.Join(" | ", several.Select(Text).Where(t => t != "null")),
            { } one => Text(one),
            _ => "object",
        };
        return schema?["format"] is { } format ? $"{type} ({Text(format)})" : type;
    }

    private static string Text(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node?.ToString() ?? "";
}

public sealed record ReferencePart(string Name, string Says, IReadOnlyList<ReferenceOperation> Operations)
{
    public string Anchor => Name.ToLowerInvariant().Replace(' ', '-');
}

/// <param name="Body">What is sent; null for nothing.</param>
public sealed record ReferenceOperation(
    string Id,
    string Method,
    string Path,
    string Summary,
    string Says,
    IReadOnlyList<ReferenceField> Parameters,
    string? Body,
    string? Example,
    IReadOnlyList<ReferenceAnswer> Answers
);

public sealed record ReferenceField(string Name, string Type, bool IsRequired, string Says);

public sealed record ReferenceAnswer(string Status, string Says, string? Type);

public sealed record ReferenceSchema(string Name, IReadOnlyList<ReferenceField> Fields);
