using Amiable.Platform.Api;
using Amiable.Platform.Http;
using Microsoft.AspNetCore.Authorization;

namespace Amiable.Assistants;

/// <summary>The door for assistants: the Model Context Protocol over Streamable HTTP, without sessions. Each request stands for itself, any process may answer it.</summary>
public static class McpRoutes
{
    public const string Path = "/mcp";

    /// <summary>What a client is to ask for.</summary>
    private const string Wanted = $"{Scopes.McpRead} {Scopes.McpWrite}";

    public static void MapMcp(this IEndpointRouteBuilder app)
    {
        var mcp = app.MapGroup(Path)
            .RequireAuthorization(new AuthorizationPolicyBuilder(ApiRoutes.Scheme).RequireAuthenticatedUser().Build())
            .WithMetadata(new ChallengeFacts(Challenge))
            .ExcludeFromDescription();
        mcp.MapMethods("", [HttpMethods.Post], (RequestDelegate)McpDoor.Answer);
        // Without sessions there is no stream to listen to, and nothing to end.
        mcp.MapMethods("", [HttpMethods.Get, HttpMethods.Delete], (RequestDelegate)NoSessions);
    }

    /// <summary>Where the way to a token is described (RFC 9728), and what to ask for.</summary>
    internal static string Challenge(HttpContext http)
    {
        var metadata = http.RequestServices.GetRequiredService<PublicAddress>().Link(http, "/.well-known/oauth-protected-resource" + Path);
        return $"resource_metadata=\"{metadata}\", scope=\"{Wanted}\"";
    }

    private static Task NoSessions(HttpContext http)
    {
        http.Response.Headers.Allow = HttpMethods.Post;
        return RpcRefusal.Write(
            http,
            StatusCodes.Status405MethodNotAllowed,
            RpcRefusal.NotHere,
            "Only POST: this server keeps no sessions."
        );
    }
}
