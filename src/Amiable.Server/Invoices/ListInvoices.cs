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
        var rows = InvoiceSearch.Rows(db, question, day);
        var page = await InvoiceSearch.Order(question).Read(rows, after, before, PageSize, ct);
        return new(page.Select(r => new InvoiceRow(r.Invoice, r.Account.Name)), await Count(question, day, ct), day);
    }

    // Those that are open are few and have an index that holds all that is asked here; the others are counted up to a limit only.
    private async Task<IReadOnlyDictionary<InvoiceFilter, int?>> Count(InvoiceQuestion question, DateOnly day, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(question.Search))
            return new Dictionary<InvoiceFilter, int?>();
        var open = await db
            .Invoices.IgnoreAutoIncludes()
            .Counted()
            .GroupBy(i => 1)
            .Select(g => new
            {
                Overdue = g.Count(i => i.DueOn < day),
                NotDue = g.Count(i => i.DueOn >= day),
                Disputed = g.Count(i => i.DisputedOn != null),
                NoDueDate = g.Count(i => i.DueOn == null),
            })
            .SingleOrDefaultAsync(ct);
        var all = await db.Invoices.IgnoreAutoIncludes().Select(i => i.Number).Order().Take(CountedUpTo + 1).CountAsync(ct);
        var few = all <= CountedUpTo;
        return new Dictionary<InvoiceFilter, int?>
        {
            [InvoiceFilter.Overdue] = open?.Overdue ?? 0,
            [InvoiceFilter.NotDue] = open?.NotDue ?? 0,
            [InvoiceFilter.Disputed] = open?.Disputed ?? 0,
            [InvoiceFilter.NoDueDate] = open?.NoDueDate ?? 0,
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
