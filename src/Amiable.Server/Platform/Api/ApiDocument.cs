using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Amiable.Platform.Api;

/// <summary>The description of the API (OpenAPI 3.1), made of the running code when it is first asked for.</summary>
public sealed class ApiDocument
{
    public const string Name = "v1";
    public const string Path = "/openapi.json";

    private readonly Lazy<Task<byte[]>> _bytes;
    private readonly Lazy<Task<ApiReference>> _reference;

    public ApiDocument([FromKeyedServices(Name)] IOpenApiDocumentProvider provider)
    {
        _bytes = new(() => Write(provider));
        _reference = new(async () => ApiReference.Of(JsonNode.Parse(await _bytes.Value)!));
    }

    public Task<byte[]> Bytes => _bytes.Value;

    /// <summary>The same for people.</summary>
    public Task<ApiReference> Reference => _reference.Value;

    private static async Task<byte[]> Write(IOpenApiDocumentProvider provider)
    {
        var document = await provider.GetOpenApiDocumentAsync(CancellationToken.None);
        using var written = new MemoryStream();
        await document.SerializeAsJsonAsync(written, OpenApiSpecVersion.OpenApi3_1, CancellationToken.None);
        return written.ToArray();
    }
}
