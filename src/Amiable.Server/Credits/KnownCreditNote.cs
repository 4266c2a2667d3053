using Microsoft.EntityFrameworkCore;

namespace Amiable.Credits;

/// <summary>The part of a credit note that is set against one invoice.</summary>
public sealed record SetAgainst(InvoiceId Invoice, string Number, Money Amount, DateOnly On);

/// <summary>A credit note as programs know it.</summary>
public sealed record KnownCreditNote(CreditNote Note, IReadOnlyList<SetAgainst> Allocations);

/// <summary>One credit note with what it is set against.</summary>
public sealed class LookUpCreditNote(AppDb db)
{
    public async Task<Result<KnownCreditNote>> Run(CreditId id, CancellationToken ct) =>
        await db.Credits.OfType<CreditNote>().AsNoTracking().SingleOrDefaultAsync(n => n.Id == id, ct) is { } note
            ? new KnownCreditNote(note, [.. (await Allocations(db, [id], ct))[id]])
            : new NotFound("credit note");

    internal static async Task<ILookup<CreditId, SetAgainst>> Allocations(AppDb db, List<CreditId> ids, CancellationToken ct) =>
        (
            await db
                .Invoices.IgnoreAutoIncludes()
                .SelectMany(
                    i => i.Allocations,
                    (i, a) =>
                        new
                        {
                            i.Id,
                            i.Number,
                            Allocation = a,
                        }
                )
                .Where(s => ids.Contains(s.Allocation.CreditId))
                .OrderBy(s => s.Allocation.On)
                .ThenBy(s => s.Id)
                .AsNoTracking()
                .ToListAsync(ct)
        ).ToLookup(s => s.Allocation.CreditId, s => new SetAgainst(s.Id, s.Number, s.Allocation.Amount, s.Allocation.On));
}

/// <summary>Which credit notes a program wants to know of; all of them when it says nothing.</summary>
public sealed record CreditNotesWanted(AccountId? Account = null, string? Number = null, CreditStatus? Status = null);

/// <summary>Credit notes in the order in which they became known: what is added meanwhile comes last, and nothing is told twice.</summary>
public sealed class WalkCreditNotes(AppDb db)
{
    // Made once: reading a place out of a row is compiled.
    private static readonly Keyset<CreditNote> InOrder = new Keyset<CreditNote>().By(n => n.Id);

    public async Task<Page<KnownCreditNote>> Run(CreditNotesWanted wanted, string? after, int size, CancellationToken ct)
    {
        var notes = db.Credits.OfType<CreditNote>().AsNoTracking();
        if (wanted.Account is { } account)
            notes = notes.Where(n => n.AccountId == account);
        if (wanted.Number is { } number)
            notes = notes.Where(n => n.Number == number);
        notes = wanted.Status switch
        {
            CreditStatus.Open => notes.Where(n => n.Used.Minor == 0),
            CreditStatus.PartiallyAllocated => notes.Where(n => n.Used.Minor > 0 && n.Used.Minor < n.Amount.Minor),
            CreditStatus.Settled => notes.Where(n => n.Used.Minor >= n.Amount.Minor),
            _ => notes,
        };
        var page = await InOrder.Read(notes, after, null, size, ct);
        var set = await LookUpCreditNote.Allocations(db, [.. page.Rows.Where(n => n.Used.IsPositive).Select(n => n.Id)], ct);
        return page.Select(n => new KnownCreditNote(n, [.. set[n.Id]]));
    }
}
