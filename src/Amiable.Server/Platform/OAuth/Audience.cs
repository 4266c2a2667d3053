using Amiable.Platform.Http;

namespace Amiable.Platform.OAuth;

/// <summary>What a token may be shown to (RFC 8707). Kept as a name, not as an address: an installation may move.</summary>
public enum Audience
{
    /// <summary>The REST API: the address of the installation itself.</summary>
    Api,

    /// <summary>The MCP server.</summary>
    Mcp,
}

/// <summary>The addresses under which programs know us.</summary>
public static class Audiences
{
    public const string McpPath = "/mcp";
    public const string Metadata = "/.well-known/oauth-protected-resource";

    /// <summary>The address of this installation, as programs compare it: without a slash at the end.</summary>
    public static string Issuer(this PublicAddress address, HttpContext http) => address.Root(http).GetLeftPart(UriPartial.Authority);

    public static string AddressOf(Audience audience, string issuer) => audience == Audience.Mcp ? issuer + McpPath : issuer;

    /// <summary>Which of ours this path belongs to.</summary>
    public static Audience Of(PathString path) => path.StartsWithSegments(McpPath) ? Audience.Mcp : Audience.Api;

    /// <summary>Where it is described.</summary>
    public static string MetadataOf(Audience audience, string issuer) => issuer + Metadata + (audience == Audience.Mcp ? McpPath : "");

    /// <summary>
    /// What a program asks its tokens to be for. Nothing, or both, is all that we answer to. A slash at the end is added by many a library.
    /// </summary>
    /// <returns>False when one of them is none of ours.</returns>
    public static bool TryRead(IEnumerable<string> asked, string issuer, out Audience? audience)
    {
        var named = asked.Select(a => Read(a.TrimEnd('/'), issuer)).Distinct().ToList();
        audience = named is [{ } one] ? one : null;
        return !named.Contains(null);
    }

    private static Audience? Read(string asked, string issuer) =>
        asked == issuer || asked == issuer + Api.ApiRoutes.Root ? Audience.Api
        : asked == issuer + McpPath ? Audience.Mcp
        : null;
}
