using Amiable.FollowUp;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>A member answers a task: the agent does what follows from it, says so in the conversation, and closes the task. All of it, or nothing.</summary>
public sealed class AnswerTask(AppDb db, FollowAnswer followAnswer, PlanFollowUps planFollowUps, Today today)
{
    public async Task<Result<Done>> Run(HumanTaskId id, TaskAnswer answer, CancellationToken ct, AnswerDetails? details = null)
    {
        details ??= new();
        if (await db.Tasks.SingleOrDefaultAsync(t => t.Id == id, ct) is not { } task)
            return new NotFound("task");
        if (!task.Answers().Contains(answer))
            return new Refused("task.answer", "This task has no such answer.");
        if (answer.Needs() is AnswerNeeds.Day or AnswerNeeds.Parts && details.On is null)
            return new Invalid("on", "task.no-date", "Choose a day.");
        if (answer.Needs() == AnswerNeeds.Contact && string.IsNullOrWhiteSpace(details.Email))
            return new Invalid("email", "task.no-contact", "Give the address that should be written to.");
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Closed first: what follows plans anew, which ends what nobody needs any more.
        if (End(task, answer, details) is { } ended)
            return ended;
        if ((await db.Save(ct)).Problem is { } lost)
            return lost;
        if (await followAnswer.Run(task, answer, details, ct) is { } problem)
            return problem;
        if ((await db.Save(ct)).Problem is { } overtaken)
            return overtaken;
        if (task.AccountId is { } account)
            await planFollowUps.Run([account], ct);
        await transaction.CommitAsync(ct);
        return new Done();
    }

    private Problem? End(HumanTask task, TaskAnswer answer, AnswerDetails details) =>
        answer.LeavesOpen()
            ? task.GoesOn(details.On, Outcome(answer, details), today.Now)
            : task.Close(Outcome(answer, details), today.Now);

    /// <summary>The code of the sentence the agent says, and what it names.</summary>
    private static string Outcome(TaskAnswer answer, AnswerDetails details) =>
        answer.Needs() switch
        {
            AnswerNeeds.Day or AnswerNeeds.Parts => $"{answer} {details.On:yyyy-MM-dd}",
            AnswerNeeds.Contact => $"{answer} {details.Email!.Trim()}",
            _ => $"{answer}",
        };
}
