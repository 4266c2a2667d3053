using Amiable.Platform.Api;

namespace Amiable.Assistants;

/// <summary>What is answered to a request that never reaches the protocol: an error of JSON-RPC with a status of HTTP.</summary>
internal static class RpcRefusal
{
    /// <summary>JSON-RPC leaves this to servers.</summary>
    public const int NotHere = -32000;

    public static Task Write(HttpContext http, int status, int code, string message, object? data = null)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsJsonAsync(
            new
            {
                jsonrpc = "2.0",
                id = (string?)null,
                error = new
                {
                    code,
                    message,
                    data,
                },
            },
            ApiJson.Options,
            "application/json",
            http.RequestAborted
        );
    }
}
