using Microsoft.EntityFrameworkCore;

namespace Amiable.Import;

/// <summary>The latest imports, the newest first.</summary>
public sealed class ListImports(AppDb db)
{
    private const int Most = 50;

    public async Task<IReadOnlyList<LedgerImport>> Run(CancellationToken ct) =>
        await db.Imports.AsNoTracking().OrderByDescending(i => i.At).Take(Most).ToListAsync(ct);
}
