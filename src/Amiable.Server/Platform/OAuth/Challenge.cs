using Amiable.Platform.Api;
using Amiable.Platform.Http;

namespace Amiable.Platform.OAuth;

/// <summary>What a program without a good token is told, so that it finds out by itself where to get one (RFC 6750 section 3, RFC 9728 section 5.1).</summary>
public static class Challenge
{
    /// <param name="http">What was asked.</param>
    /// <param name="error">"invalid_token", "insufficient_scope"; null when no token came.</param>
    /// <param name="scope">What would do; null for what the place asked for has as its own.</param>
    public static string Of(HttpContext http, string? error, string? scope = null)
    {
        var audience = Audiences.Of(http.Request.Path);
        var issuer = http.RequestServices.GetRequiredService<PublicAddress>().Issuer(http);
        scope ??= audience == Audience.Mcp ? string.Join(' ', Scopes.Mcp) : null;
        var parts = new[] { ("error", error), ("scope", scope), ("resource_metadata", Audiences.MetadataOf(audience, issuer)) };
        return "Bearer " + string.Join(", ", parts.Where(p => p.Item2 is not null).Select(p => $"{p.Item1}=\"{p.Item2}\""));
    }
}
