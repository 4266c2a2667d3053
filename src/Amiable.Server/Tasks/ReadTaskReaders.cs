using Amiable.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>Everybody who may be told of these tasks, each address once: a referent who is a member as well has a member's choices.</summary>
public sealed class ReadTaskReaders(AppDb db)
{
    public async Task<TaskReaders> Run(Organization organization, IReadOnlyList<TaskToTell> tasks, CancellationToken ct)
    {
        var accounts = tasks.Select(t => t.Account).OfType<AccountId>().ToHashSet();
        var referents = (
            await db.Referents.AsNoTracking().Where(r => r.WantsMails && accounts.Contains(r.AccountId)).ToListAsync(ct)
        ).ToLookup(r => Member.Address(r.Email));
        var members = await db.Members.AsNoTracking().ToListAsync(ct);
        var ids = tasks.Select(t => t.Id).ToHashSet();
        var assigned = (await db.TaskAssignments.AsNoTracking().ToListAsync(ct))
            .Where(a => ids.Contains(a.TaskId))
            .ToLookup(a => a.TaskId, a => a.MemberId);
        return new(
            [
                .. members.Select(m => new TaskReader(
                    m.Email,
                    m.FirstName,
                    m.Language ?? organization.Language,
                    m.TaskMails,
                    m.Id,
                    [.. referents[m.Email].Select(r => r.AccountId)]
                )),
                .. referents
                    .Where(same => members.TrueForAll(m => m.Email != same.Key))
                    .Select(same => new TaskReader(
                        same.Key,
                        same.First().FirstName,
                        same.First().Language ?? organization.Language,
                        TaskMails.Standard,
                        null,
                        [.. same.Select(r => r.AccountId)]
                    )),
            ],
            assigned,
            [.. referents.SelectMany(same => same).Select(r => r.AccountId)]
        );
    }
}

/// <summary>Somebody who is told of tasks.</summary>
/// <param name="Address">In lower case.</param>
/// <param name="FirstName">May be empty.</param>
/// <param name="Language">ISO 639-1.</param>
/// <param name="Mails">Which are wanted, and when.</param>
/// <param name="Member">Null for who has no login.</param>
/// <param name="InChargeOf">As a referent.</param>
public sealed record TaskReader(
    string Address,
    string FirstName,
    string Language,
    TaskMails Mails,
    MemberId? Member,
    HashSet<AccountId> InChargeOf
);

/// <summary>Those who may be told, and how they stand to the tasks.</summary>
public sealed record TaskReaders(
    IReadOnlyList<TaskReader> All,
    ILookup<HumanTaskId, MemberId> Assigned,
    HashSet<AccountId> AccountsWithReferents
)
{
    public bool AreTold(TaskReader reader, TaskToTell task) =>
        WhoIsTold.Includes(
            new(
                IsMember: reader.Member is not null,
                IsAssigned: reader.Member is { } member && Assigned[task.Id].Contains(member),
                IsReferent: task.Account is { } account && reader.InChargeOf.Contains(account)
            ),
            isSomebodys: Assigned[task.Id].Any(),
            hasReferents: task.Account is { } about && AccountsWithReferents.Contains(about)
        );
}
