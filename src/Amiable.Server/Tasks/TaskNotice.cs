using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>
/// Somebody was told of a task by mail, or had the mail of a day. Written in the transaction that puts the mail into the outbox, and unique: whatever
/// ends, restarts or runs twice, nobody is told of the same thing again.
/// </summary>
public sealed class TaskNotice : Owned
{
    public TaskNoticeId Id { get; private init; }

    /// <summary>Of whom, in lower case.</summary>
    public string Address { get; private init; } = "";

    /// <summary>Of what: "task …" or "digest 2026-03-02".</summary>
    public string Key { get; private init; } = "";

    /// <summary>Which task; null for the mail of a day.</summary>
    public HumanTaskId? TaskId { get; private init; }

    /// <summary>The left part of the mail's Message-ID; null when there was nothing to write.</summary>
    public Guid? MailId { get; private init; }

    public DateTimeOffset At { get; private init; }

    private TaskNotice() { }

    private TaskNotice(TaskNoticeId id, string address, string key, HumanTaskId? task, Guid? mail, DateTimeOffset at) =>
        (Id, Address, Key, TaskId, MailId, At) = (id, address, key, task, mail, at);

    /// <summary>Told of a task; without a mail somebody knows of it otherwise.</summary>
    public static TaskNotice Of(TaskNoticeId id, string address, HumanTaskId task, Guid? mail, DateTimeOffset at) =>
        new(id, address.ToLowerInvariant(), KeyOf(task), task, mail, at);

    /// <summary>Had the mail of that day, or would have had one.</summary>
    public static TaskNotice Of(TaskNoticeId id, string address, DateOnly day, Guid? mail, DateTimeOffset at) =>
        new(id, address.ToLowerInvariant(), KeyOf(day), null, mail, at);

    public static string KeyOf(HumanTaskId task) => $"task {task.Value:N}";

    public static string KeyOf(DateOnly day) => $"digest {day:yyyy-MM-dd}";
}
