using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Amiable.Platform.Watching;

/// <summary>
/// How a line of the log is written. The scopes of the framework are left out on purpose: they repeat the path of each request, and links of mails hold secrets in theirs. What
/// belongs together has the same trace id.
/// </summary>
public static class LogLine
{
    public const string Json = "json";
    public const string Text = "text";

    internal static string Level(LogLevel level) =>
        level switch
        {
            LogLevel.Critical => "critical",
            LogLevel.Error => "error",
            LogLevel.Warning => "warning",
            LogLevel.Information => "info",
            _ => "debug",
        };

    internal static string Now(TimeProvider clock) =>
        clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>One line for people: when, how bad, in which request, where, what.</summary>
internal sealed class TextLogLine(TimeProvider clock) : ConsoleFormatter(LogLine.Text)
{
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var trace = Telemetry.TraceId is { } id ? $" [{id}]" : "";
        textWriter.WriteLine(
            $"{LogLine.Now(clock)} {LogLine.Level(logEntry.LogLevel)}{trace} {logEntry.Category}: {logEntry.Formatter(logEntry.State, logEntry.Exception)}"
        );
        if (logEntry.Exception is { } failure)
            textWriter.WriteLine(failure);
    }
}

/// <summary>One JSON object a line, for programs that collect logs.</summary>
internal sealed class JsonLogLine(TimeProvider clock) : ConsoleFormatter(LogLine.Json)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        using var bytes = new MemoryStream();
        using (var line = new Utf8JsonWriter(bytes, Options))
        {
            line.WriteStartObject();
            line.WriteString("at", LogLine.Now(clock));
            line.WriteString("level", LogLine.Level(logEntry.LogLevel));
            line.WriteString("category", logEntry.Category);
            line.WriteString("message", logEntry.Formatter(logEntry.State, logEntry.Exception));
            if (Activity.Current is { } activity)
            {
                line.WriteString("traceId", activity.TraceId.ToHexString());
                line.WriteString("spanId", activity.SpanId.ToHexString());
            }
            if (logEntry.State is IReadOnlyList<KeyValuePair<string, object?>> facts)
                WriteFacts(line, facts);
            if (logEntry.Exception is { } failure)
                line.WriteString("exception", failure.ToString());
            line.WriteEndObject();
        }
        textWriter.WriteLine(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    private static void WriteFacts(Utf8JsonWriter line, IReadOnlyList<KeyValuePair<string, object?>> facts)
    {
        line.WriteStartObject("facts");
        // A message may name the same thing twice, a JSON object must not.
        foreach (var fact in facts.Where(f => f.Key != "{OriginalFormat}").DistinctBy(f => f.Key))
            line.WriteString(fact.Key, Convert.ToString(fact.Value, CultureInfo.InvariantCulture));
        line.WriteEndObject();
    }
}
