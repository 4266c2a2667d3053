using System.Diagnostics;
using Amiable.Communications;
using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tests.Crash;

/// <summary>Killing the process at any moment loses nothing and sends nothing twice.</summary>
public sealed class KillWhileSendingTests
{
    private const int Messages = 100;
    private const int Kills = 4;

    [Fact]
    public async Task Killed_again_and_again_while_it_sends_it_loses_nothing_and_sends_nothing_twice()
    {
        await using var installation = await Installation.Make();
        var due = await DueMessages.Prepare(installation, installation.Organization, Messages);
        var random = new Random(20261122);

        for (var kill = 0; kill < Kills; kill++)
        {
            var before = installation.Outbox().Count;
            var process = Serve(installation);
            // Somewhere between claiming a message, writing its file and noting that it left.
            await Until(() => installation.Outbox().Count >= Math.Min(before + random.Next(1, 25), Messages - 5), process);
            Thread.SpinWait(random.Next(2_000_000));
            await Installation.Kill(process);
        }
        var last = Serve(installation);
        await Until(
            () => Statuses(installation, due).Values.All(s => s is CommunicationStatus.Sent or CommunicationStatus.Uncertain),
            last
        );
        await Installation.Kill(last);

        var statuses = Statuses(installation, due);
        var files = installation.Outbox();
        Assert.Equal(Messages, statuses.Count);
        Assert.All(files, f => Assert.Single(f)); // nothing twice
        Assert.All(statuses.Where(s => s.Value == CommunicationStatus.Sent), s => Assert.Single(files[$"{s.Key.Value:N}"])); // nothing lost
        var uncertain = statuses.Where(s => s.Value == CommunicationStatus.Uncertain).Select(s => (CommunicationId?)s.Key).ToHashSet();
        Assert.InRange(uncertain.Count, 0, Kills);
        var tasks = await installation.Ask(db => db.Tasks.AsNoTracking().Where(t => t.Kind == TaskKind.UncertainDelivery).ToListAsync());
        Assert.Equal(uncertain.Count, tasks.Count);
        Assert.True(uncertain.SetEquals(tasks.Select(t => t.CommunicationId)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{uncertain.Count} uncertain after {Kills} kills, {files.Count} files.");
    }

    [Fact]
    public async Task Told_to_stop_while_it_sends_it_ends_the_message_in_hand_and_leaves_the_others_to_the_next_start()
    {
        await using var installation = await Installation.Make();
        var due = await DueMessages.Prepare(installation, installation.Organization, Messages);
        await using var collector = new Collector();
        var process = Serve(
            installation,
            "--OTEL_EXPORTER_OTLP_ENDPOINT",
            collector.Address,
            "--OTEL_EXPORTER_OTLP_PROTOCOL",
            "http/protobuf",
            "--Logs",
            "json"
        );
        await Until(() => installation.Outbox().Count >= 5, process);

        using (var stop = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await stop.WaitForExitAsync();
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);

        Assert.Equal(0, process.ExitCode);
        var statuses = Statuses(installation, due);
        var files = installation.Outbox();
        Assert.All(files, f => Assert.Single(f));
        Assert.All(statuses.Values, s => Assert.True(s is CommunicationStatus.Sent or CommunicationStatus.Scheduled, $"{s} is torn."));
        Assert.Equal(files.Count, statuses.Values.Count(s => s == CommunicationStatus.Sent));
        Assert.NotEqual(Messages, files.Count);
        var beat = await installation.Ask(db => db.JobBeats.SingleAsync(b => b.Job == "send"));
        Assert.Equal((0, 1), (beat.Failures, beat.EverySeconds));
        // What it measured is told before it ends.
        Assert.Contains("amiable.messages.handed_over", collector.Received, StringComparison.Ordinal);
        Assert.Contains("amiable.job.duration", collector.Received, StringComparison.Ordinal);
        Assert.Contains("message hand over", collector.Received, StringComparison.Ordinal);
        Assert.DoesNotContain("company1.example", collector.Received, StringComparison.Ordinal);
        process.Dispose();
    }

    private static Process Serve(Installation installation, params string[] more) =>
        installation.Start([
            "--urls",
            "http://127.0.0.1:0",
            "--Pace:Send",
            "00:00:01",
            "--Pace:Plan",
            "01:00:00",
            "--Pace:ClaimLasts",
            "00:00:02",
            .. more,
        ]);

    private static Dictionary<CommunicationId, CommunicationStatus> Statuses(Installation installation, HashSet<CommunicationId> of) =>
        installation
            .Ask(db => db.Communications.Where(c => of.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Status))
            .GetAwaiter()
            .GetResult();

    private static async Task Until(Func<bool> holds, Process running)
    {
        var clock = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.False(running.HasExited, "The server ended by itself.");
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2), "The server does not get on.");
            await Task.Delay(2);
        }
    }
}
