using Amiable.Tasks;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Accounts;

/// <summary>The tasks about an account, the newest first.</summary>
public sealed class ListAccountTasks(AppDb db)
{
    public async Task<AccountTasks> Run(AccountId id, string? after, string? before, CancellationToken ct)
    {
        var rows = db.Tasks.AsNoTracking().Where(t => t.AccountId == id);
        return new(
            await new Keyset<HumanTask>(descending: true)
                .By(t => t.CreatedAt)
                .By(t => t.Id)
                .Read(rows, after, before, ListAccounts.PageSize, ct)
        );
    }
}

public sealed record AccountTasks(Page<HumanTask> Page);
