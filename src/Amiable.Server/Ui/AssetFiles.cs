using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;

namespace Amiable.Ui;

/// <summary>
/// Scripts, styles, icons and fonts, embedded in the program by the build and compressed there. Each is addressed by its content, so a
/// browser may keep it for ever.
/// </summary>
public static partial class AssetFiles
{
    private static readonly FrozenDictionary<string, Asset> All = Load().ToFrozenDictionary(asset => asset.Name);

    /// <summary>Names of the icons in the sprite.</summary>
    public static readonly FrozenSet<string> Icons = SymbolId()
        .Matches(System.Text.Encoding.UTF8.GetString(All["icons.svg"].Plain))
        .Select(match => match.Groups[1].Value)
        .ToFrozenSet();

    /// <summary>Where that asset is: "/assets/site.css?v=…".</summary>
    public static string Url(string name) => All[name].Url;

    public static void MapAssets(this IEndpointRouteBuilder app) =>
        app.MapGet("/assets/{name}", (string name, HttpContext http) => Answer(http, name)).AllowAnonymous().ExcludeFromDescription();

    private static IResult Answer(HttpContext http, string name)
    {
        if (!All.TryGetValue(name, out var asset))
            return Results.NotFound();
        var headers = http.Response.Headers;
        headers.Vary = "Accept-Encoding";
        // Somebody with the address of an older version gets today's bytes, but must not keep them under that address.
        headers.CacheControl = http.Request.Query["v"] == asset.Version ? "public, max-age=31536000, immutable" : "no-cache";
        var accepted = http.Request.GetTypedHeaders().AcceptEncoding.Where(e => e.Quality is not 0).Select(e => e.Value.Value).ToHashSet();
        var (bytes, encoding) = (asset.Brotli, asset.Gzip) switch
        {
            ({ } brotli, _) when accepted.Contains("br") => (brotli, "br"),
            (_, { } gzip) when accepted.Contains("gzip") => (gzip, "gzip"),
            _ => (asset.Plain, null),
        };
        if (encoding is not null)
            headers.ContentEncoding = encoding;
        return Results.Bytes(bytes, asset.MediaType, entityTag: new EntityTagHeaderValue($"\"{asset.Version}{encoding}\""));
    }

    private static IEnumerable<Asset> Load()
    {
        var files = Assembly
            .GetExecutingAssembly()
            .GetManifestResourceNames()
            .Where(name => name.StartsWith("assets/", StringComparison.Ordinal))
            .ToDictionary(name => name["assets/".Length..], Bytes);
        foreach (
            var (name, plain) in files.Where(file =>
                !file.Key.EndsWith(".br", StringComparison.Ordinal) && !file.Key.EndsWith(".gz", StringComparison.Ordinal)
            )
        )
            yield return new Asset(name, plain, files.GetValueOrDefault(name + ".br"), files.GetValueOrDefault(name + ".gz"));
    }

    private static byte[] Bytes(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    [GeneratedRegex("<symbol id=\"([^\"]+)\"")]
    private static partial Regex SymbolId();

    private sealed record Asset(string Name, byte[] Plain, byte[]? Brotli, byte[]? Gzip)
    {
        public string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(Plain))[..10];

        public string Url => $"/assets/{Name}?v={Version}";

        public string MediaType =>
            Path.GetExtension(Name) switch
            {
                ".css" => "text/css; charset=utf-8",
                ".js" => "text/javascript; charset=utf-8",
                ".svg" => "image/svg+xml",
                _ => "font/woff2",
            };
    }
}
