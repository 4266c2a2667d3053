using Amiable.Communications;
using Amiable.Inbound;
using Amiable.Platform.Backups;
using Amiable.Platform.Health;
using Amiable.Platform.Watching;
using Amiable.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Operator;

/// <summary>A list of things that wait, over all organizations. More than none of some of them wants somebody to look.</summary>
/// <param name="Name">Which.</param>
public sealed record Queue(string Name, int Count, bool IsTrouble);

/// <summary>What the operator sees of the installation: numbers, and nothing of what anybody wrote.</summary>
public sealed record InstallationView(
    string Program,
    string Schema,
    string DatabaseName,
    string Runtime,
    int Organizations,
    long DiskFree,
    long DiskTotal,
    bool IsDiskShort,
    IReadOnlyList<ReadinessCheck> Faults,
    IReadOnlyList<JobBeat> Jobs,
    IReadOnlyList<Queue> Queues,
    InstallationState State,
    DateTimeOffset Now
)
{
    /// <summary>A backup that is older than this is not what one hopes for when one needs it.</summary>
    public static readonly TimeSpan FreshBackup = TimeSpan.FromHours(36);

    public bool IsBackupOld => State.BackedUpAt is not { } at || at + FreshBackup < Now;

    public bool IsWell =>
        Faults.Count == 0
        && !IsDiskShort
        && State.HeldSince is null
        && !Queues.Any(q => q.IsTrouble)
        && !Jobs.Any(j => IsLate(j) || j.Failures > 0);

    public bool IsLate(JobBeat job) => job.LateFrom < Now;
}

/// <summary>How the installation stands, for who runs it.</summary>
public sealed class ShowInstallation(AppDb db, AllOrganizations organizations, CheckReadiness check, DiskRoom room, Today today)
{
    // What is due leaves within seconds, or minutes where much is due. Whatever waits longer waits for something.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public async Task<InstallationView> Run(CancellationToken ct)
    {
        var readiness = await check.Run(ct);
        var applied = await db.Database.GetAppliedMigrationsAsync(ct);
        return new(
            ProgramVersion.Text,
            applied.LastOrDefault() ?? "–",
            await DatabaseName(ct),
            $".NET {Environment.Version}",
            (await organizations.List(ct)).Count,
            room.Free,
            room.Total,
            room.IsShort,
            [.. readiness.Checks.Where(c => !c.IsGood)],
            await db.JobBeats.AsNoTracking().OrderBy(b => b.Job).ToListAsync(ct),
            await Queues(ct),
            await db.InstallationStates.AsNoTracking().SingleOrDefaultAsync(ct) ?? new(),
            today.Now
        );
    }

    private async Task<IReadOnlyList<Queue>> Queues(CancellationToken ct)
    {
        var (now, patience, yesterday) = (today.Now, today.Now - Patience, today.Now.AddDays(-1));
        var late = await organizations.Count<Communication>(c => c.Status == CommunicationStatus.Scheduled && c.SendAt <= patience, ct);
        var uncertain = await organizations.Count<Communication>(c => c.Status == CommunicationStatus.Uncertain, ct);
        var failed = await organizations.Count<Communication>(c => c.Status == CommunicationStatus.Failed, ct);
        var dead = await organizations.Count<WebhookDelivery>(d => d.State == DeliveryState.Dead, ct);
        var notices = await db.Notices.CountAsync(n => n.Mail != null && n.CreatedAt < patience && n.CreatedAt > yesterday, ct);
        return
        [
            new(
                "due",
                await organizations.Count<Communication>(c => c.Status == CommunicationStatus.Scheduled && c.SendAt <= now, ct),
                false
            ),
            new("late", late, late > 0),
            new("uncertain", uncertain, uncertain > 0),
            new("failed", failed, false),
            new("unfiled", await organizations.Count<InboundMail>(m => m.State == InboundState.Unmatched, ct), false),
            new("webhooks", await organizations.Count<WebhookDelivery>(d => d.State == DeliveryState.Waiting, ct), false),
            new("dead-letters", dead, dead > 0),
            new("notices", notices, notices > 0),
        ];
    }

    private async Task<string> DatabaseName(CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        return $"{(db.Database.IsNpgsql() ? "PostgreSQL" : "SQLite")} {db.Database.GetDbConnection().ServerVersion}";
    }
}
