using System.Text.Json;

namespace Amiable.Platform.Health;

/// <summary>What a supervisor or a load balancer asks: is it there, and can it work. Without sign-in, and without anything secret in the answer.</summary>
public static class HealthRoutes
{
    public const string Root = "/health";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void MapHealth(this WebApplication app)
    {
        var health = app.MapGroup(Root).ExcludeFromDescription().AllowAnonymous();
        health.MapGet("/live", (HttpContext http) => Answer(http, true, []));
        health.MapGet(
            "/ready",
            async (HttpContext http, CheckReadiness check) =>
                await check.Run(http.RequestAborted) is var readiness ? Answer(http, readiness.IsReady, readiness.Checks) : null
        );
    }

    private static IResult Answer(HttpContext http, bool isGood, IReadOnlyList<ReadinessCheck> checks)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(
            new
            {
                status = isGood ? "ok" : "not ready",
                checks = checks.Select(c => new
                {
                    c.Name,
                    ok = c.IsGood,
                    c.Reason,
                }),
            },
            Json,
            statusCode: isGood ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }
}
