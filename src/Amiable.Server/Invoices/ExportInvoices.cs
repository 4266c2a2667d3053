using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>Every invoice that a question is answered with, or only some of them, in its order.</summary>
public sealed class ExportInvoices(AppDb db, Today today)
{
    public async IAsyncEnumerable<InvoiceRow> Run(
        InvoiceQuestion question,
        IReadOnlyList<Guid>? among,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var day = today.For(await db.Organizations.AsNoTracking().SingleAsync(ct));
        var (rows, order) = await InvoiceSearch.Read(db, question, day, ct);
        if (among?.Select(id => new InvoiceId(id)).ToList() is { } only)
            rows = rows.Where(r => only.Contains(r.Invoice.Id));
        await foreach (var row in order.ReadAll(rows, ct))
            yield return new(row.Invoice, row.AccountName);
    }
}
