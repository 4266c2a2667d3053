using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>A page of invoices, and how many there are of each kind.</summary>
public sealed class ListInvoices(AppDb db, Today today)
{
    private const int PageSize = 50;
    private const int CountedUpTo = 10_000;

    public async Task<InvoiceList> Run(InvoiceQuestion question, string? after, string? before, CancellationToken ct)
    {
        var day = today.For(await db.Organizations.AsNoTracking().SingleAsync(ct));
        var (rows, order) = await InvoiceSearch.Read(db, question, day, ct);
        var page = await order.Read(rows, after, before, PageSize, ct);
        return new(page.Select(r => new InvoiceRow(r.Invoice, r.AccountName)), await Count(question, day, ct), day);
    }

    // Those that are owed are counted for each due date as they change; the others are counted up to a limit only.
    private async Task<IReadOnlyDictionary<InvoiceFilter, int?>> Count(InvoiceQuestion question, DateOnly day, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(question.Search))
            return new Dictionary<InvoiceFilter, int?>();
        var totals = await db
            .DueTotals.Select(t => new
            {
                t.DueOn,
                t.Invoices,
                t.Disputed,
            })
            .ToListAsync(ct);
        var noDate = totals.Where(t => t.DueOn == InvoiceSearch.Never).Sum(t => t.Invoices);
        var overdue = totals.Where(t => t.DueOn < day).Sum(t => t.Invoices);
        var all = await db.Invoices.IgnoreAutoIncludes().Select(i => i.Number).Order().Take(CountedUpTo + 1).CountAsync(ct);
        var few = all <= CountedUpTo;
        return new Dictionary<InvoiceFilter, int?>
        {
            [InvoiceFilter.Overdue] = overdue,
            [InvoiceFilter.NotDue] = totals.Sum(t => t.Invoices) - overdue - noDate,
            [InvoiceFilter.Disputed] = totals.Sum(t => t.Disputed),
            [InvoiceFilter.NoDueDate] = noDate,
            [InvoiceFilter.Paid] = few
                ? await db.Invoices.IgnoreAutoIncludes().CountAsync(i => i.Settled.Minor >= i.Total.Minor, ct)
                : null,
            [InvoiceFilter.All] = few ? all : null,
        };
    }
}

/// <param name="Counts">Nothing while searching; null for a number too large to count each time.</param>
public sealed record InvoiceList(Page<InvoiceRow> Page, IReadOnlyDictionary<InvoiceFilter, int?> Counts, DateOnly Today);

public sealed record InvoiceRow(Invoice Invoice, string AccountName);
