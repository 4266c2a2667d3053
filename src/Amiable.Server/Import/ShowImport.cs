using Microsoft.EntityFrameworkCore;

namespace Amiable.Import;

/// <summary>One import and what it did.</summary>
public sealed class ShowImport(AppDb db)
{
    public async Task<Result<LedgerImport>> Run(ImportId id, CancellationToken ct) =>
        await db.Imports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is { } import ? import : new NotFound("import");
}
