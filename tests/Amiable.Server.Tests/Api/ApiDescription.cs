using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amiable.Tests.Clients;

namespace Amiable.Tests.Api;

/// <summary>The description of the API, as far as it takes to compare answers with it.</summary>
public sealed class ApiDescription(JsonNode document)
{
    private readonly ConcurrentDictionary<string, byte> _answers = [];

    private readonly (Regex Path, string Written, JsonObject Operations)[] _paths =
    [
        .. document["paths"]!
            .AsObject()
            .Select(p => (new Regex("^" + Regex.Replace(p.Key, @"\{\w+\}", "[^/]+") + "$"), p.Key, p.Value!.AsObject()))
            // "/search" before "/{taskId}".
            .OrderBy(p => p.Key.Count(c => c == '{')),
    ];

    public JsonNode Document => document;

    public IEnumerable<(string Method, string Path, JsonNode Operation)> Operations =>
        from path in _paths
        from operation in path.Operations
        select (operation.Key.ToUpperInvariant(), path.Written, operation.Value!);

    public JsonNode? Find(HttpMethod method, string path) =>
        _paths.FirstOrDefault(p => p.Path.IsMatch(path)).Operations?[method.Method.ToLowerInvariant()];

    /// <summary>The status is one that is described, and the body has the form that is described, no field missing and none too many.</summary>
    public void Check(HttpMethod method, string path, Answer answer)
    {
        var operation = Find(method, path);
        Assert.True(operation is not null, $"{method} {path} is not described.");
        var status = ((int)answer.Status).ToString(CultureInfo.InvariantCulture);
        var response = operation["responses"]![status];
        Assert.True(response is not null, $"{method} {path} answers {status}, which is not described: {answer.Text}");
        if (response["content"]?.AsObject() is not { Count: > 0 } content)
        {
            Assert.Empty(answer.Bytes);
            return;
        }
        var media = answer.Http.Content.Headers.ContentType!.MediaType!;
        Assert.True(content.ContainsKey(media), $"{method} {path} answers {media}, which is not described.");
        if (!media.EndsWith("json", StringComparison.Ordinal))
            return;
        Remember(["paths", PathOf(path), method.Method.ToLowerInvariant(), "responses", status, "content", media, "schema"], answer.Text);
        var faults = Faults(content[media]!["schema"]!, JsonNode.Parse(answer.Bytes), "").ToList();
        Assert.True(faults.Count == 0, $"{method} {path} → {status}: {string.Join("; ", faults)}");
    }

    /// <summary>What a webhook was sent.</summary>
    public void Told(string type, string body) =>
        Remember(["webhooks", type, "post", "requestBody", "content", "application/json", "schema"], body);

    /// <summary>All that was answered and told is as the description says, by the validator of somebody else.</summary>
    public async Task Prove()
    {
        if (_answers.IsEmpty || (await Node.Folder("api") is null && Environment.GetEnvironmentVariable("CI") is not { Length: > 0 }))
            return;
        var (described, answers) = (Path.GetTempFileName(), Path.GetTempFileName());
        await File.WriteAllTextAsync(described, document.ToJsonString());
        await File.WriteAllLinesAsync(answers, _answers.Keys);
        var said = await Node.Run("api", "valid.mjs", described, answers);
        File.Delete(described);
        File.Delete(answers);
        Assert.True(said == $"{_answers.Count} looked at\n", said);
    }

    private void Remember(string[] place, string value)
    {
        var at = string.Concat(place.Select(p => "/" + p.Replace("~", "~0").Replace("/", "~1")));
        _answers.TryAdd(new JsonObject { ["at"] = at, ["value"] = JsonNode.Parse(value) }.ToJsonString(), 0);
    }

    private string PathOf(string path) => _paths.First(p => p.Path.IsMatch(path)).Written;

    private IEnumerable<string> Faults(JsonNode schema, JsonNode? value, string at)
    {
        schema = Resolved(schema);
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray choices)
            return choices.Any(c => !Faults(c!, value, at).Any()) ? [] : [$"{at} is none of its forms"];
        if (schema["enum"] is JsonArray names)
            return names.Any(n => JsonNode.DeepEquals(n, value)) ? [] : [$"{at} is {value}, not one of {names.ToJsonString()}"];
        if (
            schema["type"] is { } type
            && !Types(type).Contains(TypeOf(value))
            && !(TypeOf(value) == "integer" && Types(type).Contains("number"))
        )
            return [$"{at} is {TypeOf(value)}, not {type.ToJsonString()}"];
        return value switch
        {
            JsonArray array when schema["items"] is { } items => array.SelectMany((item, i) => Faults(items, item, $"{at}[{i}]")),
            JsonObject thing => Faults(schema, thing, at),
            _ => [],
        };
    }

    private IEnumerable<string> Faults(JsonNode schema, JsonObject thing, string at)
    {
        foreach (var name in (schema["required"]?.AsArray() ?? []).Select(n => n!.GetValue<string>()))
            if (!thing.ContainsKey(name))
                yield return $"{at}.{name} is missing";
        if (schema["properties"] is not JsonObject properties)
            yield break;
        foreach (var (name, value) in thing)
            if (properties[name] is not { } property)
                yield return $"{at}.{name} is not described";
            else
                foreach (var fault in Faults(property, value, $"{at}.{name}"))
                    yield return fault;
    }

    private JsonNode Resolved(JsonNode schema) =>
        schema["$ref"]?.GetValue<string>() is { } reference ? document["components"]!["schemas"]![reference.Split('/')[^1]]! : schema;

    private static IEnumerable<string> Types(JsonNode type) =>
        type is JsonArray several ? several.Select(t => t!.GetValue<string>()) : [type.GetValue<string>()];

    private static string TypeOf(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            null or System.Text.Json.JsonValueKind.Null => "null",
            System.Text.Json.JsonValueKind.Object => "object",
            System.Text.Json.JsonValueKind.Array => "array",
            System.Text.Json.JsonValueKind.String => "string",
            System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False => "boolean",
            _ => value.ToJsonString().Contains('.') ? "number" : "integer",
        };
}
