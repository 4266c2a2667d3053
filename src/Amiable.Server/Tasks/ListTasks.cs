using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>Which tasks a list shows.</summary>
public enum TasksShown
{
    ActionRequired,
    AwaitingResponse,
    InProgress,

    /// <summary>Done, or no longer needed.</summary>
    Closed,
    All,
}

/// <summary>Whose tasks a list shows.</summary>
public enum TasksOf
{
    /// <summary>The reader's own, and everybody's.</summary>
    Mine,

    /// <summary>Whoever's.</summary>
    Anybody,

    /// <summary>Those nobody in particular has.</summary>
    Everybody,

    /// <summary>Those of one member.</summary>
    Member,
}

/// <summary>Which tasks, whose, and about what; about anything when nothing is said.</summary>
public sealed record TaskFilter(
    TasksShown Shown = TasksShown.ActionRequired,
    TasksOf Of = TasksOf.Mine,
    MemberId? Member = null,
    Concern? About = null
);

/// <summary>One page of the tasks: the critical ones first, then those that have waited longest; what is over, the newest first.</summary>
public sealed class ListTasks(AppDb db, CurrentMember current)
{
    public const int PageSize = 50;

    public async Task<TaskList> Run(TaskFilter filter, string? after, string? before, CancellationToken ct)
    {
        var tasks = Of(db, filter, current.Id);
        var page = await Lanes(tasks, filter.Shown).ReadPage(after, before, PageSize, ct);
        var lines = await db
            .Tasks.AsNoTracking()
            .Where(t => page.Ids.Contains(t.Id))
            .Select(t => new
            {
                Task = t,
                Account = db.Accounts.Where(a => a.Id == t.AccountId).Select(a => a.Name).FirstOrDefault(),
                Facts = db.Communications.Where(c => c.Id == t.CommunicationId).Select(c => c.Facts).FirstOrDefault(),
            })
            .ToDictionaryAsync(t => t.Task.Id, ct);
        var assigned = (
            await db
                .TaskAssignments.Where(a => page.Ids.Contains(a.TaskId))
                .Join(db.Members, a => a.MemberId, m => m.Id, (a, m) => new { a.TaskId, m.FirstName })
                .ToListAsync(ct)
        ).ToLookup(a => a.TaskId, a => a.FirstName);
        var counts = await tasks
            .GroupBy(t => t.Status)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new(
            [
                .. page
                    .Ids.Where(lines.ContainsKey)
                    .Select(id => lines[id])
                    .Select(l => new TaskLine(l.Task, l.Account, TaskAmounts.Of(l.Task, l.Facts), [.. assigned[l.Task.Id].Order()])),
            ],
            counts,
            page.Previous,
            page.Next
        );
    }

    /// <summary>The tasks of whom the filter names, about what it names.</summary>
    internal static IQueryable<HumanTask> Of(AppDb db, TaskFilter filter, MemberId me)
    {
        var tasks = db.Tasks.AsNoTracking();
        if (filter.About is { } concern)
        {
            var kinds = Concerns.KindsOf(concern);
            tasks = tasks.Where(t => kinds.Contains(t.Kind));
        }
        return filter.Of switch
        {
            TasksOf.Mine => OfMember(db, tasks, me),
            TasksOf.Everybody => tasks.Where(t => !db.TaskAssignments.Any(a => a.TaskId == t.Id)),
            TasksOf.Member => tasks.Where(t => db.TaskAssignments.Any(a => a.TaskId == t.Id && a.MemberId == filter.Member)),
            _ => tasks,
        };
    }

    /// <summary>A member's own, and everybody's.</summary>
    internal static IQueryable<HumanTask> OfMember(AppDb db, IQueryable<HumanTask> tasks, MemberId member) =>
        tasks.Where(t =>
            !db.TaskAssignments.Any(a => a.TaskId == t.Id) || db.TaskAssignments.Any(a => a.TaskId == t.Id && a.MemberId == member)
        );

    internal static IReadOnlyList<Lane<HumanTaskId>> Lanes(IQueryable<HumanTask> tasks, TasksShown shown)
    {
        IQueryable<Mark<HumanTaskId>> With(HumanTaskStatus status) =>
            tasks.Where(t => t.Status == status).Select(t => new Mark<HumanTaskId> { Id = t.Id, At = t.CreatedAt });
        IQueryable<Mark<HumanTaskId>> Required(bool critical) =>
            tasks
                .Where(t => t.Status == HumanTaskStatus.ActionRequired && TaskKinds.Critical.Contains(t.Kind) == critical)
                .Select(t => new Mark<HumanTaskId> { Id = t.Id, At = t.CreatedAt });
        Lane<HumanTaskId> critical = new(EarliestFirst: true, [Required(true)]);
        Lane<HumanTaskId> others = new(EarliestFirst: true, [Required(false)]);
        Lane<HumanTaskId> over = new(EarliestFirst: false, [With(HumanTaskStatus.Closed), With(HumanTaskStatus.Cancelled)]);
        return shown switch
        {
            TasksShown.ActionRequired => [critical, others],
            TasksShown.AwaitingResponse => [new(EarliestFirst: true, [With(HumanTaskStatus.AwaitingResponse)])],
            TasksShown.InProgress => [new(EarliestFirst: true, [With(HumanTaskStatus.InProgress)])],
            TasksShown.Closed => [over],
            _ =>
            [
                critical,
                others,
                new(EarliestFirst: true, [With(HumanTaskStatus.AwaitingResponse), With(HumanTaskStatus.InProgress)]),
                over,
            ],
        };
    }

    /// <summary>In which of those lanes a task stands; the first one when it is not in the list any more.</summary>
    internal static int LaneOf(HumanTask task, TasksShown shown) =>
        (shown, task.Status) switch
        {
            (TasksShown.ActionRequired, _) or (TasksShown.All, HumanTaskStatus.ActionRequired) => task.IsCritical ? 0 : 1,
            (TasksShown.All, HumanTaskStatus.Closed or HumanTaskStatus.Cancelled) => 3,
            (TasksShown.All, _) => 2,
            _ => 0,
        };
}

/// <summary>What is shown of a page of tasks.</summary>
public sealed record TaskList(
    IReadOnlyList<TaskLine> Lines,
    IReadOnlyDictionary<HumanTaskStatus, int> Counts,
    string? Previous,
    string? Next
)
{
    public int Count(TasksShown shown) =>
        shown switch
        {
            TasksShown.ActionRequired => Counts.GetValueOrDefault(HumanTaskStatus.ActionRequired),
            TasksShown.AwaitingResponse => Counts.GetValueOrDefault(HumanTaskStatus.AwaitingResponse),
            TasksShown.InProgress => Counts.GetValueOrDefault(HumanTaskStatus.InProgress),
            TasksShown.Closed => Counts.GetValueOrDefault(HumanTaskStatus.Closed) + Counts.GetValueOrDefault(HumanTaskStatus.Cancelled),
            _ => Counts.Values.Sum(),
        };
}

/// <summary>One task in a list.</summary>
/// <param name="Assignees">First names of those who have it; none for everybody.</param>
public sealed record TaskLine(HumanTask Task, string? AccountName, IReadOnlyList<Money> Amounts, IReadOnlyList<string> Assignees);
