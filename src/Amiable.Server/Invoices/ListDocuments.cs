using Amiable.FollowUp;
using Amiable.Platform.Http;
using Amiable.Platform.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>The documents of the open invoices of these accounts, without their bytes.</summary>
public sealed class ListDocuments(AppDb db, PublicAddress address)
{
    public async Task<IReadOnlyDictionary<InvoiceId, DocumentFact>> Run(IReadOnlyList<AccountId> accounts, CancellationToken ct)
    {
        var documents = await db
            .InvoiceDocuments.Where(d =>
                db.Invoices.IgnoreAutoIncludes()
                    .Any(i => i.Id == d.InvoiceId && EF.Parameter(accounts).Contains(i.AccountId) && i.Settled.Minor < i.Total.Minor)
            )
            .Select(d => new
            {
                d.InvoiceId,
                d.Id,
                d.FileName,
                d.MediaType,
                d.Size,
                d.LinkKey,
            })
            .ToListAsync(ct);
        return documents.ToDictionary(
            d => d.InvoiceId,
            d => new DocumentFact(d.Id, d.FileName, d.MediaType, d.Size, Link(new(db.Organization.Id, d.Id.Value, d.LinkKey)))
        );
    }

    private string? Link(OwnedSecret key) => address.Known is { } root ? new Uri(root, $"{DocumentRoutes.Public}/{key}").ToString() : null;
}
