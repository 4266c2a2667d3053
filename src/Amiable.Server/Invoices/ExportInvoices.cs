using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>Every invoice that a question is answered with, in its order.</summary>
public sealed class ExportInvoices(AppDb db, Today today)
{
    public async IAsyncEnumerable<InvoiceRow> Run(InvoiceQuestion question, [EnumeratorCancellation] CancellationToken ct)
    {
        var day = today.For(await db.Organizations.AsNoTracking().SingleAsync(ct));
        await foreach (var row in InvoiceSearch.Order(question).ReadAll(InvoiceSearch.Rows(db, question, day), ct))
            yield return new(row.Invoice, row.Account.Name);
    }
}
