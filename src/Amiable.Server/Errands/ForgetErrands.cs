using Microsoft.EntityFrameworkCore;

namespace Amiable.Errands;

/// <summary>Forgets long work that ended long ago, and the rows it was about. What it did stands, and is in the audit log.</summary>
public sealed class ForgetErrands(AppDb db, Today today)
{
    /// <summary>So long a summary can be read, by a program that ordered an import, too.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <returns>How many.</returns>
    public Task<int> Run(CancellationToken ct)
    {
        var before = today.Now - Kept;
        return db.Errands.Where(e => e.State == ErrandState.Over && e.EndedAt < before).ExecuteDeleteAsync(ct);
    }
}
