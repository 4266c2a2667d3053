using System.Collections.Concurrent;
using System.Diagnostics;
using Amiable.Platform.Watching;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Health;

/// <summary>A job that runs in this process, and how long it rests between two runs.</summary>
public sealed record ExpectedJob(string Name, TimeSpan Every);

/// <summary>Notes when the jobs of this process run: in memory for the health of the process, and in the database for the operator.</summary>
public sealed partial class Pulse(
    IEnumerable<ExpectedJob> expected,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    Telemetry telemetry,
    IHostApplicationLifetime lifetime,
    ILogger<Pulse> log
)
{
    // A run may wait for a slow mail server; whatever takes longer than this hangs.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    // A job that runs every few seconds need not write each time.
    private static readonly TimeSpan WrittenEvery = TimeSpan.FromSeconds(30);

    private static readonly string Process = $"{Environment.MachineName}:{Environment.ProcessId}";

    private readonly ConcurrentDictionary<string, Seen> _seen = new();
    private readonly DateTimeOffset _since = clock.GetUtcNow();

    private sealed record Seen(DateTimeOffset? Started, DateTimeOffset? Ended, DateTimeOffset? Written, bool Failed);

    /// <summary>
    /// Runs the job and notes it. What it throws goes on to its caller. When the program is told to stop, a run ends after the message it has in hand; what is left
    /// is done by the next start.
    /// </summary>
    public async Task Beat(string job, Func<Run, CancellationToken, Task> work, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        var started = clock.GetUtcNow();
        var run = new Run();
        var before = _seen.GetValueOrDefault(job) ?? new(null, null, null, false);
        _seen[job] = before with { Started = started };
        using var activity = telemetry.StartJob(job);
        var watch = Stopwatch.StartNew();
        try
        {
            await work(run, stop.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            // The program ends, and so does the run.
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            run.Failed(failure);
            throw;
        }
        finally
        {
            telemetry.JobRan(activity, job, watch.Elapsed, run.Failures);
            var failed = run.Failures > 0;
            var isNews = !run.IsResting && (before.Written is null || failed || before.Failed || before.Written + WrittenEvery <= started);
            var ended = clock.GetUtcNow();
            _seen[job] = new(null, ended, isNews ? ended : before.Written, failed);
            if (isNews)
                await Write(job, run, started, ended);
        }
    }

    /// <summary>What is wrong with the jobs of this process, a sentence each; nothing when all run.</summary>
    public IReadOnlyList<string> Faults()
    {
        var now = clock.GetUtcNow();
        return [.. expected.Select(job => Fault(job, now)).OfType<string>()];
    }

    /// <summary>How many jobs belong to this process.</summary>
    public int Count => expected.Count();

    private string? Fault(ExpectedJob job, DateTimeOffset now)
    {
        var seen = _seen.GetValueOrDefault(job.Name);
        if (seen?.Started is { } started)
            return started + Longest < now ? $"The job {job.Name} has been at it since {started:u}." : null;
        var last = seen?.Ended ?? _since;
        return last + 3 * job.Every + TimeSpan.FromMinutes(2) < now ? $"The job {job.Name} has not run since {last:u}." : null;
    }

    private async Task Write(string job, Run run, DateTimeOffset started, DateTimeOffset ended)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            var every = (int)(expected.FirstOrDefault(e => e.Name == job)?.Every.TotalSeconds ?? 0);
            if (await db.JobBeats.SingleOrDefaultAsync(b => b.Job == job) is not { } beat)
                db.Add(beat = new() { Job = job });
            (beat.EverySeconds, beat.StartedAt, beat.EndedAt, beat.Failures, beat.Process) = (every, started, ended, run.Failures, Process);
            if (run.Last is { } failure)
                (beat.Failure, beat.FailedAt) = (failure, ended);
            await db.SaveChangesAsync();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The job has done its work; that it could not be noted is a smaller thing.
            NotNoted(log, job, failure.GetType().Name);
        }
    }

    /// <summary>One run of a job, that goes on when it fails for one organization.</summary>
    public sealed class Run
    {
        private int _failures;

        public int Failures => _failures;

        /// <summary>Another process does it: there is nothing to tell of this run.</summary>
        public bool IsResting { get; private set; }

        public void Rest() => IsResting = true;

        /// <summary>The kind of the last failure.</summary>
        public string? Last { get; private set; }

        public void Failed(Exception failure)
        {
            Interlocked.Increment(ref _failures);
            Last = failure.GetType().Name;
        }
    }

    [LoggerMessage(LogLevel.Warning, "That the job {Job} ran could not be noted: {Failure}")]
    private static partial void NotNoted(ILogger log, string job, string failure);
}
