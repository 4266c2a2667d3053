using Amiable.Platform.Api;
using Microsoft.AspNetCore.Authorization;

namespace Amiable.Assistants;

/// <summary>The door for assistants: the Model Context Protocol over Streamable HTTP, without sessions. Each request stands for itself, any process may answer it.</summary>
public static class McpRoutes
{
    public const string Path = "/mcp";

    public static void MapMcp(this IEndpointRouteBuilder app)
    {
        var mcp = app.MapGroup(Path)
            .RequireAuthorization(new AuthorizationPolicyBuilder(ApiRoutes.Scheme).RequireAuthenticatedUser().Build())
            .ExcludeFromDescription();
        mcp.MapMethods("", [HttpMethods.Post], (RequestDelegate)McpDoor.Answer);
        // Without sessions there is no stream to listen to, and nothing to end.
        mcp.MapMethods("", [HttpMethods.Get, HttpMethods.Delete], (RequestDelegate)NoSessions);
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
