namespace Amiable.Platform.Notices;

/// <summary>Delivers notices as soon as there is one, and once a minute whatever was left.</summary>
internal sealed partial class NoticeDelivery(IServiceScopeFactory scopes, NoticeSignal signal, ILogger<NoticeDelivery> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using (var scope = scopes.CreateAsyncScope())
                    await scope.ServiceProvider.GetRequiredService<DeliverNotices>().Run(stoppingToken);
                using var minute = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                minute.CancelAfter(TimeSpan.FromMinutes(1));
                await signal.Wait(minute.Token);
            }
            catch (OperationCanceledException)
            {
                // A minute without a ring, or the end.
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(log, failure);
                await Task.Delay(TimeSpan.FromSeconds(30), stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Notices could not be delivered; they wait")]
    private static partial void Failed(ILogger log, Exception failure);
}
