using Microsoft.EntityFrameworkCore;

namespace Amiable.Tasks;

/// <summary>Everybody who may have a task.</summary>
public sealed class ListAssignable(AppDb db)
{
    public async Task<IReadOnlyList<TaskMember>> Run(CancellationToken ct) =>
        await db
            .Members.AsNoTracking()
            .OrderBy(m => m.FirstName)
            .ThenBy(m => m.LastName)
            .Select(m => new TaskMember(m.Id, m.FirstName + " " + m.LastName, false))
            .ToListAsync(ct);
}
