using Amiable.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Amiable.Credits;

/// <summary>A credit note, what it settled, and what it could be set against.</summary>
public sealed class ShowCreditNote(AppDb db, Today today)
{
    public async Task<Result<CreditNoteView>> Run(CreditId id, CreditNoteQuestion question, CancellationToken ct)
    {
        if (await db.Credits.OfType<CreditNote>().AsNoTracking().SingleOrDefaultAsync(n => n.Id == id, ct) is not { } note)
            return new NotFound("credit note");
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == note.AccountId, ct);
        var settled = await db.Invoices.AsNoTracking().Where(i => i.Allocations.Any(a => a.CreditId == id)).ToListAsync(ct);
        var open = await db
            .Invoices.IgnoreAutoIncludes()
            .AsNoTracking()
            .Counted()
            .Where(i => i.AccountId == note.AccountId && i.Total.Currency == note.Amount.Currency)
            .OrderBy(i => i.DueOn)
            .ThenBy(i => i.Number)
            .ToListAsync(ct);

        var (rows, order) = (CreditNoteSearch.Rows(db, question), CreditNoteSearch.Order(question));
        var place = order.Place(new CreditNoteAndAccount { Note = note, Account = account });
        var before = await order.Read(rows, null, place, 1, ct);
        var after = await order.Read(rows, place, null, 1, ct);
        return new CreditNoteView(
            note,
            account.Name,
            today.For(await db.Organizations.AsNoTracking().SingleAsync(ct)),
            [
                .. settled
                    .Select(i => new SettledInvoice(i, i.Allocations.Single(a => a.CreditId == id)))
                    .OrderBy(s => s.Allocation.On)
                    .ThenBy(s => s.Invoice.Number, StringComparer.Ordinal),
            ],
            open,
            before.Rows.FirstOrDefault()?.Note.Id,
            after.Rows.FirstOrDefault()?.Note.Id
        );
    }
}

/// <param name="Open">The account's open invoices in its currency, due longest first.</param>
public sealed record CreditNoteView(
    CreditNote Note,
    string AccountName,
    DateOnly Today,
    IReadOnlyList<SettledInvoice> Settled,
    IReadOnlyList<Invoice> Open,
    CreditId? Previous,
    CreditId? Following
);

public sealed record SettledInvoice(Invoice Invoice, Allocation Allocation);
