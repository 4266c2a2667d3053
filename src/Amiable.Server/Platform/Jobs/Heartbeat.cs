using Amiable.Communications;
using Amiable.Errands;
using Amiable.FollowUp;
using Amiable.Import;
using Amiable.Import.Prepared;
using Amiable.Inbound;
using Amiable.Insights;
using Amiable.Integrations.Models;
using Amiable.Invoices;
using Amiable.OrganizationData;
using Amiable.Platform.Api;
using Amiable.Platform.Health;
using Amiable.Platform.OAuth;
using Amiable.Tasks;
using Amiable.Webhooks;
using Quartz;

namespace Amiable.Platform.Jobs;

/// <summary>The jobs of the agent and one that cleans up, for one organization after the other. One that fails does not stop the others.</summary>
public static partial class Heartbeat
{
    /// <summary>How long a process that is told to stop may take to end what it has in hand: a message that a slow mail server is about to take.</summary>
    public static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(90);

    public static void AddHeartbeat(this IServiceCollection services, IConfiguration configuration)
    {
        var pace = Pace.From(configuration);
        foreach (var job in JobNames.Expected(pace))
            services.AddSingleton(job);
        services.AddSingleton<Leading>();
        services.AddQuartz(quartz =>
        {
            quartz.ScheduleJob<PlanJob>(trigger => trigger.StartNow().WithSimpleSchedule(s => s.WithInterval(pace.Plan).RepeatForever()));
            quartz.ScheduleJob<ReckonJob>(trigger => trigger.StartNow().WithSimpleSchedule(s => s.WithInterval(pace.Plan).RepeatForever()));
            quartz.ScheduleJob<Tidy>(trigger =>
                trigger.StartNow().WithSimpleSchedule(s => s.WithInterval(pace.Housekeeping).RepeatForever())
            );
            quartz.ScheduleJob<NotifyJob>(trigger => trigger.StartNow().WithSimpleSchedule(s => s.WithInterval(pace.Send).RepeatForever()));
            quartz.ScheduleJob<WriteJob>(trigger => trigger.StartNow().WithSimpleSchedule(s => s.WithInterval(pace.Write).RepeatForever()));
            quartz.ScheduleJob<SendJob>(trigger => trigger.StartNow().WithSimpleSchedule(s => s.WithInterval(pace.Send).RepeatForever()));
        });
        services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestFarewell);
        services.AddHostedService<ReadMailboxes>();
        services.AddHostedService<WebhooksUnderWay>();
    }

    [DisallowConcurrentExecution]
    private sealed class PlanJob(
        AllOrganizations organizations,
        IServiceProvider services,
        Pulse pulse,
        Leading leading,
        ILogger<PlanJob> log
    ) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
            await pulse.Beat(JobNames.Plan, leading.Alone(Beat), cancellationToken);

        private async Task Beat(Pulse.Run run, CancellationToken ct)
        {
            foreach (var organization in await organizations.List(ct))
                await Guarded(
                    log,
                    run,
                    organization.Id,
                    async () =>
                    {
                        var counts = await organizations.For(organization.Id, s => s.GetRequiredService<PlanWhatChanged>().Run(ct));
                        await organizations.For(organization.Id, s => s.GetRequiredService<NoteBrokenPromises>().Run(ct));
                        Planned(log, organization.Id.Value, counts.Scheduled, counts.Rewritten, counts.Moved, counts.Cancelled);
                    }
                );
            await services.RefreshStatistics(ct);
        }
    }

    /// <summary>Reckons figures that take long. A job of its own: no message waits for it.</summary>
    [DisallowConcurrentExecution]
    private sealed class ReckonJob(AllOrganizations organizations, Pulse pulse, Leading leading, ILogger<ReckonJob> log) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
            await pulse.Beat(JobNames.Reckon, leading.Alone(Beat), cancellationToken);

        private async Task Beat(Pulse.Run run, CancellationToken ct)
        {
            foreach (var organization in await organizations.List(ct))
                await Guarded(
                    log,
                    run,
                    organization.Id,
                    () => organizations.For(organization.Id, s => s.GetRequiredService<RefreshInsights>().Run(atOnce: false, ct))
                );
        }
    }

    /// <summary>Tells members and referents of tasks.</summary>
    [DisallowConcurrentExecution]
    private sealed class NotifyJob(AllOrganizations organizations, Pulse pulse, Leading leading, ILogger<NotifyJob> log) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
            await pulse.Beat(JobNames.Notify, leading.Alone(Beat), cancellationToken);

        private async Task Beat(Pulse.Run run, CancellationToken ct)
        {
            foreach (var organization in await organizations.List(ct))
                await Guarded(
                    log,
                    run,
                    organization.Id,
                    () => organizations.For(organization.Id, s => s.GetRequiredService<NotifyAboutTasks>().Run(ct))
                );
        }
    }

    /// <summary>Has words proposed where an organization has a language model. It waits for answers, so it is a job of its own: nothing else waits with it.</summary>
    [DisallowConcurrentExecution]
    private sealed class WriteJob(AllOrganizations organizations, Pulse pulse, Leading leading, ILogger<WriteJob> log) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
            await pulse.Beat(JobNames.Write, leading.Alone(Beat), cancellationToken);

        private async Task Beat(Pulse.Run run, CancellationToken ct)
        {
            foreach (var organization in await organizations.List(ct))
                await Guarded(
                    log,
                    run,
                    organization.Id,
                    () =>
                        organizations.For(
                            organization.Id,
                            async s =>
                            {
                                // Another machine outside that takes its time.
                                await s.GetRequiredService<FollowConsignments>().Run(ct);
                                await s.GetRequiredService<ForgetModelCalls>().Run(ct);
                                return await s.GetRequiredService<WriteAhead>().Run(ct);
                            }
                        )
                );
        }
    }

    /// <summary>Deletes the organizations whose grace is over, and what is kept for programs as long as it may be.</summary>
    [DisallowConcurrentExecution]
    private sealed class Tidy(AllOrganizations all, ForgetClients forget, Today today, Pulse pulse, Leading lead, ILogger<Tidy> log) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
            await pulse.Beat(JobNames.Tidy, lead.Alone(Beat), cancellationToken);

        private async Task Beat(Pulse.Run run, CancellationToken ct)
        {
            var every = await all.List(ct);
            foreach (var organization in every)
                await Guarded(log, run, organization.Id, () => all.For(organization.Id, s => ForgetWhatIsOver(s, ct)));
            await forget.Run(ct);
            var leaving = every.Where(o => o.DeletionDueAt <= today.Now);
            foreach (var organization in leaving)
                await Guarded(
                    log,
                    run,
                    organization.Id,
                    async () =>
                    {
                        if (await all.For(organization.Id, s => s.GetRequiredService<DeleteOrganization>().Run(ct)))
                            Deleted(log, organization.Id.Value);
                    }
                );
        }
    }

    private static async Task<int> ForgetWhatIsOver(IServiceProvider services, CancellationToken ct)
    {
        await services.GetRequiredService<ForgetGrants>().Run(ct);
        await services.GetRequiredService<ForgetEvents>().Run(ct);
        await services.GetRequiredService<ForgetPrepared>().Run(ct);
        await services.GetRequiredService<ForgetErrands>().Run(ct);
        services.GetRequiredService<ForgetUploads>().Run();
        return await services.GetRequiredService<ForgetAnswers>().Run(ct);
    }

    private static async Task Guarded(ILogger log, Pulse.Run run, OrganizationId organization, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            run.Failed(failure);
            Failed(log, failure, organization.Value);
        }
    }

    [LoggerMessage(
        LogLevel.Information,
        "Planned {Organization}: {Scheduled} new, {Rewritten} rewritten, {Moved} moved, {Cancelled} cancelled"
    )]
    private static partial void Planned(ILogger log, Guid organization, int scheduled, int rewritten, int moved, int cancelled);

    [LoggerMessage(LogLevel.Information, "Deleted {Organization} with all that it owned")]
    private static partial void Deleted(ILogger log, Guid organization);

    [LoggerMessage(LogLevel.Error, "The job failed for {Organization}; it is tried again at the next beat")]
    private static partial void Failed(ILogger log, Exception failure, Guid organization);
}
