using Microsoft.EntityFrameworkCore;

namespace Amiable.Invoices;

/// <summary>
/// The invoices somebody may mean: of exactly that number first, then of that amount, outstanding or in all, then those whose number begins so, then
/// those with it in their number: 123 finds F-2026-00123.
/// </summary>
public sealed class FindInvoices(AppDb db, FullText fullText)
{
    public async Task<IReadOnlyList<FoundInvoice>> Run(SoughtWords sought, SoughtAmount? amount, int most, CancellationToken ct)
    {
        var ids = await BestFirst.Of(
            most,
            () => ByNumber(sought.Text, most, ct),
            () => ByAmount(amount, most, ct),
            () => ByStart(sought.Text, most, ct),
            () => fullText.WithWholeWords<InvoiceId>(Searchable.Invoices, sought, most, ct),
            () => fullText.WithWords<InvoiceId>(Searchable.Invoices, sought, most, ct)
        );
        var invoices = await (
            from invoice in db.Invoices.IgnoreAutoIncludes().AsNoTracking()
            where ids.Contains(invoice.Id)
            join account in db.Accounts on invoice.AccountId equals account.Id
            select new FoundInvoice(invoice, account.Name)
        ).ToListAsync(ct);
        return [.. invoices.OrderBy(i => ids.IndexOf(i.Invoice.Id))];
    }

    private Task<List<InvoiceId>> ByNumber(string number, int most, CancellationToken ct) =>
        db
            .Invoices.IgnoreAutoIncludes()
            .Where(i => EF.Functions.Collate(i.Number, FullText.AnyCase) == number)
            .OrderBy(i => EF.Functions.Collate(i.Number, FullText.AnyCase))
            .Select(i => i.Id)
            .Take(most)
            .ToListAsync(ct);

    // What is outstanding of an invoice of which nothing is settled is its total.
    private Task<List<InvoiceId>> ByAmount(SoughtAmount? amount, int most, CancellationToken ct)
    {
        var all = db.Invoices.IgnoreAutoIncludes();
        var outstanding = all.Where(i => i.Settled.Minor > 0)
            .Select(i => new Figure<InvoiceId>
            {
                Id = i.Id,
                Minor = i.Total.Minor - i.Settled.Minor,
                Currency = i.Total.Currency,
            });
        var total = all.Select(i => new Figure<InvoiceId>
        {
            Id = i.Id,
            Minor = i.Total.Minor,
            Currency = i.Total.Currency,
        });
        return amount is null
            ? Task.FromResult<List<InvoiceId>>([])
            : BestFirst.Of(most, () => amount.Find(outstanding, most, ct), () => amount.Find(total, most, ct));
    }

    private Task<List<InvoiceId>> ByStart(string start, int most, CancellationToken ct) =>
        db
            .Invoices.IgnoreAutoIncludes()
            .BeginningWith(i => EF.Functions.Collate(i.Number, FullText.AnyCase), start)
            .Select(i => i.Id)
            .Take(most)
            .ToListAsync(ct);
}

public sealed record FoundInvoice(Invoice Invoice, string AccountName);
