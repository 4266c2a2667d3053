using Amiable.Accounts;
using Amiable.Communications;
using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>What a member answers to a task.</summary>
public enum TaskAnswer
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>The message did leave.</summary>
    ItLeft,

    /// <summary>The message never left: the agent plans again.</summary>
    ItNeverLeft,

    /// <summary>The advanced action is not wanted: the agent goes on with words.</summary>
    KeepWriting,

    /// <summary>Take the edited message back: the agent writes it anew.</summary>
    WriteAnew,

    /// <summary>The many messages are meant: they may leave.</summary>
    LetThemGo,
}

/// <summary>A member answers a task: the agent does what follows from it and closes the task.</summary>
public sealed class AnswerTask(AppDb db, CurrentMember member, PlanFollowUps planFollowUps, Today today)
{
    public async Task<Result<Done>> Run(HumanTaskId id, TaskAnswer answer, CancellationToken ct)
    {
        if (await db.Tasks.SingleOrDefaultAsync(t => t.Id == id, ct) is not { } task)
            return new NotFound("task");
        if (!task.Kind.Answers().Contains(answer))
            return new Refused("task.answer", "This task has no such answer.");
        if (task.Close(answer.ToString(), today.Now) is { } ended)
            return ended;
        if (await Follow(task, answer, ct) is { } problem)
            return problem;
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        if (task.AccountId is { } account)
            await planFollowUps.Run([account], ct);
        return new Done();
    }

    private async Task<Problem?> Follow(HumanTask task, TaskAnswer answer, CancellationToken ct)
    {
        var now = today.Now;
        var message = await db.Communications.SingleOrDefaultAsync(c => c.Id == task.CommunicationId, ct);
        switch (task.Kind)
        {
            case TaskKind.UncertainDelivery when message is not null:
                return message.FoundOut(answer == TaskAnswer.ItLeft, today.Now);
            case TaskKind.DeliveryProblem when message is { Status: CommunicationStatus.Failed }:
                return message.Cancel("refused");
            case TaskKind.DeliveryProblem when message is { IsStuck: true }:
                return message.GoesOn();
            case TaskKind.MessageOutdated or TaskKind.UnexplainedFigure when message is not null && message.Status.IsWaiting():
                return message.GiveBack();
            case TaskKind.UnusualVolume:
                // All of this day: those held back are due again in a quarter of an hour, others have their moment later.
                foreach (
                    var waiting in await db
                        .Communications.Where(c =>
                            c.Status == CommunicationStatus.Scheduled && c.ApprovedBy == null && c.SendAt <= now.AddHours(12)
                        )
                        .ToListAsync(ct)
                )
                    waiting.Approve(member.Id, today.Now);
                return null;
            case TaskKind.AdvancedAction:
                db.AccountEvents.Add(
                    new(
                        today.NewId<AccountEventId>(),
                        task.AccountId!.Value,
                        AccountEventKind.AdvancedActionRejected,
                        "",
                        member.Name,
                        today.Now
                    )
                );
                return null;
            case TaskKind.BrokenPromise:
                foreach (var invoice in await db.Invoices.Where(i => i.AccountId == task.AccountId && i.PromisedOn != null).ToListAsync(ct))
                    if (invoice.PromisedOn < today.For(await db.Organizations.SingleAsync(ct)))
                        invoice.ForgetPromise();
                return null;
            default:
                return null;
        }
    }
}

public static class TaskAnswers
{
    /// <summary>The answers a kind of task allows, the recommended one first.</summary>
    public static IReadOnlyList<TaskAnswer> Answers(this TaskKind kind) =>
        kind switch
        {
            TaskKind.UncertainDelivery => [TaskAnswer.ItLeft, TaskAnswer.ItNeverLeft],
            TaskKind.AdvancedAction or TaskKind.BrokenPromise => [TaskAnswer.KeepWriting],
            TaskKind.UnusualVolume => [TaskAnswer.LetThemGo],
            TaskKind.MessageOutdated or TaskKind.UnexplainedFigure => [TaskAnswer.WriteAnew],
            _ => [TaskAnswer.Done],
        };
}
