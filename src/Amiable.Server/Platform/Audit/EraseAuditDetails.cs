using Microsoft.EntityFrameworkCore;

namespace Amiable.Platform.Audit;

/// <summary>
/// A person's right to be forgotten: names and values of everything told about one thing are gone, that it happened stays, and the chain holds. That
/// they were erased is itself an entry; blanks without one are reported as damage.
/// </summary>
public sealed class EraseAuditDetails(AppDb db, AuditLog log)
{
    public const string Erased = "erased";

    /// <returns>How many entries lost their details.</returns>
    public async Task<int> Run(string subjectKind, Guid subjectId, CancellationToken ct)
    {
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        var count = await db
            .AuditEntries.Where(e => e.SubjectKind == subjectKind && e.SubjectId == subjectId && e.Action != Erased && e.Changes != null)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.Changes, (string?)null), ct);
        if (count > 0)
            await log.NoteNow(new(Erased, subjectKind, subjectId) { Fields = [new("Entries", "number", null, $"{count}")] }, ct);
        if (own is not null)
            await own.CommitAsync(ct);
        return count;
    }
}
