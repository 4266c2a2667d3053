namespace Amiable.Errands;

/// <summary>Does errands as soon as there is one, organization by organization; what another process left behind is found within a minute.</summary>
internal sealed partial class ErrandsUnderWay(AllOrganizations organizations, ErrandSignal signal, ILogger<ErrandsUnderWay> log)
    : BackgroundService
{
    // Those of two organizations go on side by side; more would only wait for the database.
    private readonly SemaphoreSlim _room = new(2);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Answer(stoppingToken), LookAround(stoppingToken));

    private async Task Answer(CancellationToken ct)
    {
        List<Task> under = [];
        while (!ct.IsCancellationRequested)
        {
            OrganizationId organization;
            try
            {
                organization = await signal.Wait(ct);
                await _room.WaitAsync(ct);
            }
            catch (OperationCanceledException)
            {
                break;
            }
            under.RemoveAll(work => work.IsCompleted);
            under.Add(DoAll(organization, ct));
        }
        await Task.WhenAll(under);
    }

    private async Task DoAll(OrganizationId organization, CancellationToken ct)
    {
        try
        {
            while (!ct.IsCancellationRequested && await organizations.For(organization, s => s.GetRequiredService<DoErrand>().Run(ct))) { }
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
            _room.Release();
        }
    }

    private async Task LookAround(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        try
        {
            do foreach (var organization in await organizations.List(ct))
                signal.Ring(organization.Id);
            while (await timer.WaitForNextTickAsync(ct));
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
    }

    public override void Dispose()
    {
        _room.Dispose();
        base.Dispose();
    }

    [LoggerMessage(LogLevel.Error, "Errands of {Organization} could not be done; they are tried again")]
    private static partial void Failed(ILogger log, Exception failure, Guid organization);
}
