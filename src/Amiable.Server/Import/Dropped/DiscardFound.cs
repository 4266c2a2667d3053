using Microsoft.EntityFrameworkCore;

namespace Amiable.Import.Dropped;

/// <summary>What was found in a file is not wanted: it leaves the list, and the file goes with the last of what was in it.</summary>
public sealed class DiscardFound(AppDb db, CurrentMember member, Today today)
{
    public async Task<Result<Done>> Run(FoundDocumentId id, CancellationToken ct)
    {
        if (await db.FoundDocuments.SingleOrDefaultAsync(f => f.Id == id, ct) is not { } found)
            return new NotFound("document");
        if (found.Discard(member.Name ?? "", today.Now) is { } problem)
            return problem;
        if (!await db.FoundDocuments.AnyAsync(f => f.FileId == found.FileId && f.Id != id && f.State == FoundState.ToReview, ct))
            (await db.DroppedFiles.SingleAsync(f => f.Id == found.FileId, ct)).IsDecided();
        return await db.Save(ct);
    }
}
