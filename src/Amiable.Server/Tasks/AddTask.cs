using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>What a member notes beside the one line: what kind of thing it is, and what it is about.</summary>
/// <param name="Kind">A note, or what a customer said.</param>
/// <param name="Invoices">Which of the account's it is about.</param>
/// <param name="On">The day a customer named.</param>
/// <param name="Contact">Who should be written to instead.</param>
/// <param name="Email">Where.</param>
/// <param name="AssignTo">Who has it; null for everybody.</param>
public sealed record NotedTask(
    TaskKind Kind = TaskKind.Free,
    IReadOnlyList<InvoiceId>? Invoices = null,
    DateOnly? On = null,
    string? Contact = null,
    string? Email = null,
    MemberId? AssignTo = null
);

/// <summary>
/// A member notes something to be done, a call to be made, or what a customer said by telephone: on that the agent acts as if it had read it.
/// </summary>
public sealed class AddTask(AppDb db, RecordSaid recordSaid, PlanCall planCall, AssignTask assignTask, Today today)
{
    private const int MostInSubject = 200;

    public async Task<Result<HumanTaskId>> Run(string subject, AccountId? account, CancellationToken ct, NotedTask? noted = null)
    {
        noted ??= new();
        subject = subject.Trim().ReplaceLineEndings(" ");
        if (subject.Length is 0 or > MostInSubject)
            return new Invalid("subject", "task.subject", $"Say in one line what is to be done, in up to {MostInSubject} characters.")
            {
                Values = [MostInSubject],
            };
        if (account is { } id && !await db.Accounts.AnyAsync(a => a.Id == id, ct))
            return new NotFound("account");
        if (noted.Kind is not (TaskKind.Free or TaskKind.Call) && !TaskKinds.SaidByCustomer.Contains(noted.Kind))
            return new Invalid("kind", "task.kind", "This is nothing a member notes.");
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var added = noted.Kind switch
        {
            TaskKind.Free => await Add(Note(subject, account), ct),
            TaskKind.Call => await Add(await planCall.Run(subject, account, noted.On, ct), ct),
            _ => await recordSaid.Run(subject, account, noted, ct),
        };
        if (added.Problem is { } wrong)
            return wrong;
        if (noted.AssignTo is { } member && (await assignTask.Run(added.Value, [member], ct)).Problem is { } refused)
            return refused;
        await transaction.CommitAsync(ct);
        return added.Value;
    }

    private async Task<Result<HumanTaskId>> Add(Result<HumanTask> noted, CancellationToken ct)
    {
        if (noted.Value is not { } task)
            return noted.Problem!;
        db.Tasks.Add(task);
        return (await db.Save(ct)).Problem is { } lost ? lost : task.Id;
    }

    private HumanTask Note(string subject, AccountId? account) =>
        new(
            today.NewId<HumanTaskId>(),
            TaskKind.Free,
            $"free {today.NewId<HumanTaskId>().Value:N}",
            account,
            new Dictionary<string, string> { ["subject"] = subject },
            today.Now
        );
}
