using Amiable.Credits;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>An invoice as programs know it.</summary>
/// <param name="Paid">What payments have settled, credit notes aside.</param>
/// <param name="Today">The organization's day.</param>
public sealed record KnownInvoice(Invoice Invoice, Money Paid, DateOnly Today);

/// <summary>One invoice as programs know it.</summary>
public sealed class LookUpInvoice(AppDb db, Today today)
{
    public async Task<Result<KnownInvoice>> Run(InvoiceId id, CancellationToken ct) =>
        await db.Invoices.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, ct) is { } invoice
            ? new KnownInvoice(invoice, invoice.PaidByPayments, today.For(await db.Organizations.AsNoTracking().SingleAsync(ct)))
            : new NotFound("invoice");
}

/// <summary>Which invoices a program wants to know of; all of them when it says nothing.</summary>
public sealed record InvoicesWanted(
    AccountId? Account = null,
    string? Number = null,
    InvoiceStatus? Status = null,
    string? SourceId = null,
    DateTimeOffset? UpdatedSince = null
);

/// <summary>Invoices in the order in which they became known: what is added meanwhile comes last, and nothing is told twice.</summary>
public sealed class WalkInvoices(AppDb db, Today today)
{
    // Made once: reading a place out of a row is compiled.
    private static readonly Keyset<Row> InOrder = new Keyset<Row>().By(r => r.Invoice.Id);

    public async Task<Page<KnownInvoice>> Run(InvoicesWanted wanted, string? after, int size, CancellationToken ct)
    {
        var day = today.In(await db.ReadTimeZone(ct));
        var rows = Wanted(db.Invoices.IgnoreAutoIncludes().AsNoTracking(), wanted, day)
            .Select(i => new Row
            {
                Invoice = i,
                Paid = i.Settled.Minor > 0 ? i.Allocations.Where(a => a.Kind == CreditKind.Payment).Sum(a => a.Amount.Minor) : 0,
            });
        var page = await InOrder.Read(rows, after, null, size, ct);
        return page.Select(r => new KnownInvoice(r.Invoice, new(r.Paid, r.Invoice.Total.Currency), day));
    }

    private static IQueryable<Invoice> Wanted(IQueryable<Invoice> invoices, InvoicesWanted wanted, DateOnly day)
    {
        if (wanted.Account is { } account)
            invoices = invoices.Where(i => i.AccountId == account);
        if (wanted.Number is { } number)
            invoices = invoices.Where(i => i.Number == number);
        if (wanted.SourceId is { } source)
            invoices = invoices.Where(i => i.SourceId == source);
        if (wanted.UpdatedSince is { } since)
            invoices = invoices.Where(i => i.UpdatedAt >= since);
        return wanted.Status switch
        {
            InvoiceStatus.Paid => invoices.Where(i => i.Settled.Minor >= i.Total.Minor),
            InvoiceStatus.Overdue => invoices.Open().Where(i => i.DueOn < day),
            InvoiceStatus.Issued => invoices.Open().Where(i => i.DueOn == null || i.DueOn >= day),
            _ => invoices,
        };
    }

    private sealed class Row
    {
        public required Invoice Invoice { get; init; }

        /// <summary>Hundredths, as a rule, that payments have settled.</summary>
        public required long Paid { get; init; }
    }
}
