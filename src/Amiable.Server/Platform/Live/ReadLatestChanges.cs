using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Live;

/// <summary>What the audit log has that was not there before: the cheapest way to see what another process did.</summary>
public sealed class ReadLatestChanges(AppDb db)
{
    // An import by the command line tells one line for each kind, but a night of planning tells thousands.
    private const int Most = 1000;

    /// <param name="after">The last number that is known; null to learn it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<(long Last, IReadOnlyList<string> Kinds)> Run(long? after, CancellationToken ct)
    {
        var last = await db.AuditEntries.OrderByDescending(e => e.Number).Select(e => e.Number).FirstOrDefaultAsync(ct);
        if (after is not { } known || last <= known)
            return (last, []);
        var from = Math.Max(known, last - Most);
        return (last, await db.AuditEntries.Where(e => e.Number > from).Select(e => e.SubjectKind).Distinct().ToListAsync(ct));
    }
}
