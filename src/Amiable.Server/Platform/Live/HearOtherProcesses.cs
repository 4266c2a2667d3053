using System.Collections.Concurrent;

namespace Amiable.Platform.Live;

/// <summary>
/// A signal reaches the pages of its own process. What the command line or another process saved is found in the audit log, a few seconds later:
/// one look at the end of an index for each organization that somebody has open.
/// </summary>
internal sealed partial class HearOtherProcesses(LiveSignal signal, AllOrganizations organizations, ILogger<HearOtherProcesses> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<OrganizationId, long> _known = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var heard = signal.Heard;
            foreach (var gone in _known.Keys.Except(heard))
                _known.TryRemove(gone, out _);
            foreach (var organization in heard)
                try
                {
                    await Look(organization, stoppingToken);
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    Failed(log, failure, organization.Value);
                }
        }
    }

    internal async Task Look(OrganizationId organization, CancellationToken ct)
    {
        long? known = _known.TryGetValue(organization, out var last) ? last : null;
        var (latest, kinds) = await organizations.For(organization, s => s.GetRequiredService<ReadLatestChanges>().Run(known, ct));
        _known[organization] = latest;
        var told = signal.TakeTold(organization);
        if (kinds.Where(k => !told.Contains(k)).ToList() is { Count: > 0 } others)
        {
            signal.Tell(organization, others);
            signal.TakeTold(organization);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Could not see what other processes did for {Organization}; looks again")]
    private static partial void Failed(ILogger log, Exception failure, Guid organization);
}
