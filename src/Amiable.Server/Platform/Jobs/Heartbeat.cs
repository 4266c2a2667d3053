using Amiable.FollowUp;
using Amiable.Import.Prepared;
using Amiable.Inbound;
using Amiable.Integrations.Models;
using Amiable.Invoices;
using Amiable.OrganizationData;
using Amiable.Platform.Api;
using Amiable.Platform.OAuth;
using Amiable.Tasks;
using Amiable.Webhooks;
using Quartz;

namespace Amiable.Platform.Jobs;

/// <summary>The jobs of the agent and one that cleans up, for one organization after the other. One that fails does not stop the others.</summary>
public static partial class Heartbeat
{
    public static void AddHeartbeat(this IServiceCollection services, IConfiguration configuration)
    {
        var pace = Pace.From(configuration);
        services.AddQuartz(quartz =>
        {
            quartz.ScheduleJob<PlanJob>(trigger => trigger.StartNow().WithSimpleSchedule(s => s.WithInterval(pace.Plan).RepeatForever()));
            quartz.ScheduleJob<DeletionJob>(trigger =>
                trigger.StartNow().WithSimpleSchedule(s => s.WithInterval(pace.Housekeeping).RepeatForever())
            );
            quartz.ScheduleJob<NotifyJob>(trigger => trigger.StartNow().WithSimpleSchedule(s => s.WithInterval(pace.Send).RepeatForever()));
            quartz.ScheduleJob<WriteJob>(trigger => trigger.StartNow().WithSimpleSchedule(s => s.WithInterval(pace.Write).RepeatForever()));
            quartz.ScheduleJob<SendJob>(trigger => trigger.StartNow().WithSimpleSchedule(s => s.WithInterval(pace.Send).RepeatForever()));
        });
        services.AddQuartzHostedService(host => host.WaitForJobsToComplete = true);
        services.AddHostedService<ReadMailboxes>();
        services.AddHostedService<WebhooksUnderWay>();
    }

    [DisallowConcurrentExecution]
    private sealed class PlanJob(AllOrganizations organizations, IServiceProvider services, ILogger<PlanJob> log) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            foreach (var organization in await organizations.List(cancellationToken))
                await Guarded(
                    log,
                    organization.Id,
                    async () =>
                    {
                        var counts = await organizations.For(
                            organization.Id,
                            s => s.GetRequiredService<PlanFollowUps>().Run(cancellationToken)
                        );
                        await organizations.For(organization.Id, s => s.GetRequiredService<NoteBrokenPromises>().Run(cancellationToken));
                        Planned(log, organization.Id.Value, counts.Scheduled, counts.Rewritten, counts.Moved, counts.Cancelled);
                    }
                );
            await services.RefreshStatistics(cancellationToken);
        }
    }

    [DisallowConcurrentExecution]
    private sealed class SendJob(AllOrganizations organizations, ILogger<SendJob> log) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            foreach (var organization in await organizations.List(cancellationToken))
                await Guarded(
                    log,
                    organization.Id,
                    async () =>
                    {
                        var sent = await organizations.For(
                            organization.Id,
                            s => s.GetRequiredService<SendDueCommunications>().Run(cancellationToken)
                        );
                        if (sent > 0)
                            Sent(log, organization.Id.Value, sent);
                    }
                );
        }
    }

    /// <summary>Tells members and referents of tasks.</summary>
    [DisallowConcurrentExecution]
    private sealed class NotifyJob(AllOrganizations organizations, ILogger<NotifyJob> log) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            foreach (var organization in await organizations.List(cancellationToken))
                await Guarded(
                    log,
                    organization.Id,
                    () => organizations.For(organization.Id, s => s.GetRequiredService<NotifyAboutTasks>().Run(cancellationToken))
                );
        }
    }

    /// <summary>Has words proposed where an organization has a language model. It waits for answers, so it is a job of its own: nothing else waits with it.</summary>
    [DisallowConcurrentExecution]
    private sealed class WriteJob(AllOrganizations organizations, ILogger<WriteJob> log) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            foreach (var organization in await organizations.List(cancellationToken))
                await Guarded(
                    log,
                    organization.Id,
                    () =>
                        organizations.For(
                            organization.Id,
                            async s =>
                            {
                                await s.GetRequiredService<ForgetModelCalls>().Run(cancellationToken);
                                return await s.GetRequiredService<WriteAhead>().Run(cancellationToken);
                            }
                        )
                );
        }
    }

    /// <summary>Deletes the organizations whose grace is over, and what is kept for programs as long as it may be.</summary>
    [DisallowConcurrentExecution]
    private sealed class DeletionJob(AllOrganizations organizations, ForgetClients clients, Today today, ILogger<DeletionJob> log) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            var all = await organizations.List(cancellationToken);
            foreach (var organization in all)
                await Guarded(
                    log,
                    organization.Id,
                    () =>
                        organizations.For(
                            organization.Id,
                            async s =>
                            {
                                await s.GetRequiredService<ForgetGrants>().Run(cancellationToken);
                                await s.GetRequiredService<ForgetEvents>().Run(cancellationToken);
                                await s.GetRequiredService<ForgetPrepared>().Run(cancellationToken);
                                return await s.GetRequiredService<ForgetAnswers>().Run(cancellationToken);
                            }
                        )
                );
            await clients.Run(cancellationToken);
            var leaving = all.Where(o => o.DeletionDueAt <= today.Now);
            foreach (var organization in leaving)
                await Guarded(
                    log,
                    organization.Id,
                    async () =>
                    {
                        if (
                            await organizations.For(organization.Id, s => s.GetRequiredService<DeleteOrganization>().Run(cancellationToken))
                        )
                            Deleted(log, organization.Id.Value);
                    }
                );
        }
    }

    private static async Task Guarded(ILogger log, OrganizationId organization, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Failed(log, failure, organization.Value);
        }
    }

    [LoggerMessage(
        LogLevel.Information,
        "Planned {Organization}: {Scheduled} new, {Rewritten} rewritten, {Moved} moved, {Cancelled} cancelled"
    )]
    private static partial void Planned(ILogger log, Guid organization, int scheduled, int rewritten, int moved, int cancelled);

    [LoggerMessage(LogLevel.Information, "Sent {Count} messages of {Organization}")]
    private static partial void Sent(ILogger log, Guid organization, int count);

    [LoggerMessage(LogLevel.Information, "Deleted {Organization} with all that it owned")]
    private static partial void Deleted(ILogger log, Guid organization);

    [LoggerMessage(LogLevel.Error, "The job failed for {Organization}; it is tried again at the next beat")]
    private static partial void Failed(ILogger log, Exception failure, Guid organization);
}
