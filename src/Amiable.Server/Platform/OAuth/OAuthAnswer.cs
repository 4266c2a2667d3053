using System.Text.Json;

namespace Amiable.Platform.OAuth;

/// <summary>How programs are answered: in JSON that nobody keeps, whatever web page the program runs in. It shows what it was given, never a cookie, so any page may ask.</summary>
internal static class OAuthAnswer
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IResult Of(int status, object body) => new Answer(status, body);

    public static IResult Of(Problem problem) =>
        problem is not OAuthFault fault ? Of(StatusCodes.Status503ServiceUnavailable, Told("temporarily_unavailable", problem.Message))
        : fault.Error == "invalid_client" ? Of(StatusCodes.Status401Unauthorized, Told(fault.Error, fault.Description))
        : Of(StatusCodes.Status400BadRequest, Told(fault.Error, fault.Description));

    public static Dictionary<string, string> Told(string error, string description) =>
        new() { ["error"] = error, ["error_description"] = description };

    /// <summary>Before it asks, a browser asks whether a page may (CORS).</summary>
    public static Task MayAsk(HttpContext http)
    {
        Open(http.Response);
        http.Response.Headers.AccessControlAllowMethods = "GET, POST";
        http.Response.Headers.AccessControlAllowHeaders = "Authorization, Content-Type, MCP-Protocol-Version";
        http.Response.Headers.AccessControlMaxAge = "86400";
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static void Open(HttpResponse response) => response.Headers.AccessControlAllowOrigin = "*";

    private sealed class Answer(int status, object body) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            Open(response);
            response.StatusCode = status;
            response.Headers.CacheControl = "no-store";
            if (status == StatusCodes.Status401Unauthorized)
                response.Headers.WWWAuthenticate = "Basic realm=\"Amiable\"";
            return response.WriteAsJsonAsync(body, body.GetType(), Json, "application/json", httpContext.RequestAborted);
        }
    }
}
