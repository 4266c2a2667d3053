using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Amiable.Platform.Watching;

/// <summary>What the program measures of itself. The names are a promise to whoever watches it: docs/operations.md lists them.</summary>
public sealed class Telemetry : IDisposable
{
    /// <summary>The name of the source of traces, and of the meter.</summary>
    public const string Name = "Amiable";

    private readonly ActivitySource _source = new(Name);
    private readonly Meter _meter = new(Name);
    private readonly Histogram<double> _jobs;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _handovers;

    public Telemetry()
    {
        _jobs = _meter.CreateHistogram<double>("amiable.job.duration", "s", "How long one run of a job took.");
        _failures = _meter.CreateCounter<long>("amiable.job.failures", "{failure}", "How often a job failed for an organization.");
        _handovers = _meter.CreateCounter<long>(
            "amiable.messages.handed_over",
            "{message}",
            "Messages handed to a mail server, by what it said."
        );
    }

    public Activity? StartJob(string job) => _source.StartActivity($"job {job}")?.SetTag("amiable.job", job);

    public void JobRan(Activity? activity, string job, TimeSpan took, int failures)
    {
        var tag = new KeyValuePair<string, object?>("amiable.job", job);
        _jobs.Record(took.TotalSeconds, tag);
        if (failures == 0)
            return;
        _failures.Add(failures, tag);
        activity?.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>A message on its way to a mail server. To whom it goes is in no measurement.</summary>
    public Activity? StartHandover() => _source.StartActivity("message hand over", ActivityKind.Client);

    public void HandedOver(Activity? activity, string outcome)
    {
        _handovers.Add(1, new KeyValuePair<string, object?>("amiable.outcome", outcome));
        activity?.SetTag("amiable.outcome", outcome);
    }

    /// <summary>By what a line of the log, an answer and a trace are found to be of the same request; null outside of any.</summary>
    public static string? TraceId => Activity.Current?.TraceId.ToHexString();

    public void Dispose()
    {
        _source.Dispose();
        _meter.Dispose();
    }
}
