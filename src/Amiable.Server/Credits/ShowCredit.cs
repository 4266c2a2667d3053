using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Credits;

/// <summary>A payment or credit note, what it settled, and what it could be set against.</summary>
public sealed class ShowCredit(AppDb db, Today today)
{
    public async Task<Result<CreditView>> Run(CreditId id, CreditQuestion question, CancellationToken ct)
    {
        if (await db.Credits.AsNoTracking().OfKind(question.Kind).SingleOrDefaultAsync(c => c.Id == id, ct) is not { } credit)
            return new NotFound("credit");
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == credit.AccountId, ct);
        var settled = await db
            .Invoices.AsNoTracking()
            .Where(i => i.AccountId == credit.AccountId && i.Allocations.Any(a => a.CreditId == id))
            .ToListAsync(ct);
        var open = await db
            .Invoices.IgnoreAutoIncludes()
            .AsNoTracking()
            .Counted()
            .Where(i => i.AccountId == credit.AccountId && i.Total.Currency == credit.Amount.Currency)
            .OrderBy(i => i.DueOn)
            .ThenBy(i => i.Number)
            .ToListAsync(ct);

        var (rows, order) = (await CreditSearch.Rows(db, question, ct), CreditSearch.Order(question));
        var place = order.Place(new ListedCredit { Credit = credit, AccountName = account.Name });
        var before = await order.Read(rows, null, place, 1, ct);
        var after = await order.Read(rows, place, null, 1, ct);
        return new CreditView(
            credit,
            account.Name,
            today.For(await db.Organizations.AsNoTracking().SingleAsync(ct)),
            [
                .. settled
                    .Select(i => new SettledInvoice(i, i.Allocations.Single(a => a.CreditId == id)))
                    .OrderBy(s => s.Allocation.On)
                    .ThenBy(s => s.Invoice.Number, StringComparer.Ordinal),
            ],
            open,
            before.Rows.FirstOrDefault()?.Credit.Id,
            after.Rows.FirstOrDefault()?.Credit.Id
        );
    }
}

/// <param name="Open">The account's open invoices in its currency, due longest first.</param>
public sealed record CreditView(
    Credit Credit,
    string AccountName,
    DateOnly Today,
    IReadOnlyList<SettledInvoice> Settled,
    IReadOnlyList<Invoice> Open,
    CreditId? Previous,
    CreditId? Following
);

public sealed record SettledInvoice(Invoice Invoice, Allocation Allocation);
