using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using Amiable.FollowUp;
using Amiable.Platform.Health;
using Quartz;

namespace Amiable.Platform.Jobs;

/// <summary>
/// Sends what is due, in turns: a few organizations side by side, some messages of each, and who has more comes again after the others. However many one has due, or
/// however slow its mail server is, the others wait for a turn of it and not for all of it. Every process does this; what one sends another one finds claimed.
/// </summary>
[DisallowConcurrentExecution]
internal sealed partial class SendJob(
    AllOrganizations organizations,
    FindWhereSomethingIsDue find,
    Pulse pulse,
    Pace pace,
    ILogger<SendJob> log
) : IJob
{
    // Most of the time they wait for mail servers.
    private const int SideBySide = 4;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await pulse.Beat(JobNames.Send, Beat, cancellationToken);

    private async Task Beat(Pulse.Run run, CancellationToken ct)
    {
        var due = (await find.Run(ct)).ToArray();
        // Another process begins elsewhere.
        RandomNumberGenerator.Shuffle(due.AsSpan());
        var queue = new ConcurrentQueue<OrganizationId>(due);
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, SideBySide).Select(_ => Lane()));

        async Task Lane()
        {
            while (queue.TryDequeue(out var organization))
                // Who has something due since is found by the next beat, so a beat ends when the next one is due.
                if (await Turn(organization, run, ct) && Stopwatch.GetElapsedTime(began) < pace.Send)
                    queue.Enqueue(organization);
        }
    }

    private async Task<bool> Turn(OrganizationId organization, Pulse.Run run, CancellationToken ct)
    {
        try
        {
            var (sent, hasMore) = await organizations.For(organization, s => s.GetRequiredService<SendDueCommunications>().TakeTurn(ct));
            if (sent > 0)
                Sent(log, organization.Value, sent);
            return hasMore;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            run.Failed(failure);
            Failed(log, failure, organization.Value);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "Sent {Count} messages of {Organization}")]
    private static partial void Sent(ILogger log, Guid organization, int count);

    [LoggerMessage(LogLevel.Error, "Sending failed for {Organization}; it is tried again at the next beat")]
    private static partial void Failed(ILogger log, Exception failure, Guid organization);
}
