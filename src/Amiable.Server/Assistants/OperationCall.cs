using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amiable.Platform.Api;

namespace Amiable.Assistants;

/// <summary>What an operation answered.</summary>
/// <param name="Status">The status of HTTP.</param>
/// <param name="Body">What it wrote.</param>
internal sealed record OperationAnswer(int Status, JsonNode? Body)
{
    public bool IsDone => Status is >= 200 and < 300;
}

/// <summary>Calls an operation of the API in this process, with values by their names, as if its request had come in: the same binding, rules and answers.</summary>
internal static class OperationCall
{
    /// <summary>Of what is sent in a header.</summary>
    public const string Key = "idempotencyKey";

    public static async Task<OperationAnswer> Ask(
        HttpContext outer,
        RouteEndpoint operation,
        IReadOnlyDictionary<string, JsonElement> values,
        Guid? identity,
        CancellationToken ct
    )
    {
        using var written = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = outer.RequestServices, User = outer.User };
        http.Response.Body = written;
        http.RequestAborted = ct;
        http.SetEndpoint(operation);
        http.Request.Scheme = outer.Request.Scheme;
        http.Request.Host = outer.Request.Host;
        http.Connection.LocalIpAddress = outer.Connection.LocalIpAddress;
        http.Connection.RemoteIpAddress = outer.Connection.RemoteIpAddress;
        Fill(http.Request, operation, values);
        if (identity is { } id)
            KeepAnswers.Name(http, id);
        await operation.RequestDelegate!(http);
        await http.Response.CompleteAsync();
        return new(http.Response.StatusCode, written.Length == 0 ? null : JsonNode.Parse(written.ToArray()));
    }

    private static void Fill(HttpRequest request, RouteEndpoint operation, IReadOnlyDictionary<string, JsonElement> values)
    {
        var body = new JsonObject();
        var query = new QueryString();
        var path = operation.RoutePattern.RawText!;
        var places = operation.RoutePattern.Parameters.Select(p => p.Name).ToHashSet();
        request.Method = operation.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
        foreach (var (name, value) in values)
            if (places.Contains(name))
            {
                request.RouteValues[name] = Written(value);
                path = path.Replace($"{{{name}:guid}}", Uri.EscapeDataString(Written(value)), StringComparison.Ordinal);
            }
            else if (name == Key)
                request.Headers["Idempotency-Key"] = Written(value);
            else if (request.Method == HttpMethods.Get)
                query = value.ValueKind == JsonValueKind.Null ? query : query.Add(name, Written(value));
            else
                body[name] = JsonNode.Parse(value.GetRawText());
        (request.Path, request.QueryString) = (path, query);
        if (request.Method == HttpMethods.Get)
            return;
        request.ContentType = "application/json";
        request.Body = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(body));
    }

    private static string Written(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Create(CultureInfo.InvariantCulture, $"{value}");
}
