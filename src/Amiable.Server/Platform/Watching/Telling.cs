using System.Diagnostics;
using Amiable.Platform.Health;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Amiable.Platform.Watching;

/// <summary>Tells whoever watches the installation: lines of the log, and traces and measurements by OTLP where an endpoint is set.</summary>
public static class Telling
{
    /// <summary>Where traces and measurements go; without it none are made. The other OTEL_ names of the OpenTelemetry specification are read, too.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string ServiceName = "OTEL_SERVICE_NAME";

    public static void AddTelling(this WebApplicationBuilder builder)
    {
        var json = string.Equals(builder.Configuration["Logs"], LogLine.Json, StringComparison.OrdinalIgnoreCase);
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.FormatterName = json ? LogLine.Json : LogLine.Text);
        builder.Logging.AddConsoleFormatter<JsonLogLine, ConsoleFormatterOptions>();
        builder.Logging.AddConsoleFormatter<TextLogLine, ConsoleFormatterOptions>();
        if (builder.Configuration[Endpoint] is not { Length: > 0 })
            return;
        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource =>
                resource.AddService(builder.Configuration[ServiceName] ?? "amiable", serviceVersion: ProgramVersion.Text)
            )
            .WithTracing(traces =>
                traces
                    .AddSource(Telemetry.Name)
                    .AddAspNetCoreInstrumentation(web =>
                    {
                        web.Filter = http => !http.Request.Path.StartsWithSegments(HealthRoutes.Root, StringComparison.Ordinal);
                        web.EnrichWithHttpResponse = (activity, answer) => HideAddress(activity, answer.HttpContext);
                    })
            )
            .WithMetrics(metrics =>
                metrics.AddMeter(
                    Telemetry.Name,
                    "Microsoft.AspNetCore.Hosting",
                    "Microsoft.AspNetCore.Server.Kestrel",
                    "System.Runtime",
                    "Npgsql"
                )
            )
            .UseOtlpExporter();
    }

    // Links of mails hold secrets in their path: what is told is the pattern of the route, never what was asked.
    private static void HideAddress(Activity activity, HttpContext http)
    {
        activity.SetTag("url.path", (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)");
        activity.SetTag("url.query", null);
    }
}
