using Microsoft.EntityFrameworkCore;

namespace Amiable.Communications;

/// <summary>The message exactly as it left.</summary>
public sealed class ShowArchivedMime(AppDb db)
{
    public async Task<Result<byte[]>> Run(CommunicationId id, CancellationToken ct) =>
        await db.ArchivedMimes.Where(m => m.CommunicationId == id && m.ErasedAt == null).Select(m => m.Bytes).SingleOrDefaultAsync(ct)
            is { } bytes
            ? bytes
            : new NotFound("archived message");
}
