using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>Gives a task to these members; to nobody in particular, it is everybody's again.</summary>
public sealed class AssignTask(AppDb db, CurrentMember current, Today today)
{
    public async Task<Result<Done>> Run(HumanTaskId id, IReadOnlyList<MemberId> members, CancellationToken ct)
    {
        if (await db.Tasks.SingleOrDefaultAsync(t => t.Id == id, ct) is not { } task)
            return new NotFound("task");
        if (!task.IsOpen)
            return new Refused("task.ended", "The task is over.");
        var wanted = members.Distinct().ToList();
        if (await db.Members.CountAsync(m => wanted.Contains(m.Id), ct) != wanted.Count)
            return new NotFound("member");
        var now = await db.TaskAssignments.Where(a => a.TaskId == id).ToListAsync(ct);
        db.TaskAssignments.RemoveRange(now.Where(a => !wanted.Contains(a.MemberId)));
        foreach (var member in wanted.Except(now.Select(a => a.MemberId)))
            db.TaskAssignments.Add(new(today.NewId<TaskAssignmentId>(), id, member));
        if (wanted.Contains(current.Id))
            await NoteKnown(id, ct);
        try
        {
            return await db.Save(ct);
        }
        catch (DbUpdateException)
        {
            // Somebody gave it to the same member, or it was told to them, in this very moment.
            db.ChangeTracker.Clear();
            return new ChangedMeanwhile();
        }
    }

    /// <summary>Who takes it knows of it: no mail tells it again.</summary>
    private async Task NoteKnown(HumanTaskId id, CancellationToken ct)
    {
        var key = TaskNotice.KeyOf(id);
        var address = await db.Members.Where(m => m.Id == current.Id).Select(m => m.Email).SingleAsync(ct);
        if (!await db.TaskNotices.AnyAsync(n => n.Address == address && n.Key == key, ct))
            db.TaskNotices.Add(TaskNotice.Of(today.NewId<TaskNoticeId>(), address, id, mail: null, today.Now));
    }
}
