using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>A member notes something to be done, about an account or in general.</summary>
public sealed class AddTask(AppDb db, Today today)
{
    private const int MostInSubject = 200;

    public async Task<Result<HumanTaskId>> Run(string subject, AccountId? account, CancellationToken ct)
    {
        subject = subject.Trim().ReplaceLineEndings(" ");
        if (subject.Length is 0 or > MostInSubject)
            return new Invalid("subject", "task.subject", $"Say in one line what is to be done, in up to {MostInSubject} characters.")
            {
                Values = [MostInSubject],
            };
        if (account is { } id && !await db.Accounts.AnyAsync(a => a.Id == id, ct))
            return new NotFound("account");
        var task = new HumanTask(
            today.NewId<HumanTaskId>(),
            TaskKind.Free,
            $"free {today.NewId<HumanTaskId>().Value:N}",
            account,
            new Dictionary<string, string> { ["subject"] = subject },
            today.Now
        );
        db.Tasks.Add(task);
        return (await db.Save(ct)).Problem is { } problem ? problem : task.Id;
    }
}
