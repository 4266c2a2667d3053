using System.Text.Json;
using Amiable.Platform.Api;
using Amiable.Platform.Http;
using Amiable.Platform.OAuth;
using Microsoft.Net.Http.Headers;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Amiable.Assistants;

/// <summary>
/// Takes one message of JSON-RPC in and hands it to the protocol, on the library's transport. What HTTP says around it is looked at first: who asks from
/// where, by which name, in which version, and with which scopes.
/// </summary>
internal static class McpDoor
{
    private const int MostBytes = 1_000_000;

    // From this version on, every request says of itself what a session said before.
    private const string WithoutHandshake = "2026-07-28";

    private static readonly string[] Versions = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", WithoutHandshake];

    public static async Task Answer(HttpContext http)
    {
        if (Stranger(http) is { } refusal)
        {
            await RpcRefusal.Write(http, refusal.Status, RpcRefusal.NotHere, refusal.Says);
            return;
        }
        string? version = http.Request.Headers["MCP-Protocol-Version"] is [{ Length: > 0 } said, ..] ? said : null;
        if (version is not null && !Versions.Contains(version))
        {
            var known = new { supported = Versions, requested = version };
            await RpcRefusal.Write(
                http,
                400,
                (int)McpErrorCode.UnsupportedProtocolVersion,
                "This version of the protocol is unknown.",
                known
            );
            return;
        }
        if (await Read(http) is not { } message)
            return;
        if (Contradiction(http, version, message) is { } contradiction)
            await RpcRefusal.Write(http, 400, (int)McpErrorCode.HeaderMismatch, contradiction);
        else if (Missing(http, message) is { } scope)
            await Forbid(http, scope);
        else
            await Serve(http, version, message);
    }

    /// <summary>
    /// A page somewhere on the web can have its reader's browser ask this machine, even under a name of its own (DNS rebinding): it says where it comes from, and
    /// whom it asks for.
    /// </summary>
    private static (int Status, string Says)? Stranger(HttpContext http)
    {
        var address = http.RequestServices.GetRequiredService<PublicAddress>();
        if (!address.IsMeant(http))
            return (403, "This server has another name: its operator says it in the setting PublicUrl.");
        var origin = http.Request.Headers.Origin.ToString();
        return
            origin.Length == 0
            || string.Equals(origin, address.Root(http).GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase)
            ? null
            : (403, "Pages of other origins are not answered.");
    }

    private static async Task<JsonRpcMessage?> Read(HttpContext http)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || type.MediaType != "application/json")
            await RpcRefusal.Write(http, 415, (int)McpErrorCode.InvalidRequest, "Send application/json.");
        else if (!Takes(http, "application/json") || !Takes(http, "text/event-stream"))
            await RpcRefusal.Write(http, 406, (int)McpErrorCode.InvalidRequest, "Accept both application/json and text/event-stream.");
        else if (await SentContent.ReadBytes(http, MostBytes, http.RequestAborted) is not { } bytes)
            await RpcRefusal.Write(http, 413, (int)McpErrorCode.InvalidRequest, "That is more than is taken at once.");
        else
            try
            {
                // A batch is an array, and belongs to no version of the protocol any more.
                if (JsonSerializer.Deserialize<JsonRpcMessage>(bytes, McpJsonUtilities.DefaultOptions) is { } message)
                    return message;
                await RpcRefusal.Write(http, 400, (int)McpErrorCode.InvalidRequest, "Send one message of JSON-RPC 2.0.");
            }
            catch (JsonException)
            {
                await RpcRefusal.Write(http, 400, (int)McpErrorCode.ParseError, "Send one message of JSON-RPC 2.0.");
            }
        return null;
    }

    private static bool Takes(HttpContext http, string mediaType) =>
        MediaTypeHeaderValue.TryParseList(http.Request.Headers.Accept, out var taken)
        && taken.Any(range => new MediaTypeHeaderValue(mediaType).IsSubsetOf(range));

    /// <summary>What proxies read off the headers is what the message says, or it is refused.</summary>
    private static string? Contradiction(HttpContext http, string? version, JsonRpcMessage message)
    {
        if (message is not JsonRpcRequest request || string.CompareOrdinal(version, WithoutHandshake) < 0)
            return null;
        if (http.Request.Headers["Mcp-Method"] != request.Method)
            return "The header Mcp-Method names another method than the message.";
        var name = request.Method switch
        {
            RequestMethods.ToolsCall or RequestMethods.PromptsGet => request.Params?["name"],
            RequestMethods.ResourcesRead => request.Params?["uri"],
            _ => null,
        };
        return name is null || http.Request.Headers["Mcp-Name"] == name.ToString()
            ? null
            : "The header Mcp-Name names something else than the message.";
    }

    /// <summary>The scope this message needs and the token lacks; null when it may be answered.</summary>
    private static string? Missing(HttpContext http, JsonRpcMessage message)
    {
        List<string> held = [.. http.User.FindAll(ApiRoutes.ScopeClaim).Select(c => c.Value)];
        var needed = message is JsonRpcRequest request
            ? request.Method switch
            {
                RequestMethods.ToolsCall => Toolbox.Find(request.Params?["name"]?.ToString())?.Scope,
                RequestMethods.ResourcesRead => Scopes.McpRead,
                _ => null,
            }
            : null;
        return needed is not null
            ? Scopes.Include(held, needed)
                ? null
                : needed
            : held.Contains(Scopes.McpRead) || held.Contains(Scopes.McpWrite)
                ? null
                : Scopes.McpRead;
    }

    private static Task Forbid(HttpContext http, string scope)
    {
        http.Response.Headers.WWWAuthenticate = Challenge.Of(http, "insufficient_scope");
        return RpcRefusal.Write(http, 403, RpcRefusal.NotHere, $"The token does not include the scope {scope}, which this needs.");
    }

    private static async Task Serve(HttpContext http, string? version, JsonRpcMessage message)
    {
        var loggers = http.RequestServices.GetRequiredService<ILoggerFactory>();
        message.Context = new() { User = http.User, ProtocolVersion = version };
        await using var transport = new StreamableHttpServerTransport(loggers) { Stateless = true };
        await using var server = McpServer.Create(transport, AssistantServer.For(http), loggers, http.RequestServices);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var running = server.RunAsync(over.Token);
        try
        {
            http.Response.ContentType = "text/event-stream";
            http.Response.Headers.CacheControl = "no-cache, no-store";
            // A proxy that collects what it passes on would hold the answer back.
            http.Response.Headers["X-Accel-Buffering"] = "no";
            if (!await transport.HandlePostRequestAsync(message, http.Response.Body, http.RequestAborted))
            {
                http.Response.ContentType = null;
                http.Response.StatusCode = StatusCodes.Status202Accepted;
            }
        }
        finally
        {
            await over.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
