using System.Collections.Concurrent;
using Amiable.Platform.Backups;
using Amiable.Platform.Health;
using Amiable.Platform.Jobs;

namespace Amiable.Webhooks;

/// <summary>
/// Tells webhooks as soon as something happens; what is to be tried again, or another process left behind, is found within seconds. Each webhook for itself: a
/// receiver that takes its time holds nobody else up.
/// </summary>
internal sealed partial class WebhooksUnderWay(
    AllOrganizations organizations,
    HookSignal signal,
    Pulse pulse,
    ILogger<WebhooksUnderWay> log
) : BackgroundService
{
    // Most of the time they wait for answers.
    private readonly SemaphoreSlim _room = new(32);
    private readonly ConcurrentDictionary<WebhookId, Task> _told = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(Answer(stoppingToken), LookAround(stoppingToken));
        await Task.WhenAll(_told.Values);
    }

    private async Task Answer(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
            try
            {
                await Look(await signal.Wait(ct), null, ct);
            }
            catch (OperationCanceledException)
            {
                // The program ends.
            }
    }

    private async Task LookAround(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Pace.Webhooks);
        try
        {
            do await pulse.Beat(JobNames.Webhooks, LookAtAll, ct);
            while (await timer.WaitForNextTickAsync(ct));
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
    }

    private async Task LookAtAll(Pulse.Run run, CancellationToken ct)
    {
        try
        {
            foreach (var organization in await organizations.List(ct))
                await Look(organization.Id, run, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            run.Failed(failure);
            NotListed(log, failure);
        }
    }

    private async Task Look(OrganizationId organization, Pulse.Run? run, CancellationToken ct)
    {
        try
        {
            // An installation that came out of a backup tells nobody anything before its operator says so.
            if (await organizations.For(organization, s => s.GetRequiredService<SendingHold>().IsHeld(ct)))
                return;
            foreach (var id in await organizations.For(organization, s => s.GetRequiredService<RouteEvents>().Run(ct)))
                Begin(organization, id, ct);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            run?.Failed(failure);
            Failed(log, failure, organization.Value);
        }
    }

    private void Begin(OrganizationId organization, WebhookId id, CancellationToken ct)
    {
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_told.TryAdd(id, begin.Task))
            return;
        _ = Task.Run(() => TellAll(organization, id, begin, ct), CancellationToken.None);
    }

    private async Task TellAll(OrganizationId organization, WebhookId id, TaskCompletionSource over, CancellationToken ct)
    {
        try
        {
            await _room.WaitAsync(ct);
            try
            {
                while (
                    !ct.IsCancellationRequested
                    && await organizations.For(organization, s => s.GetRequiredService<TellWebhook>().Run(id, ct))
                ) { }
            }
            finally
            {
                _room.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
        catch (Exception failure)
        {
            Failed(log, failure, organization.Value);
        }
        finally
        {
            _told.TryRemove(id, out _);
            over.SetResult();
        }
    }

    public override void Dispose()
    {
        _room.Dispose();
        base.Dispose();
    }

    [LoggerMessage(LogLevel.Error, "The organizations could not be listed; tried again in a moment")]
    private static partial void NotListed(ILogger log, Exception failure);

    [LoggerMessage(LogLevel.Error, "Webhooks of {Organization} could not be told; they are tried again")]
    private static partial void Failed(ILogger log, Exception failure, Guid organization);
}
