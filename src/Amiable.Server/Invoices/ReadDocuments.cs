using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>Documents with their bytes, to be sent.</summary>
public sealed class ReadDocuments(AppDb db)
{
    public async Task<IReadOnlyList<InvoiceDocument>> Run(IReadOnlyList<InvoiceDocumentId> ids, CancellationToken ct) =>
        ids.Count == 0 ? [] : await db.InvoiceDocuments.AsNoTracking().Where(d => ids.Contains(d.Id)).ToListAsync(ct);
}
