using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>
/// Tells members and referents of tasks by mail: critical ones at once, the others once a day at the hour each chose, on the business days of the
/// organization. What ended before is not told, and nothing twice.
/// </summary>
public sealed class NotifyAboutTasks(AppDb db, ReadTaskReaders readTaskReaders, TellTasks tellTasks, Today today)
{
    // What is older was not told when it was raised, because there was no mail yet: that is for the mail of the day.
    private static readonly TimeSpan StillAtOnce = TimeSpan.FromDays(1);

    // A morning on which everything goes wrong must not fill a mailbox: the rest waits for the mail of the day.
    private const int MostAtOnceInAnHour = 6;

    /// <returns>How many mails were written.</returns>
    public async Task<int> Run(CancellationToken ct)
    {
        var organization = await db.Organizations.AsNoTracking().SingleAsync(ct);
        if (organization.IsDemo || organization.IsLeaving)
            return 0;
        return await AtOnce(organization, ct) + await OfTheDay(organization, ct);
    }

    private async Task<int> AtOnce(Organization organization, CancellationToken ct)
    {
        var from = today.Now - StillAtOnce;
        var tasks = await Waiting().Where(t => TaskKinds.Critical.Contains(t.Kind) && t.CreatedAt > from).Select(Light).ToListAsync(ct);
        if (tasks.Count == 0)
            return 0;
        var readers = await readTaskReaders.Run(organization, tasks, ct);
        var (hourAgo, mails) = (today.Now.AddHours(-1), 0);
        foreach (var reader in readers.All)
        {
            var untold = await Untold(reader, [.. tasks.Where(t => reader.Mails.WantsAtOnce(t.Kind) && readers.AreTold(reader, t))], ct);
            if (untold.Count == 0)
                continue;
            var lately = await db
                .TaskNotices.Where(n => n.Address == reader.Address && n.MailId != null && n.At > hourAgo)
                .Select(n => n.MailId)
                .Distinct()
                .CountAsync(ct);
            if (lately < MostAtOnceInAnHour && await tellTasks.Run(organization, reader, untold, null, ct))
                mails++;
        }
        return mails;
    }

    private async Task<int> OfTheDay(Organization organization, CancellationToken ct)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(organization.TimeZone);
        var day = today.For(organization);
        if (!BusinessCalendar.For(organization.Country, organization.Region, organization.BlackoutDays).IsOpen(day))
            return 0;
        var tasks = await Waiting().Select(Light).ToListAsync(ct);
        if (tasks.Count == 0)
            return 0;
        var readers = await readTaskReaders.Run(organization, tasks, ct);
        var key = TaskNotice.KeyOf(day);
        var had = (await db.TaskNotices.Where(n => n.Key == key).Select(n => n.Address).ToListAsync(ct)).ToHashSet();
        var mails = 0;
        foreach (var reader in readers.All.Where(r => !had.Contains(r.Address)))
        {
            // What is raised after the hour waits for the next day: one mail a day is one.
            var at = reader.Mails.DigestAt(day, zone);
            if (at > today.Now)
                continue;
            var untold = await Untold(
                reader,
                [.. tasks.Where(t => t.CreatedAt <= at && reader.Mails.WantsInDigest(t.Kind) && readers.AreTold(reader, t))],
                ct
            );
            if (untold.Count > 0 && await tellTasks.Run(organization, reader, untold, day, ct))
                mails++;
        }
        if (mails > 0)
            await Forget(ct);
        return mails;
    }

    private IQueryable<HumanTask> Waiting() => db.Tasks.AsNoTracking().Where(t => t.Status == HumanTaskStatus.ActionRequired);

    private static readonly System.Linq.Expressions.Expression<Func<HumanTask, TaskToTell>> Light = t => new TaskToTell(
        t.Id,
        t.Kind,
        t.AccountId,
        t.CreatedAt
    );

    private async Task<IReadOnlyList<HumanTaskId>> Untold(TaskReader reader, List<TaskToTell> tasks, CancellationToken ct)
    {
        if (tasks.Count == 0)
            return [];
        var told = (
            await db
                .TaskNotices.Where(n =>
                    n.Address == reader.Address && n.TaskId != null && db.Tasks.Any(t => t.Id == n.TaskId && t.EndedAt == null)
                )
                .Select(n => n.TaskId!.Value)
                .ToListAsync(ct)
        ).ToHashSet();
        return
        [
            .. tasks.Where(t => !told.Contains(t.Id)).OrderBy(t => t.Kind.IsCritical() ? 0 : 1).ThenBy(t => t.CreatedAt).Select(t => t.Id),
        ];
    }

    // What ended is never told again; and of a day that is long past nobody asks.
    private async Task Forget(CancellationToken ct)
    {
        var before = today.Now.AddDays(-30);
        await db
            .TaskNotices.Where(n => n.At < before && (n.TaskId == null || db.Tasks.Any(t => t.Id == n.TaskId && t.EndedAt < before)))
            .ExecuteDeleteAsync(ct);
    }
}

/// <summary>As much of a task as decides who is told of it.</summary>
public sealed record TaskToTell(HumanTaskId Id, TaskKind Kind, AccountId? Account, DateTimeOffset CreatedAt);
