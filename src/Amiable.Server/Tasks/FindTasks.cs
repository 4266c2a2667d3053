using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>The tasks members noted with words that begin so, then the open ones about these accounts.</summary>
public sealed class FindTasks(AppDb db, FullText fullText)
{
    public async Task<IReadOnlyList<FoundTask>> Run(SoughtWords sought, IReadOnlyList<AccountId> accounts, int most, CancellationToken ct)
    {
        var ids = await BestFirst.Of(
            most,
            () => fullText.WithWords<HumanTaskId>(Searchable.Tasks, sought, most, ct),
            () =>
                db
                    .Tasks.Where(t =>
                        t.AccountId != null
                        && accounts.Contains(t.AccountId.Value)
                        && t.Status != HumanTaskStatus.Closed
                        && t.Status != HumanTaskStatus.Cancelled
                    )
                    .OrderByDescending(t => t.CreatedAt)
                    .Select(t => t.Id)
                    .Take(most)
                    .ToListAsync(ct)
        );
        var tasks = await db
            .Tasks.AsNoTracking()
            .Where(t => ids.Contains(t.Id))
            .Select(t => new FoundTask(t, db.Accounts.Where(a => a.Id == t.AccountId).Select(a => a.Name).FirstOrDefault()))
            .ToListAsync(ct);
        return [.. tasks.OrderBy(t => ids.IndexOf(t.Task.Id))];
    }
}

public sealed record FoundTask(HumanTask Task, string? AccountName);
